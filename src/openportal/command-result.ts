import type { AwardAnswer } from '../award/decision.ts';
import { formatLocalIdentifier, formatProjectMapping } from '../award/identifiers.ts';
import type { Job } from './job.ts';

/** The classes of errors that an awarding portal knows, and their kinds (openportal.md §4). */
const errorKinds = {
  ManagedProjectPermissionError: 'award_permission',
  ManagedProjectPendingError: 'award_pending',
  ManagedProjectRejectedError: 'award_rejected',
  OpenPortalUnsupportedCommandError: 'unsupported',
  OpenPortalError: 'run',
} as const;

export type ErrorClass = keyof typeof errorKinds;
export type ErrorKind = (typeof errorKinds)[ErrorClass];
export const errorKindList: readonly ErrorKind[] = Object.values(errorKinds);

/** What follows the class where nothing else is said: a class without words cannot be read. */
const defaultMessages: Record<ErrorClass, string> = {
  ManagedProjectPermissionError: 'This decision about the award is not permitted.',
  ManagedProjectPendingError: 'The award is waiting for a reviewer.',
  ManagedProjectRejectedError: 'The award was rejected.',
  OpenPortalUnsupportedCommandError: 'This instruction is not supported here.',
  OpenPortalError: 'Something went wrong here.',
};

export type ResultType =
  | 'ProjectMapping'
  | 'ProjectDetails'
  | 'Vec<ProjectDetails>'
  | 'Vec<ProjectMapping>'
  | 'Vec<UserMapping>';

/** What an instruction came to, apart from the job that carried it. */
export type CommandResult =
  | { type: ResultType; value: unknown }
  | { error: ErrorClass; message: string };

/** In one word: `complete`, or the kind of the error. */
export function getResultKind(outcome: CommandResult): 'complete' | ErrorKind {
  return 'error' in outcome ? errorKinds[outcome.error] : 'complete';
}

/** Answers stay below 1 MiB (openportal.md §6). */
const maxMessageBytes = 1024 * 1024 - 1;
/** Of an error: many times what a person reads. */
const MAX_MESSAGE_LENGTH = 10_000;

/**
 * The answered job: a copy with every other field kept, version +1000, capitalised state, the
 * result as JSON text, class and kind for errors (openportal.md §4).
 */
export function buildJobAnswer(job: Job, outcome: CommandResult, now: Date): Job {
  return applyResult(job, toSendableResult(job, outcome, now), now);
}

/**
 * The result, or an error in its place where the answer to this job would be too large to be sent.
 * Throws where no answer can be built from the result.
 */
export function toSendableResult(job: Job, outcome: CommandResult, now: Date): CommandResult {
  if ('error' in outcome) {
    return { ...outcome, message: outcome.message.slice(0, MAX_MESSAGE_LENGTH) };
  }
  const size = Buffer.byteLength(JSON.stringify(applyResult(job, outcome, now)));
  return size <= maxMessageBytes ? outcome : tooLargeResult;
}

const tooLargeResult: CommandResult = {
  error: 'OpenPortalError',
  message: 'The answer is larger than the 1 MiB of a message.',
};

function applyResult(job: Job, outcome: CommandResult, now: Date): Job {
  return {
    ...job,
    changed: computeChangedTime(job, now),
    version: (typeof job.version === 'number' ? job.version : 0) + 1000,
    ...('error' in outcome
      ? buildErrorFields(outcome.error, outcome.message)
      : buildSuccessFields(job, outcome)),
  };
}

/** Never before the job was: a bridge refuses that, and our clock may be behind its own. */
function computeChangedTime({ changed }: Job, now: Date): number {
  const seconds = Math.floor(now.getTime() / 1000);
  return typeof changed === 'number' ? Math.max(seconds, changed) : seconds;
}

/** An award's answer, as a mapping or the error that stands for its state. */
export function toCommandResult(
  answer: AwardAnswer,
  identifier: string,
  shortName: string | null,
  ourPortal: string,
): CommandResult {
  switch (answer.kind) {
    case 'mapping': {
      const local = shortName === null ? null : formatLocalIdentifier(shortName, ourPortal);
      return { type: 'ProjectMapping', value: formatProjectMapping(identifier, local) };
    }
    case 'unmapped':
      return { type: 'ProjectMapping', value: formatProjectMapping(identifier, null) };
    case 'pending':
      return { error: 'ManagedProjectPendingError', message: answer.message };
    case 'rejected':
      return { error: 'ManagedProjectRejectedError', message: answer.message };
    default:
      return { error: 'OpenPortalError', message: answer.message };
  }
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
  const words = message.trim() === '' ? defaultMessages[errorClass] : message.trim();
  const text = `${errorClass}: ${words.slice(0, MAX_MESSAGE_LENGTH)}`;
  return {
    state: 'Error',
    result: text,
    result_type: 'Error',
    error: { kind: errorKinds[errorClass], message: text },
  };
}
