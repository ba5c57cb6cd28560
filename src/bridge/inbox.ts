import { type Kysely, sql, type Transaction } from 'kysely';
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
/** How long closed jobs stay, so that one asked for again gets the same answer. */
const keptForMs = 24 * 3_600_000;

/** The jobs that the bridge handed over: each stored once, however often it is handed over. */
export class Inbox {
  readonly #options: InboxOptions;

  constructor(options: InboxOptions) {
    this.#options = options;
  }

  async holds(id: string): Promise<boolean> {
    const { db } = this.#options;
    const row = await db
      .selectFrom('bridge_job')
      .select('id')
      .where('id', '=', id)
      .executeTakeFirst();
    return row !== undefined;
  }

  /**
   * Stores jobs and queues them. One that we closed but that the bridge still lists has not got
   * its answer: it is opened again, and the same answer is posted.
   */
  async take(jobs: readonly Job[]): Promise<void> {
    for (let start = 0; start < jobs.length; start += chunk) {
      const some = jobs.slice(start, start + chunk);
      await inTransaction(this.#options.db, (trx) => this.#takeChunk(trx, some));
    }
  }

  async #takeChunk(trx: Transaction<Database>, jobs: readonly Job[]): Promise<void> {
    const { clock, queue, sealer } = this.#options;
    const now = clock();
    const byId = new Map(jobs.map((job) => [parseJobId(job).toLowerCase(), job]));
    const rows = [...byId].map(([id, job]) => {
      const sealed = sealer.seal(id, JSON.stringify(job));
      return { id, sealed, received: now.toISOString(), expires: expiryOf(job, now) };
    });
    const open = await trx
      .with('taken', (cte) =>
        cte
          .insertInto('bridge_job')
          .values(rows)
          .onConflict((conflict) =>
            conflict
              .column('id')
              .doUpdateSet((eb) => ({
                sealed: eb.ref('excluded.sealed'),
                // A clock that was behind may have given it too little time.
                expires: eb.ref('excluded.expires'),
                closed: null,
                result: null,
              }))
              .where('bridge_job.closed', 'is not', null)
              .where('excluded.expires', '>', now.toISOString()),
          )
          .returning('id'),
      )
      .selectFrom('taken')
      .select('id')
      // Also those that were open before: should the queue have lost one, this finds it again.
      .union((eb) =>
        eb
          .selectFrom('bridge_job')
          .select('id')
          .where('id', '=', sql<string>`any(${[...byId.keys()]}::uuid[])`)
          .where('closed', 'is', null),
      )
      .execute();
    await queue.add(
      trx,
      open.map(({ id }) => id),
    );
  }

  /** Forgets what was closed a day ago. */
  async purge(): Promise<void> {
    const { db, clock } = this.#options;
    const before = new Date(clock().getTime() - keptForMs).toISOString();
    await db.deleteFrom('bridge_job').where('closed', '<', before).execute();
  }
}

function expiryOf({ expires }: Job, now: Date): string {
  const claimed = typeof expires === 'number' ? expires * 1000 : now.getTime() + usualLifeMs;
  const latest = now.getTime() + longestLifeMs;
  return new Date(Math.max(0, Math.min(claimed, latest))).toISOString();
}
