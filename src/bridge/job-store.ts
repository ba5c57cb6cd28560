import { type Kysely, sql } from 'kysely';
import { coalesce } from '../database/coalesce.ts';
import type { Database } from '../database/schema.ts';
import type { getResultKind, CommandResult } from '../openportal/command-result.ts';

/**
 * Where many jobs come at a time, how long each step of them waits for others to share its
 * statement; one that comes alone waits for nobody.
 */
export const gatherMs = 40;

/** How a job ended that got no answer through. */
type UnansweredReason =
  /** Past its expiry before anything was done. */
  | 'expired'
  /** Answered, but past its expiry before the bridge took the answer. */
  | 'undelivered'
  /** Finished before it reached us. */
  | 'finished'
  /** Sealed under a key that is no more, and the bridge does not hold it any longer. */
  | 'lost';

/** A job that was stored and is not closed. */
export interface OpenJob {
  id: string;
  /** null where it was not asked for, or is kept no more. */
  sealed: Buffer | null;
  expires: Date;
  storedResult: StoredResult | null;
}

/** What a job came to, and when. */
export interface StoredResult {
  result: CommandResult;
  answeredAt: Date;
}

interface JobClosure {
  id: string;
  closedAt: Date;
  finalStatus: UnansweredReason | ReturnType<typeof getResultKind>;
}

/** What is stored of what a job came to. */
export interface JobResultRow {
  id: string;
  outcome: string | null;
  answered: string | null;
}

/**
 * The stored jobs as those who work on them see them. Many are worked on at once, and what they
 * ask for or store at the same time goes in one statement.
 */
export class JobStore {
  /** null where it is closed or was never stored. */
  readonly findOpenJob: (id: string) => Promise<OpenJob | null>;
  readonly #storeResult: (job: StoredResult & { id: string }) => Promise<StoredResult>;
  readonly #closeJob: (closing: JobClosure) => Promise<void>;

  constructor(db: Kysely<Database>) {
    this.findOpenJob = coalesce((ids) => findOpenJobs(db, ids));
    this.#storeResult = coalesce((jobs) => storeResults(db, jobs), { gatherMs });
    this.#closeJob = coalesce((closings) => closeJobs(db, closings), { gatherMs });
  }

  /** Stores what a job came to, unless somebody else was quicker: then theirs is what it came to. */
  storeResult(id: string, settled: StoredResult): Promise<StoredResult> {
    return this.#storeResult({ id, ...settled });
  }

  /** Ends a job; the sealed job with whatever secret it holds goes. */
  closeJob(id: string, result: JobClosure['finalStatus'], at: Date): Promise<void> {
    return this.#closeJob({ id, finalStatus: result, closedAt: at });
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
  // In one order everywhere, so that two replicas never wait for each other.
  const ordered = jobs.toSorted((a, b) => (a.id < b.id ? -1 : 1));
  const ids = ordered.map(({ id }) => id);
  const stored = await sql<JobResultRow>`
    update bridge_job set outcome = given.outcome, answered = given.answered
    from unnest(
      ${ids}::uuid[],
      ${ordered.map(({ result: outcome }) => JSON.stringify(outcome))}::text[],
      ${ordered.map(({ answeredAt: answered }) => answered.toISOString())}::timestamptz[]
    ) as given (id, outcome, answered)
    where bridge_job.id = given.id and bridge_job.outcome is null
    returning bridge_job.id, bridge_job.outcome, bridge_job.answered`.execute(db);
  const byId = new Map(stored.rows.map((row) => [row.id, toStoredResult(row)]));
  const others = ids.filter((id) => !byId.has(id));
  if (others.length > 0) {
    const theirs = await sql<JobResultRow>`
      select id, outcome, answered from bridge_job
      where id = any(${others}::uuid[])`.execute(db);
    for (const row of theirs.rows) byId.set(row.id, toStoredResult(row));
  }
  return jobs.map(({ id }) => {
    const settled = byId.get(id);
    if (!settled) throw new Error('A job that was worked on is no longer there.');
    return settled;
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
      ${ordered.map(({ closedAt: at }) => at.toISOString())}::timestamptz[],
      ${ordered.map(({ finalStatus: result }) => result)}::text[]
    ) as given (id, closed, result)
    where bridge_job.id = given.id and bridge_job.closed is null`.execute(db);
  return closings.map(() => undefined);
}

export function toStoredResult({ outcome, answered }: JobResultRow): StoredResult | null {
  if (outcome === null) return null;
  return { result: JSON.parse(outcome) as CommandResult, answeredAt: new Date(answered ?? 0) };
}
