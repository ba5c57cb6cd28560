import { type Kysely, sql } from 'kysely';
import { LRUCache } from 'lru-cache';
import { batched } from '../database/batched.ts';
import type { Database } from '../database/schema.ts';
import { inTransaction } from '../database/transaction.ts';
import { type Job, parseJobId } from '../openportal/job.ts';
import { gatherMs, type JobRow, type OpenJob, settledIn } from './open-jobs.ts';
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
/** Longer than a job is worked on by whoever stored it. */
const overdueMs = 10_000;
/** How long closed jobs stay, so that one asked for again gets the same answer. */
const keptForMs = 24 * 3_600_000;

/** The jobs that the bridge handed over: each stored once, however often it is handed over. */
export class Inbox {
  readonly #options: InboxOptions;
  /** What was stored here stays stored for longer than this. */
  readonly #remembered = new LRUCache<string, true>({ max: 20_000, ttl: 3_600_000 });
  /** Whether it was stored, closed or not. */
  readonly holds: (id: string) => Promise<boolean>;
  readonly #store: (job: Job) => Promise<OpenJob | null>;

  constructor(options: InboxOptions) {
    const { db, clock, sealer } = options;
    this.#options = options;
    this.holds = batched((ids) => areHeld(db, ids));
    this.#store = batched((jobs) => storeJobs(db, sealer, jobs, clock()), { gatherMs });
  }

  /** Whether this process stored it not long ago. */
  remembers(id: string): boolean {
    return this.#remembered.has(id.toLowerCase());
  }

  /**
   * Stores a job; those that come at the same time share a statement. Gives what is new for the
   * caller to see to, null where somebody has done so. One that we closed but that the bridge still
   * holds has not got its answer: it is opened again, and the same answer is posted.
   */
  async take(job: Job): Promise<OpenJob | null> {
    const open = await this.#store(job);
    this.#remembered.set(parseJobId(job).toLowerCase(), true);
    return open;
  }

  /** Stores jobs, and queues those that are new, for all replicas to work on. */
  async takeAll(jobs: readonly Job[]): Promise<void> {
    const { db, clock, sealer, queue } = this.#options;
    for (let start = 0; start < jobs.length; start += chunk) {
      const some = jobs.slice(start, start + chunk);
      await inTransaction(db, async (trx) => {
        const stored = await storeJobs(trx, sealer, some, clock());
        const fresh = stored.filter((open) => open !== null);
        await queue.addWithin(
          trx,
          fresh.map(({ id }) => id),
        );
      });
      queue.wake();
    }
  }

  /**
   * Queues whatever is open for longer than work takes: whoever stored it was killed, or its entry
   * of the queue is gone. A bridge that has forgotten the job will not list it.
   */
  async requeue(): Promise<void> {
    const { db, clock, queue } = this.#options;
    const now = clock();
    const before = new Date(now.getTime() - overdueMs).toISOString();
    const overdue = await db
      .selectFrom('bridge_job')
      .select('id')
      .where('closed', 'is', null)
      // Or by a clock that was ahead.
      .where((eb) => eb.or([eb('received', '<', before), eb('received', '>', now.toISOString())]))
      .orderBy('received')
      .limit(chunk)
      .execute();
    await queue.add(overdue.map(({ id }) => id));
  }

  /** Forgets what was closed a day ago. */
  async purge(): Promise<void> {
    const { db, clock } = this.#options;
    const before = new Date(clock().getTime() - keptForMs).toISOString();
    await db.deleteFrom('bridge_job').where('closed', '<', before).execute();
  }
}

/** What is new of these jobs, each in its place; null for others. */
async function storeJobs(
  db: Kysely<Database>,
  sealer: Sealer,
  jobs: readonly Job[],
  now: Date,
): Promise<(OpenJob | null)[]> {
  const ids = jobs.map((job) => parseJobId(job).toLowerCase());
  const byId = new Map(jobs.map((job, n) => [ids[n] as string, job]));
  // In one order everywhere, so that two replicas never wait for each other.
  const rows = [...byId]
    .map(([id, job]) => ({
      id,
      sealed: sealer.seal(id, JSON.stringify(job)),
      expires: expiryOf(job, now),
    }))
    .toSorted((a, b) => (a.id < b.id ? -1 : 1));
  // A clock that was behind may have given a job too little time.
  const stored = await sql<JobRow & { expires: string }>`
    insert into bridge_job (id, sealed, received, expires)
    select id, sealed, ${now.toISOString()}, expires from unnest(
      ${rows.map(({ id }) => id)}::uuid[],
      ${rows.map(({ sealed }) => sealed)}::bytea[],
      ${rows.map(({ expires }) => expires)}::timestamptz[]
    ) as given (id, sealed, expires)
    on conflict (id) do update set sealed = excluded.sealed, received = excluded.received,
        expires = excluded.expires, closed = null, result = null
      where bridge_job.closed is not null and excluded.expires > ${now.toISOString()}
    returning id, expires, outcome, answered`.execute(db);
  const fresh = new Map(stored.rows.map((row) => [row.id, row]));
  return ids.map((id) => {
    const row = fresh.get(id);
    if (row === undefined) return null;
    // One that was given twice is new once.
    fresh.delete(id);
    return { id, sealed: null, expires: new Date(row.expires), settled: settledIn(row) };
  });
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
