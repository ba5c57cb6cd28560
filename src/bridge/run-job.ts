/* Processes a stored job of the bridge and posts its answer. */

import { type LogJobFailure, executeJob, toErrorResult } from '../openportal/execute-job.ts';
import type { CommandContext } from '../openportal/execute-command.ts';
import { describeJob } from '../openportal/describe-job.ts';
import type { Job } from '../openportal/job.ts';
import { getTracing } from '../tracing/tracing.ts';
import { parseLosslessJson } from '../award/lossless-json.ts';
import { type CommandResult, getResultKind } from '../openportal/command-result.ts';
import { buildJobAnswer, toSendableResult } from '../openportal/job-answer.ts';
import { isUnknownToBridge } from './bridge-error.ts';
import { fetchJob, sendResult } from './bridge-calls.ts';
import type { BridgeClient } from './bridge-client.ts';
import type { OpenJob, JobStore, StoredResult } from './job-store.ts';
import type { JobOutcome } from './job-outcomes.ts';
import type { JobCipher } from './job-cipher.ts';

export interface ProcessJobOptions {
  jobStore: JobStore;
  client: BridgeClient;
  cipher: JobCipher;
  getContext: () => CommandContext;
  /** Logs a failure of ours under its reference and the id of the job. */
  logFailure: (jobId: string, reference: string, error: unknown) => void;
  /** Logs that the bridge accepted an answer. */
  logAnswer: (jobId: string, outcome: JobOutcome) => void;
}

/**
 * Processes one stored job and posts its answer. The result is stored before it is posted, so a
 * second attempt, by whichever replica, posts the same; the work itself is done once
 * (openportal/job-result-store.ts). Throws where it must be tried again.
 */
export async function processStoredJob(options: ProcessJobOptions, id: string): Promise<void> {
  const open = await options.jobStore.findOpenJob(id);
  if (open !== null) await processOpenJob(options, open);
}

/** The same for a job that was looked up already; `fetched` is the job itself where it is known. */
export async function processOpenJob(
  options: ProcessJobOptions,
  open: OpenJob,
  fetched?: Job,
): Promise<void> {
  const { id } = open;
  const { jobStore, client, logAnswer } = options;
  const now = (): Date => options.getContext().clock();
  if (open.expires <= now()) {
    return jobStore.closeJob(id, open.storedResult === null ? 'expired' : 'undelivered', now());
  }
  const job = fetched ?? (await loadJob(options, open));
  if (job === null) return jobStore.closeJob(id, 'lost', now());
  getTracing()?.addAttributes(toSpanAttributes(job));
  const stored = open.storedResult ?? (await executeAndStoreResult(options, id, job));
  if (stored === null) return jobStore.closeJob(id, 'finished', now());
  await sendResult(client, buildJobAnswer(job, stored.result, stored.answeredAt));
  const outcome = getResultKind(stored.result);
  await jobStore.closeJob(id, outcome, now());
  logAnswer(id, outcome);
}

/** The names in the command alone, as in the list of jobs. */
function toSpanAttributes(job: Job) {
  const { instruction, subject, askedBy } = describeJob(job);
  return {
    'gatehouse.job.instruction': instruction ?? 'unknown',
    ...(subject !== null && { 'gatehouse.job.subject': subject }),
    ...(askedBy !== null && { 'gatehouse.job.asked_by': askedBy }),
  };
}

async function loadJob({ cipher, client }: ProcessJobOptions, open: OpenJob): Promise<Job | null> {
  const text = open.sealed === null ? null : cipher.decrypt(open.id, open.sealed);
  if (text !== null) return parseLosslessJson(text) as Job;
  try {
    return await fetchJob(client, open.id);
  } catch (error) {
    if (isUnknownToBridge(error)) return null;
    throw error;
  }
}

/** Carries out a job and stores its result; null where the job is finished already. */
async function executeAndStoreResult(
  { jobStore, getContext, logFailure }: ProcessJobOptions,
  id: string,
  job: Job,
): Promise<StoredResult | null> {
  const context = getContext();
  const logJobFailure: LogJobFailure = (reference, error) => logFailure(id, reference, error);
  const result = await executeJob(context, job, logJobFailure);
  if (result === null) return null;
  const answeredAt = context.clock();
  const sendable = ensureSendable(job, result, answeredAt, logJobFailure);
  return jobStore.storeResult(id, { result: sendable, answeredAt });
}

/** A result that cannot be sent is not stored either: every job gets an answer. */
function ensureSendable(
  job: Job,
  result: CommandResult,
  answeredAt: Date,
  logFailure: LogJobFailure,
): CommandResult {
  try {
    return toSendableResult(job, result, answeredAt);
  } catch (error) {
    return toErrorResult(error, logFailure);
  }
}
