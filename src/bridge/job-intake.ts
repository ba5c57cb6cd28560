/* Stores the jobs that the bridge hands over, and queues those that were not answered in time. */

import { type Kysely, sql } from 'kysely';
import { LRUCache } from 'lru-cache';
import { coalesce } from '../database/coalesce-calls.ts';
import type { Database } from '../database/schema.ts';
import { runInTransaction } from '../database/transaction.ts';
import { describeJob } from '../openportal/describe-job.ts';
import { type Job, parseJobId } from '../openportal/job.ts';
import { gatherMs, type JobResultRow, type OpenJob, toStoredResult } from './job-store.ts';
import type { JobQueue } from './job-queue.ts';
import type { JobCipher } from './job-cipher.ts';

export interface JobIntakeOptions {
  db: Kysely<Database>;
  clock: () => Date;
  queue: JobQueue;
  cipher: JobCipher;
}

const chunkSize = 200;
/** A job lives for two minutes; one that claims more is not tried for longer than this. */
const maxJobLifeMs = 3_600_000;
const defaultJobLifeMs = 120_000;
/** Longer than the process that stored a job works on it. */
const overdueAfterMs = 10_000;

/** Stores the jobs that the bridge hands over, each once however often it comes. */
export class JobIntake {
  readonly #options: JobIntakeOptions;
  /** Jobs are kept for longer than these ids are remembered. */
  readonly #recentIds = new LRUCache<string, true>({ max: 20_000, ttl: 3_600_000 });
  /** Whether a job was stored, open or closed. */
  readonly isStored: (id: string) => Promise<boolean>;
  readonly #storeBatched: (job: Job) => Promise<OpenJob | null>;

  constructor(options: JobIntakeOptions) {
    const { db, clock, cipher } = options;
    this.#options = options;
    this.isStored = coalesce((ids) => areStored(db, ids));
    this.#storeBatched = coalesce((jobs) => storeJobs(db, cipher, jobs, clock()), { gatherMs });
  }

  /** Whether this process stored it not long ago. */
  isRecentlyStored(id: string): boolean {
    return this.#recentIds.has(id.toLowerCase());
  }

  /**
   * Stores a job; concurrent calls share a statement. Returns it where it is new and the caller is to
   * process it, null where it was stored before. A job that is closed here but that the bridge still
   * holds has not got its answer: it is opened again, and the same answer is posted.
   */
  async storeJob(job: Job): Promise<OpenJob | null> {
    const open = await this.#storeBatched(job);
    this.#recentIds.set(parseJobId(job).toLowerCase(), true);
    return open;
  }

  /** Stores jobs, and queues the new ones for all replicas. */
  async storeAndQueueJobs(jobs: readonly Job[]): Promise<void> {
    const { db, clock, cipher, queue } = this.#options;
    for (let start = 0; start < jobs.length; start += chunkSize) {
      const chunk = jobs.slice(start, start + chunkSize);
      await runInTransaction(db, async (trx) => {
        const stored = await storeJobs(trx, cipher, chunk, clock());
        const ids = stored.flatMap((open) => (open === null ? [] : [open.id]));
        await queue.addInTransaction(trx, ids);
      });
      queue.wakeWorkers();
    }
  }

  /**
   * Queues jobs that are open for longer than work takes: the process that stored them was killed, or
   * their queue entries are gone. A bridge that has forgotten a job does not list it.
   */
  async requeueOverdueJobs(): Promise<void> {
    const { db, clock, queue } = this.#options;
    const now = clock();
    const before = new Date(now.getTime() - overdueAfterMs).toISOString();
    const overdue = await db
      .selectFrom('bridge_job')
      .select('id')
      .where('closed', 'is', null)
      // Received in the future: stored by a clock that was ahead.
      .where((eb) => eb.or([eb('received', '<', before), eb('received', '>', now.toISOString())]))
      .orderBy('received')
      .limit(chunkSize)
      .execute();
    await queue.add(overdue.map(({ id }) => id));
  }
}

/** The new ones of these jobs, each in its place; null for the others. */
async function storeJobs(
  db: Kysely<Database>,
  cipher: JobCipher,
  jobs: readonly Job[],
  now: Date,
): Promise<(OpenJob | null)[]> {
  const ids = jobs.map((job) => parseJobId(job).toLowerCase());
  const byId = new Map(jobs.map((job, n) => [ids[n] as string, job]));
  // In the same order everywhere, so that two replicas cannot deadlock.
  const rows = [...byId]
    .map(([id, job]) => ({
      id,
      sealed: cipher.encrypt(id, JSON.stringify(job)),
      expires: computeExpiry(job, now),
      ...describeJob(job),
    }))
    .toSorted((a, b) => (a.id < b.id ? -1 : 1));
  // A clock that was behind may have given a job too little time. What a person gave up stays so.
  const stored = await sql<JobResultRow & { expires: string }>`
    insert into bridge_job (id, sealed, received, expires, asked_by, offering, instruction, subject)
    select id, sealed, ${now.toISOString()}, expires, asked_by, offering, instruction, subject
    from unnest(
      ${rows.map(({ id }) => id)}::uuid[],
      ${rows.map(({ sealed }) => sealed)}::bytea[],
      ${rows.map(({ expires }) => expires)}::timestamptz[],
      ${rows.map(({ askedBy }) => askedBy)}::text[],
      ${rows.map(({ offering }) => offering)}::text[],
      ${rows.map(({ instruction }) => instruction)}::text[],
      ${rows.map(({ subject }) => subject)}::text[]
    ) as given (id, sealed, expires, asked_by, offering, instruction, subject)
    on conflict (id) do update set sealed = excluded.sealed, received = excluded.received,
        expires = excluded.expires, closed = null, result = null, decided = null
      where bridge_job.closed is not null and bridge_job.result is distinct from 'given_up'
        and excluded.expires > ${now.toISOString()}
    returning id, expires, outcome, answered`.execute(db);
  const fresh = new Map(stored.rows.map((row) => [row.id, row]));
  return ids.map((id) => {
    const row = fresh.get(id);
    if (row === undefined) return null;
    // A job that occurs twice is new once.
    fresh.delete(id);
    return { id, sealed: null, expires: new Date(row.expires), storedResult: toStoredResult(row) };
  });
}

async function areStored(db: Kysely<Database>, ids: readonly string[]): Promise<boolean[]> {
  const rows = await db
    .selectFrom('bridge_job')
    .select('id')
    .where('id', '=', sql<string>`any(${ids}::uuid[])`)
    .execute();
  const stored = new Set(rows.map(({ id }) => id));
  return ids.map((id) => stored.has(id.toLowerCase()));
}

function computeExpiry({ expires }: Job, now: Date): string {
  const claimed = typeof expires === 'number' ? expires * 1000 : now.getTime() + defaultJobLifeMs;
  const latest = now.getTime() + maxJobLifeMs;
  return new Date(Math.max(0, Math.min(claimed, latest))).toISOString();
}
