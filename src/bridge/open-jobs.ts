import { type Kysely, sql } from 'kysely';
import { batched } from '../database/batched.ts';
import type { Database } from '../database/schema.ts';
import type { kindOf, Outcome } from '../openportal/outcome.ts';

/**
 * Where many jobs come at a time, how long each step of them waits for others to share its
 * statement; one that comes alone waits for nobody.
 */
export const gatherMs = 40;

/** How a job ended that got no answer through. */
type Unanswered =
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
  settled: SettledJob | null;
}

/** What a job came to, and when. */
export interface SettledJob {
  outcome: Outcome;
  answered: Date;
}

interface Closing {
  id: string;
  at: Date;
  result: Unanswered | ReturnType<typeof kindOf>;
}

/** What is stored of what a job came to. */
export interface JobRow {
  id: string;
  outcome: string | null;
  answered: string | null;
}

/**
 * The stored jobs as those who work on them see them. Many are worked on at once, and what they
 * ask for or store at the same time goes in one statement.
 */
export class OpenJobs {
  /** null where it is closed or was never stored. */
  readonly find: (id: string) => Promise<OpenJob | null>;
  readonly #settle: (job: SettledJob & { id: string }) => Promise<SettledJob>;
  readonly #close: (closing: Closing) => Promise<void>;

  constructor(db: Kysely<Database>) {
    this.find = batched((ids) => findOpen(db, ids));
    this.#settle = batched((jobs) => storeOutcomes(db, jobs), { gatherMs });
    this.#close = batched((closings) => closeJobs(db, closings), { gatherMs });
  }

  /** Stores what a job came to, unless somebody else was quicker: then theirs is what it came to. */
  settle(id: string, settled: SettledJob): Promise<SettledJob> {
    return this.#settle({ id, ...settled });
  }

  /** Ends a job; the sealed job with whatever secret it holds goes. */
  close(id: string, result: Closing['result'], at: Date): Promise<void> {
    return this.#close({ id, result, at });
  }
}

async function findOpen(db: Kysely<Database>, ids: readonly string[]): Promise<(OpenJob | null)[]> {
  const { rows } = await sql<JobRow & { sealed: Buffer | null; expires: string }>`
    select id, sealed, expires, outcome, answered from bridge_job
    where id = any(${ids}::uuid[]) and closed is null`.execute(db);
  const byId = new Map(rows.map((row) => [row.id, row]));
  return ids.map((id) => {
    const row = byId.get(id);
    if (row === undefined) return null;
    const { sealed, expires } = row;
    return { id, sealed, expires: new Date(expires), settled: settledIn(row) };
  });
}

async function storeOutcomes(
  db: Kysely<Database>,
  jobs: readonly (SettledJob & { id: string })[],
): Promise<SettledJob[]> {
  // In one order everywhere, so that two replicas never wait for each other.
  const ordered = jobs.toSorted((a, b) => (a.id < b.id ? -1 : 1));
  const ids = ordered.map(({ id }) => id);
  const stored = await sql<JobRow>`
    update bridge_job set outcome = given.outcome, answered = given.answered
    from unnest(
      ${ids}::uuid[],
      ${ordered.map(({ outcome }) => JSON.stringify(outcome))}::text[],
      ${ordered.map(({ answered }) => answered.toISOString())}::timestamptz[]
    ) as given (id, outcome, answered)
    where bridge_job.id = given.id and bridge_job.outcome is null
    returning bridge_job.id, bridge_job.outcome, bridge_job.answered`.execute(db);
  const byId = new Map(stored.rows.map((row) => [row.id, settledIn(row)]));
  const others = ids.filter((id) => !byId.has(id));
  if (others.length > 0) {
    const theirs = await sql<JobRow>`
      select id, outcome, answered from bridge_job
      where id = any(${others}::uuid[])`.execute(db);
    for (const row of theirs.rows) byId.set(row.id, settledIn(row));
  }
  return jobs.map(({ id }) => {
    const settled = byId.get(id);
    if (!settled) throw new Error('A job that was worked on is no longer there.');
    return settled;
  });
}

async function closeJobs(db: Kysely<Database>, closings: readonly Closing[]): Promise<undefined[]> {
  const ordered = closings.toSorted((a, b) => (a.id < b.id ? -1 : 1));
  await sql`
    update bridge_job set closed = given.closed, result = given.result, sealed = null
    from unnest(
      ${ordered.map(({ id }) => id)}::uuid[],
      ${ordered.map(({ at }) => at.toISOString())}::timestamptz[],
      ${ordered.map(({ result }) => result)}::text[]
    ) as given (id, closed, result)
    where bridge_job.id = given.id and bridge_job.closed is null`.execute(db);
  return closings.map(() => undefined);
}

export function settledIn({ outcome, answered }: JobRow): SettledJob | null {
  if (outcome === null) return null;
  return { outcome: JSON.parse(outcome) as Outcome, answered: new Date(answered ?? 0) };
}
