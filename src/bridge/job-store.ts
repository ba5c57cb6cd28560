import { type Kysely, sql } from 'kysely';
import { coalesce } from '../database/coalesce-calls.ts';
import { parseLosslessJson } from '../award/lossless-json.ts';
import type { Database } from '../database/schema.ts';
import type { CommandResult } from '../openportal/command-result.ts';
import type { JobOutcome } from './job-outcomes.ts';

/**
 * Milliseconds that each step of a job waits for others to share its statement, where many jobs come
 * at a time; a single job does not wait.
 */
export const gatherMs = 40;

/** A job that was stored and is not closed. */
export interface OpenJob {
  id: string;
  /** The encrypted job; null where it was not loaded. */
  sealed: Buffer | null;
  expires: Date;
  storedResult: StoredResult | null;
}

/** The result of a job, and when it was reached. */
export interface StoredResult {
  result: CommandResult;
  answeredAt: Date;
}

interface JobClosure {
  id: string;
  closedAt: Date;
  outcome: JobOutcome;
}

/** An attempt after which a job is tried again. */
interface FailedAttempt {
  id: string;
  at: Date;
  reason: string;
}

/** The columns that hold a job's result. */
export interface JobResultRow {
  id: string;
  outcome: string | null;
  answered: string | null;
}

/**
 * The stored jobs and their results. Jobs are processed concurrently; what they load or store at the
 * same time shares one statement.
 */
export class JobStore {
  /** null where it is closed or was never stored. */
  readonly findOpenJob: (id: string) => Promise<OpenJob | null>;
  readonly #storeResult: (job: StoredResult & { id: string }) => Promise<StoredResult>;
  readonly #closeJob: (closing: JobClosure) => Promise<void>;
  readonly #recordFailure: (failed: FailedAttempt) => Promise<void>;

  constructor(db: Kysely<Database>) {
    this.findOpenJob = coalesce((ids) => findOpenJobs(db, ids));
    this.#storeResult = coalesce((jobs) => storeResults(db, jobs), { gatherMs });
    this.#closeJob = coalesce((closings) => closeJobs(db, closings), { gatherMs });
    this.#recordFailure = coalesce((failed) => recordFailures(db, failed), { gatherMs });
  }

  /** Stores a job's result unless one is stored already; returns the one that is stored. */
  storeResult(id: string, result: StoredResult): Promise<StoredResult> {
    return this.#storeResult({ id, ...result });
  }

  /** Closes a job, and deletes the encrypted job with any secret in it. */
  closeJob(id: string, outcome: JobOutcome, closedAt: Date): Promise<void> {
    return this.#closeJob({ id, outcome, closedAt });
  }

  /** Notes why a job is tried again, for people to see. */
  recordFailure(id: string, reason: string, at: Date): Promise<void> {
    return this.#recordFailure({ id, reason, at });
  }
}

async function findOpenJobs(
  db: Kysely<Database>,
  ids: readonly string[],
): Promise<(OpenJob | null)[]> {
  const { rows } = await sql<JobResultRow & { sealed: Buffer | null; expires: string }>`
    select id, sealed, expires, outcome, answered from bridge_job
    where id = any(${ids}::uuid[]) and closed is null`.execute(db);
  const byId = new Map(rows.map((row) => [row.id, row]));
  return ids.map((id) => {
    const row = byId.get(id);
    if (row === undefined) return null;
    const { sealed, expires } = row;
    return { id, sealed, expires: new Date(expires), storedResult: toStoredResult(row) };
  });
}

async function storeResults(
  db: Kysely<Database>,
  jobs: readonly (StoredResult & { id: string })[],
): Promise<StoredResult[]> {
  // In the same order everywhere, so that two replicas cannot deadlock.
  const ordered = jobs.toSorted((a, b) => (a.id < b.id ? -1 : 1));
  const ids = ordered.map(({ id }) => id);
  const stored = await sql<JobResultRow>`
    update bridge_job set outcome = given.outcome, answered = given.answered
    from unnest(
      ${ids}::uuid[],
      ${ordered.map(({ result }) => JSON.stringify(result))}::text[],
      ${ordered.map(({ answeredAt }) => answeredAt.toISOString())}::timestamptz[]
    ) as given (id, outcome, answered)
    where bridge_job.id = given.id and bridge_job.outcome is null
    returning bridge_job.id, bridge_job.outcome, bridge_job.answered`.execute(db);
  const byId = new Map(stored.rows.map((row) => [row.id, toStoredResult(row)]));
  const others = ids.filter((id) => !byId.has(id));
  if (others.length > 0) {
    const earlier = await sql<JobResultRow>`
      select id, outcome, answered from bridge_job
      where id = any(${others}::uuid[])`.execute(db);
    for (const row of earlier.rows) byId.set(row.id, toStoredResult(row));
  }
  return jobs.map(({ id }) => {
    const result = byId.get(id);
    if (!result) throw new Error('A job was deleted while it was processed.');
    return result;
  });
}

async function closeJobs(
  db: Kysely<Database>,
  closings: readonly JobClosure[],
): Promise<undefined[]> {
  const ordered = closings.toSorted((a, b) => (a.id < b.id ? -1 : 1));
  await sql`
    update bridge_job set closed = given.closed, result = given.result, sealed = null
    from unnest(
      ${ordered.map(({ id }) => id)}::uuid[],
      ${ordered.map(({ closedAt }) => closedAt.toISOString())}::timestamptz[],
      ${ordered.map(({ outcome }) => outcome)}::text[]
    ) as given (id, closed, result)
    where bridge_job.id = given.id and bridge_job.closed is null`.execute(db);
  return closings.map(() => undefined);
}

async function recordFailures(
  db: Kysely<Database>,
  failed: readonly FailedAttempt[],
): Promise<undefined[]> {
  const ordered = failed.toSorted((a, b) => (a.id < b.id ? -1 : 1));
  await sql`
    update bridge_job set failed_attempts = failed_attempts + 1, last_attempt = given.at,
      last_error = given.reason
    from unnest(
      ${ordered.map(({ id }) => id)}::uuid[],
      ${ordered.map(({ at }) => at.toISOString())}::timestamptz[],
      ${ordered.map(({ reason }) => reason)}::text[]
    ) as given (id, at, reason)
    where bridge_job.id = given.id`.execute(db);
  return failed.map(() => undefined);
}

export function toStoredResult({ outcome, answered }: JobResultRow): StoredResult | null {
  if (outcome === null) return null;
  return {
    result: parseLosslessJson(outcome) as CommandResult,
    answeredAt: new Date(answered ?? 0),
  };
}
