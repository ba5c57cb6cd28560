import {
  type CommandResult,
  type ErrorClass,
  errorKinds,
  type ResultType,
} from './command-result.ts';
import type { Job } from './job.ts';

/** Answers stay below 1 MiB (docs/rules/openportal.md, O6.11). */
export const MAX_ANSWER_BYTES = 1024 * 1024 - 1;

/** The longest message of an error, in characters: many times what a person reads. */
export const MAX_MESSAGE_LENGTH = 10_000;

/** What follows the class where nothing else is said: portals need a word after it. */
const defaultMessages: Record<ErrorClass, string> = {
  ManagedProjectPermissionError: 'This decision about the award is not permitted.',
  ManagedProjectPendingError: 'The award is waiting for a reviewer.',
  ManagedProjectRejectedError: 'The award was rejected.',
  OpenPortalUnsupportedCommandError: 'This instruction is not supported here.',
  OpenPortalError: 'No reason was given.',
};

/**
 * Builds the answered job: a copy that keeps every other field, with version +1000, capitalised
 * state, and the result as JSON text or the class and kind of the error (docs/rules/openportal.md,
 * O4.4). A result that is too large is replaced by an error.
 */
export function buildJobAnswer(job: Job, result: CommandResult, now: Date): Job {
  return applyResult(job, toSendableResult(job, result, now), now);
}

/**
 * The result, or an error in its place where the answer to this job would be too large to be sent. A
 * result that is not larger than that error is left: the job itself is large then, and came that way.
 * Throws where no answer can be built from the result.
 */
export function toSendableResult(job: Job, result: CommandResult, now: Date): CommandResult {
  if ('error' in result) {
    return { ...result, message: result.message.slice(0, MAX_MESSAGE_LENGTH) };
  }
  const measure = (sent: CommandResult): number =>
    Buffer.byteLength(JSON.stringify(applyResult(job, sent, now)));
  const size = measure(result);
  return size <= MAX_ANSWER_BYTES || size <= measure(tooLargeResult) ? result : tooLargeResult;
}

/** What is answered in the place of a result that is too large. */
export const tooLargeResult: CommandResult = {
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
  const text = `${errorClass}: ${message.trim() || defaultMessages[errorClass]}`;
  return {
    state: 'Error',
    result: text,
    result_type: 'Error',
    error: { kind: errorKinds[errorClass], message: text },
  };
}
