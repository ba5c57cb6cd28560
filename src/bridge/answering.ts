import { type Log, outcomeOfJob } from '../openportal/answer.ts';
import type { AnswerDesk } from '../openportal/instructions.ts';
import type { Job } from '../openportal/job.ts';
import { parseLossless } from '../openportal/lossless-json.ts';
import { answeredJob, kindOf } from '../openportal/outcome.ts';
import { isUnknownThere } from './bridge-error.ts';
import { fetchJob, sendResult } from './calls.ts';
import type { BridgeClient } from './client.ts';
import type { OpenJob, OpenJobs, SettledJob } from './open-jobs.ts';
import type { Sealer } from './sealing.ts';

export interface AnsweringOptions {
  jobs: OpenJobs;
  client: BridgeClient;
  sealer: Sealer;
  desk: () => AnswerDesk;
  log: Log;
}

/**
 * Works on one stored job and posts its answer. The answer is stored before it is posted, so a
 * second attempt, whoever makes it, posts the same; the work itself remembers what it did
 * (openportal/answered-jobs.ts). Throws where it must be tried again.
 */
export async function answerStoredJob(options: AnsweringOptions, id: string): Promise<void> {
  const open = await options.jobs.find(id);
  if (open !== null) await answerOpenJob(options, open);
}

/** The same where it was looked up already; `fetched` is the job where it is at hand. */
export async function answerOpenJob(
  options: AnsweringOptions,
  open: OpenJob,
  fetched?: Job,
): Promise<void> {
  const { id } = open;
  const { jobs, client } = options;
  const now = (): Date => options.desk().clock();
  if (open.expires <= now()) {
    return jobs.close(id, open.settled === null ? 'expired' : 'undelivered', now());
  }
  const job = fetched ?? (await jobOf(options, open));
  if (job === null) return jobs.close(id, 'lost', now());
  const settled = open.settled ?? (await work(options, id, job));
  if (settled === null) return jobs.close(id, 'finished', now());
  await sendResult(client, answeredJob(job, settled.outcome, settled.answered));
  await jobs.close(id, kindOf(settled.outcome), now());
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

/** Does the work and stores what it came to; null where there is none. */
async function work(
  { jobs, desk, log }: AnsweringOptions,
  id: string,
  job: Job,
): Promise<SettledJob | null> {
  const outcome = await outcomeOfJob(desk(), job, log);
  if (outcome === null) return null;
  return jobs.settle(id, { outcome, answered: desk().clock() });
}
