import type { Answer } from '../award/decision.ts';
import { localIdentifier, projectMapping } from '../award/identifiers.ts';
import type { Job } from './job.ts';

/** The classes of errors that an awarding portal knows, and their kinds (openportal.md §4). */
const errorKinds = {
  ManagedProjectPendingError: 'award_pending',
  ManagedProjectRejectedError: 'award_rejected',
  OpenPortalUnsupportedCommandError: 'unsupported',
  OpenPortalError: 'run',
} as const;

export type ErrorClass = keyof typeof errorKinds;

export type ResultType =
  | 'ProjectMapping'
  | 'ProjectDetails'
  | 'Vec<ProjectDetails>'
  | 'Vec<ProjectMapping>'
  | 'Vec<UserMapping>';

/** What an instruction came to, apart from the job that carried it. */
export type Outcome = { type: ResultType; value: unknown } | { error: ErrorClass; message: string };

/** Answers stay below 1 MiB (openportal.md §6). */
const largestResult = 1024 * 1024 - 1024;

/**
 * The answered job: a copy with every other field kept, version +1000, capitalised state, the
 * result as JSON text, class and kind for errors (openportal.md §4).
 */
export function answeredJob(job: Job, outcome: Outcome, now: Date): Job {
  const bounded = withinBounds(outcome);
  return {
    ...job,
    changed: Math.floor(now.getTime() / 1000),
    version: (typeof job.version === 'number' ? job.version : 0) + 1000,
    ...('error' in bounded ? failure(bounded.error, bounded.message) : success(job, bounded)),
  };
}

/** An award's answer, as a mapping or the error that stands for its state. */
export function outcomeOf(
  answer: Answer,
  identifier: string,
  shortName: string | null,
  ourPortal: string,
): Outcome {
  switch (answer.kind) {
    case 'mapping': {
      const local = shortName === null ? null : localIdentifier(shortName, ourPortal);
      return { type: 'ProjectMapping', value: projectMapping(identifier, local) };
    }
    case 'unmapped':
      return { type: 'ProjectMapping', value: projectMapping(identifier, null) };
    case 'pending':
      return { error: 'ManagedProjectPendingError', message: answer.message };
    case 'rejected':
      return { error: 'ManagedProjectRejectedError', message: answer.message };
    default:
      return { error: 'OpenPortalError', message: answer.message };
  }
}

function success(job: Job, { type, value }: { type: ResultType; value: unknown }) {
  return {
    state: 'Complete',
    result: JSON.stringify(value),
    result_type: type,
    ...('error' in job && { error: null }),
  };
}

function failure(errorClass: ErrorClass, message: string) {
  const text = `${errorClass}: ${message}`;
  return {
    state: 'Error',
    result: text,
    result_type: 'Error',
    error: { kind: errorKinds[errorClass], message: text },
  };
}

function withinBounds(outcome: Outcome): Outcome {
  if ('error' in outcome) return outcome;
  if (Buffer.byteLength(JSON.stringify(outcome.value)) <= largestResult) return outcome;
  return { error: 'OpenPortalError', message: 'The answer is larger than the 1 MiB of a message.' };
}
