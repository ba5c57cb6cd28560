import { type Kysely, sql, type Transaction } from 'kysely';
import { batched } from '../database/batched.ts';
import type { Database } from '../database/schema.ts';
import { inTransaction } from '../database/transaction.ts';
import { type Job, parseJobId } from '../openportal/job.ts';
import type { JobQueue } from './queue.ts';
import type { Sealer } from './sealing.ts';

export interface InboxOptions {
  db: Kysely<Database>;
  clock: () => Date;
  queue: JobQueue;
  sealer: Sealer;
}

const chunk = 200;
/** A job lives for two minutes; one that claims more is not tried for longer than this. */
const longestLifeMs = 3_600_000;
const usualLifeMs = 120_000;
/** Longer than a job is worked on, with a killed worker noticed and tried again. */
const overdueMs = 20_000;
/** How long closed jobs stay, so that one asked for again gets the same answer. */
const keptForMs = 24 * 3_600_000;

/** The jobs that the bridge handed over: each stored once, however often it is handed over. */
export class Inbox {
  readonly #options: InboxOptions;
  /** Whether it was stored, closed or not. */
  readonly holds: (id: string) => Promise<boolean>;
  /** As `takeAll` does with several; those that come at the same time share a transaction. */
  readonly take: (job: Job) => Promise<void>;

  constructor(options: InboxOptions) {
    this.#options = options;
    this.holds = batched((ids) => areHeld(options.db, ids));
    this.take = batched(async (jobs) => {
      await this.takeAll(jobs);
      return jobs.map(() => undefined);
    });
  }

  /**
   * Stores jobs and queues them. One that we closed but that the bridge still lists has not got
   * its answer: it is opened again, and the same answer is posted.
   */
  async takeAll(jobs: readonly Job[]): Promise<void> {
    const { db, queue } = this.#options;
    for (let start = 0; start < jobs.length; start += chunk) {
      const some = jobs.slice(start, start + chunk);
      await inTransaction(db, (trx) => this.#takeChunk(trx, some));
      queue.wake();
    }
  }

  async #takeChunk(trx: Transaction<Database>, jobs: readonly Job[]): Promise<void> {
    const { clock, queue, sealer } = this.#options;
    const now = clock();
    const byId = new Map(jobs.map((job) => [parseJobId(job).toLowerCase(), job]));
    // In one order everywhere, so that two replicas never wait for each other.
    const rows = [...byId]
      .map(([id, job]) => {
        const sealed = sealer.seal(id, JSON.stringify(job));
        return { id, sealed, expires: expiryOf(job, now) };
      })
      .toSorted((a, b) => (a.id < b.id ? -1 : 1));
    const ids = rows.map(({ id }) => id);
    // The last part finds also those that were open before: should the queue have lost one, this
    // finds it again. A clock that was behind may have given a job too little time.
    const open = await sql<{ id: string }>`
      with taken as (
        insert into bridge_job (id, sealed, received, expires)
        select id, sealed, ${now.toISOString()}, expires from unnest(
          ${ids}::uuid[],
          ${rows.map(({ sealed }) => sealed)}::bytea[],
          ${rows.map(({ expires }) => expires)}::timestamptz[]
        ) as given (id, sealed, expires)
        on conflict (id) do update
          set sealed = excluded.sealed, expires = excluded.expires, closed = null, result = null
          where bridge_job.closed is not null and excluded.expires > ${now.toISOString()}
        returning id)
      select id from taken
      union select id from bridge_job where id = any(${ids}::uuid[]) and closed is null
    `.execute(trx);
    await queue.add(
      trx,
      open.rows.map(({ id }) => id),
    );
  }

  /**
   * Queues again whatever is open for longer than work takes. An entry of the queue can end just
   * when its job is opened again, and a bridge that has forgotten the job will not list it.
   */
  async requeue(): Promise<void> {
    const { db, clock, queue } = this.#options;
    const now = clock();
    const before = new Date(now.getTime() - overdueMs).toISOString();
    await inTransaction(db, async (trx) => {
      const overdue = await trx
        .selectFrom('bridge_job')
        .select('id')
        .where('closed', 'is', null)
        // Or by a clock that was ahead.
        .where((eb) => eb.or([eb('received', '<', before), eb('received', '>', now.toISOString())]))
        .orderBy('received')
        .limit(chunk)
        .execute();
      await queue.add(
        trx,
        overdue.map(({ id }) => id),
      );
    });
    queue.wake();
  }

  /** Forgets what was closed a day ago. */
  async purge(): Promise<void> {
    const { db, clock } = this.#options;
    const before = new Date(clock().getTime() - keptForMs).toISOString();
    await db.deleteFrom('bridge_job').where('closed', '<', before).execute();
  }
}

async function areHeld(db: Kysely<Database>, ids: readonly string[]): Promise<boolean[]> {
  const rows = await db
    .selectFrom('bridge_job')
    .select('id')
    .where('id', '=', sql<string>`any(${ids}::uuid[])`)
    .execute();
  const held = new Set(rows.map(({ id }) => id));
  return ids.map((id) => held.has(id.toLowerCase()));
}

function expiryOf({ expires }: Job, now: Date): string {
  const claimed = typeof expires === 'number' ? expires * 1000 : now.getTime() + usualLifeMs;
  const latest = now.getTime() + longestLifeMs;
  return new Date(Math.max(0, Math.min(claimed, latest))).toISOString();
}
