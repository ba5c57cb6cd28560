import { BadInput } from '../award/bad-input.ts';
import { isDeeperThan, MAX_WRITABLE_DEPTH } from '../award/json-value.ts';

/** A job as a bridge hands it over (docs/rules/openportal.md, O4.3): every field, known or not. */
export type Job = Readonly<Record<string, unknown>>;

/** The states of a job on the wire, in lower case, and whether such a job is answered already. */
const jobStates: Readonly<Record<string, 'open' | 'finished'>> = {
  created: 'open',
  pending: 'open',
  running: 'open',
  complete: 'finished',
  error: 'finished',
  duplicate: 'finished',
};

/**
 * The job, or null where there is too little to answer: it must be an object with an id. A field
 * that is nested too deeply to be written again is left out, so that the job can be answered.
 */
export function parseJob(value: unknown): Job | null {
  const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
  if (!isObject || !('id' in value)) return null;
  if (typeof value.id !== 'string' || value.id === '') return null;
  const fields = Object.entries(value);
  return Object.fromEntries(fields.filter(([, item]) => !isDeeperThan(item, MAX_WRITABLE_DEPTH)));
}

/** The job's id, a UUID. Throws BadInput. */
export function parseJobId(job: Job): string {
  const id = job.id;
  if (typeof id !== 'string' || !/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(id)) {
    throw new BadInput('id', 'The id of a job is a UUID.');
  }
  return id;
}

/** Whether the job is answered already; states are read in any case. Throws BadInput. */
export function isFinished(job: Job): boolean {
  const state = job.state ?? 'Pending';
  const word = typeof state === 'string' ? state.toLowerCase() : '';
  if (!Object.hasOwn(jobStates, word)) {
    throw new BadInput('state', `One of ${Object.keys(jobStates).join(', ')} is required.`);
  }
  return jobStates[word] === 'finished';
}
