import { BadInput } from '../award/bad-input.ts';
import { parsePortal } from '../award/identifiers.ts';
import { type Job, parseJob, parseJobId } from '../openportal/job.ts';
import { BridgeError } from './bridge-error.ts';
import type { BridgeClient } from './bridge-client.ts';

/** What the bridge passes on from elsewhere: `event` is a word and what it is about. */
export interface BridgeNotification {
  id: string;
  destination: string;
  event: string;
}

/* The calls of openportal.md §6, each with what may be expected of its answer. All throw BridgeError. */

/** Whose bridge this is: our portal's name. A zone after the name is not part of it. */
export async function fetchPortalName(client: BridgeClient, patienceMs?: number): Promise<string> {
  const answer = await client.get('get_portal', patienceMs);
  try {
    return parsePortal(typeof answer === 'string' ? answer.split('.')[0] : answer);
  } catch (error) {
    if (!(error instanceof BadInput)) throw error;
    throw new BridgeError('nonsense', 'The bridge does not say which portal it belongs to.');
  }
}

/** The jobs that it holds for us and that are not finished; what is no job is left out. */
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

/** `<offering>.<our portal>.<awarding portal>`, the event and the identifier. */
export async function sendNotification(client: BridgeClient, command: string): Promise<void> {
  await client.post('notify', { command });
}

/** One notification. Throws BridgeError `unknown` where the bridge does not hold it. */
export async function fetchNotification(
  client: BridgeClient,
  id: string,
): Promise<BridgeNotification> {
  const answer = await client.post('fetch_notification', id);
  if (!isNotification(answer) || answer.id.toLowerCase() !== id.toLowerCase()) {
    throw new BridgeError('nonsense', 'The bridge handed over no notification that can be read.');
  }
  return { id: answer.id, destination: answer.destination, event: answer.event };
}

function hasUuid(job: Job): boolean {
  try {
    return parseJobId(job) !== '';
  } catch {
    return false;
  }
}

function isNotification(value: unknown): value is BridgeNotification {
  if (typeof value !== 'object' || value === null) return false;
  return ['id', 'destination', 'event'].every(
    (field) => typeof (value as Record<string, unknown>)[field] === 'string',
  );
}
