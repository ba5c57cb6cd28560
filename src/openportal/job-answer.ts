import {
  type CommandResult,
  type ErrorClass,
  errorKinds,
  type ResultType,
} from './command-result.ts';
import type { Job } from './job.ts';

/** Answers stay below 1 MiB (openportal.md §6). */
const MAX_ANSWER_BYTES = 1024 * 1024 - 1;

/**
 * Builds the answered job: a copy that keeps every other field, with version +1000, capitalised
 * state, and the result as JSON text or the class and kind of the error (openportal.md §4). A
 * result that is too large is replaced by an error.
 */
export function buildJobAnswer(job: Job, result: CommandResult, now: Date): Job {
  const answered = applyResult(job, result, now);
  if ('error' in result || Buffer.byteLength(JSON.stringify(answered)) <= MAX_ANSWER_BYTES) {
    return answered;
  }
  return applyResult(job, tooLargeResult, now);
}

const tooLargeResult: CommandResult = {
  error: 'OpenPortalError',
  message: 'The answer is larger than the 1 MiB of a message.',
};

function applyResult(job: Job, result: CommandResult, now: Date): Job {
  return {
    ...job,
    changed: computeChangedTime(job, now),
    version: (typeof job.version === 'number' ? job.version : 0) + 1000,
    ...('error' in result
      ? buildErrorFields(result.error, result.message)
      : buildSuccessFields(job, result)),
  };
}

/** Unix seconds, never before the job's own: a bridge refuses that, and our clock may be slow. */
function computeChangedTime({ changed }: Job, now: Date): number {
  const seconds = Math.floor(now.getTime() / 1000);
  return typeof changed === 'number' ? Math.max(seconds, changed) : seconds;
}

function buildSuccessFields(job: Job, { type, value }: { type: ResultType; value: unknown }) {
  return {
    state: 'Complete',
    result: JSON.stringify(value),
    result_type: type,
    ...('error' in job && { error: null }),
  };
}

function buildErrorFields(errorClass: ErrorClass, message: string) {
  // Older portals read the class from this text, which needs at least one word after it.
  const text = `${errorClass}: ${message.trim() || 'No reason was given.'}`;
  return {
    state: 'Error',
    result: text,
    result_type: 'Error',
    error: { kind: errorKinds[errorClass], message: text },
  };
}
