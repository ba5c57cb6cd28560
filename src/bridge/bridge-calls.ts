import { BadInput } from '../award/bad-input.ts';
import { parsePortal } from '../award/identifiers.ts';
import { type Job, parseJob, parseJobId } from '../openportal/job.ts';
import type { BridgeClient } from './bridge-client.ts';
import { BridgeError } from './bridge-error.ts';

/* The calls of docs/rules/openportal.md, 6, each with a check of its answer. All throw BridgeError. */

/** Our portal's name, as the bridge has it. A zone after the name is not part of it. */
export async function fetchPortalName(client: BridgeClient, timeoutMs?: number): Promise<string> {
  const answer = await client.get('get_portal', timeoutMs);
  try {
    return parsePortal(typeof answer === 'string' ? answer.split('.')[0] : answer);
  } catch (error) {
    if (!(error instanceof BadInput)) throw error;
    throw new BridgeError('nonsense', 'The bridge does not say which portal it belongs to.');
  }
}

/** The unfinished jobs that the bridge holds for us, without entries that are not jobs. */
export async function fetchJobs(client: BridgeClient): Promise<Job[]> {
  const answer = await client.get('fetch_jobs');
  if (!Array.isArray(answer)) {
    throw new BridgeError('nonsense', "The bridge's answer to /fetch_jobs is not a list.");
  }
  return answer.map(parseJob).filter((job) => job !== null && hasUuid(job)) as Job[];
}

/** One job. Throws BridgeError `unknown` where the bridge does not hold it. */
export async function fetchJob(client: BridgeClient, id: string): Promise<Job> {
  const job = parseJob(await client.post('fetch_job', id));
  if (job === null || !hasUuid(job) || String(job.id).toLowerCase() !== id.toLowerCase()) {
    throw new BridgeError('nonsense', 'The bridge handed over another job than was asked for.');
  }
  return job;
}

export async function sendResult(client: BridgeClient, answered: Job): Promise<void> {
  await client.post('send_result', answered);
}

/** `command` is `<offering>.<our portal>.<awarding portal> <event> <identifier>`. */
export async function sendNotification(client: BridgeClient, command: string): Promise<void> {
  await client.post('notify', { command });
}

/**
 * One notification, as the text that the bridge answers. Throws BridgeError `unknown` where the
 * bridge does not hold it.
 */
export function fetchNotificationText(client: BridgeClient, id: string): Promise<string> {
  return client.postForText('fetch_notification', id);
}

/** A command that we sent, as the bridge knows it. */
export interface SubmittedCommand {
  jobId: string;
  /** In lower case: `pending`, `running`, `duplicate`, `complete`, `error`. */
  state: string;
  /** JSON text of the value when complete, plain text of an error, else progress. */
  result: string | null;
}

/** Sends `<destination> <instruction> <arguments>` into the network. */
export async function submitCommand(
  client: BridgeClient,
  command: string,
): Promise<SubmittedCommand> {
  return readSubmittedCommand(await client.post('run', { command }));
}

/** What became of a command that was sent. Throws BridgeError `refused` after 300 s. */
export async function fetchSubmittedCommand(
  client: BridgeClient,
  jobId: string,
): Promise<SubmittedCommand> {
  const submitted = readSubmittedCommand(await client.post('status', { job: jobId }));
  if (submitted.jobId.toLowerCase() === jobId.toLowerCase()) return submitted;
  throw new BridgeError('nonsense', 'The bridge told of another job than was asked for.');
}

function readSubmittedCommand(answer: unknown): SubmittedCommand {
  const job = parseJob(answer);
  if (job === null || !hasUuid(job)) {
    throw new BridgeError('nonsense', "The bridge's answer is not a job.");
  }
  const { state, result } = job as { state?: unknown; result?: unknown };
  return {
    jobId: String(job.id),
    state: String(state).toLowerCase(),
    result: typeof result === 'string' ? result : null,
  };
}

function hasUuid(job: Job): boolean {
  try {
    return parseJobId(job) !== '';
  } catch {
    return false;
  }
}
