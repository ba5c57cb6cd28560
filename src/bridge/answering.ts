import type { Kysely } from 'kysely';
import type { Database } from '../database/schema.ts';
import { type Log, outcomeOfJob } from '../openportal/answer.ts';
import type { AnswerDesk } from '../openportal/instructions.ts';
import type { Job } from '../openportal/job.ts';
import { parseLossless } from '../openportal/lossless-json.ts';
import { answeredJob, kindOf, type Outcome } from '../openportal/outcome.ts';
import { isUnknownThere } from './bridge-error.ts';
import { fetchJob, sendResult } from './calls.ts';
import type { BridgeClient } from './client.ts';
import type { Sealer } from './sealing.ts';

export interface AnsweringOptions {
  db: Kysely<Database>;
  client: BridgeClient;
  sealer: Sealer;
  desk: () => AnswerDesk;
  log: Log;
}

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

interface OpenJob {
  id: string;
  sealed: Buffer | null;
  expires: string;
  outcome: string | null;
  answered: string | null;
}

/**
 * Works on one stored job and posts its answer. The answer is stored before it is posted, so a
 * second attempt, whoever makes it, posts the same; the work itself remembers what it did
 * (openportal/answered-jobs.ts). Throws where it must be tried again.
 */
export async function answerStoredJob(options: AnsweringOptions, id: string): Promise<void> {
  const { db, client } = options;
  const open = await findOpen(db, id);
  if (open === null) return;
  const now = options.desk().clock();
  if (new Date(open.expires) <= now) {
    return close(options, id, open.outcome === null ? 'expired' : 'undelivered');
  }
  const job = await jobOf(options, open);
  if (job === null) return close(options, id, 'lost');
  const settled = open.outcome === null ? await work(options, id, job) : settledOf(open);
  if (settled === null) return close(options, id, 'finished');
  await sendResult(client, answeredJob(job, settled.outcome, settled.answered));
  await close(options, id, kindOf(settled.outcome));
}

async function findOpen(db: Kysely<Database>, id: string): Promise<OpenJob | null> {
  const row = await db
    .selectFrom('bridge_job')
    .select(['id', 'sealed', 'expires', 'outcome', 'answered'])
    .where('id', '=', id)
    .where('closed', 'is', null)
    .executeTakeFirst();
  return row ?? null;
}

async function jobOf({ sealer, client }: AnsweringOptions, open: OpenJob): Promise<Job | null> {
  const text = open.sealed === null ? null : sealer.open(open.id, open.sealed);
  if (text !== null) return parseLossless(text) as Job;
  try {
    return await fetchJob(client, open.id);
  } catch (error) {
    if (isUnknownThere(error)) return null;
    throw error;
  }
}

interface SettledJob {
  outcome: Outcome;
  answered: Date;
}

/** Does the work and stores what it came to, unless somebody else was quicker: then theirs. */
async function work(
  { db, desk, log }: AnsweringOptions,
  id: string,
  job: Job,
): Promise<SettledJob | null> {
  const outcome = await outcomeOfJob(desk(), job, log);
  if (outcome === null) return null;
  const answered = desk().clock();
  const stored = await db
    .updateTable('bridge_job')
    .set({ outcome: JSON.stringify(outcome), answered: answered.toISOString() })
    .where('id', '=', id)
    .where('outcome', 'is', null)
    .returning('id')
    .executeTakeFirst();
  if (stored) return { outcome, answered };
  const theirs = await db
    .selectFrom('bridge_job')
    .select(['outcome', 'answered'])
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
  return settledOf(theirs);
}

function settledOf(row: { outcome: string | null; answered: string | null }): SettledJob {
  return {
    outcome: JSON.parse(row.outcome ?? '') as Outcome,
    answered: new Date(row.answered ?? 0),
  };
}

/** Ends a job; the sealed job with whatever secret it holds goes. */
async function close(
  { db, desk }: AnsweringOptions,
  id: string,
  result: Unanswered | ReturnType<typeof kindOf>,
): Promise<void> {
  await db
    .updateTable('bridge_job')
    .set({ closed: desk().clock().toISOString(), result, sealed: null })
    .where('id', '=', id)
    .where('closed', 'is', null)
    .execute();
}
