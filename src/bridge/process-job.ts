import { type LogJobFailure, executeJob } from '../openportal/answer-job.ts';
import type { CommandContext } from '../openportal/execute-command.ts';
import type { Job } from '../openportal/job.ts';
import { parseLosslessJson } from '../openportal/lossless-json.ts';
import { getResultKind } from '../openportal/command-result.ts';
import { buildJobAnswer } from '../openportal/job-answer.ts';
import { isUnknownToBridge } from './bridge-error.ts';
import { fetchJob, sendResult } from './bridge-calls.ts';
import type { BridgeClient } from './bridge-client.ts';
import type { OpenJob, JobStore, StoredResult } from './job-store.ts';
import type { JobCipher } from './job-cipher.ts';

export interface ProcessJobOptions {
  jobStore: JobStore;
  client: BridgeClient;
  cipher: JobCipher;
  getContext: () => CommandContext;
  logFailure: LogJobFailure;
}

/**
 * Works on one stored job and posts its answer. The answer is stored before it is posted, so a
 * second attempt, whoever makes it, posts the same; the work itself remembers what it did
 * (openportal/answered-jobs.ts). Throws where it must be tried again.
 */
export async function processStoredJob(options: ProcessJobOptions, id: string): Promise<void> {
  const open = await options.jobStore.findOpenJob(id);
  if (open !== null) await processOpenJob(options, open);
}

/** The same where it was looked up already; `fetched` is the job where it is at hand. */
export async function processOpenJob(
  options: ProcessJobOptions,
  open: OpenJob,
  fetched?: Job,
): Promise<void> {
  const { id } = open;
  const { jobStore: jobs, client } = options;
  const now = (): Date => options.getContext().clock();
  if (open.expires <= now()) {
    return jobs.closeJob(id, open.storedResult === null ? 'expired' : 'undelivered', now());
  }
  const job = fetched ?? (await loadJob(options, open));
  if (job === null) return jobs.closeJob(id, 'lost', now());
  const settled = open.storedResult ?? (await executeAndStoreResult(options, id, job));
  if (settled === null) return jobs.closeJob(id, 'finished', now());
  await sendResult(client, buildJobAnswer(job, settled.result, settled.answeredAt));
  await jobs.closeJob(id, getResultKind(settled.result), now());
}

async function loadJob(
  { cipher: sealer, client }: ProcessJobOptions,
  open: OpenJob,
): Promise<Job | null> {
  const text = open.sealed === null ? null : sealer.decrypt(open.id, open.sealed);
  if (text !== null) return parseLosslessJson(text) as Job;
  try {
    return await fetchJob(client, open.id);
  } catch (error) {
    if (isUnknownToBridge(error)) return null;
    throw error;
  }
}

/** Does the work and stores what it came to; null where there is none. */
async function executeAndStoreResult(
  { jobStore: jobs, getContext: desk, logFailure: log }: ProcessJobOptions,
  id: string,
  job: Job,
): Promise<StoredResult | null> {
  const outcome = await executeJob(desk(), job, log);
  if (outcome === null) return null;
  return jobs.storeResult(id, { result: outcome, answeredAt: desk().clock() });
}
