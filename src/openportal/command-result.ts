import type { AwardAnswer } from '../award/award-decision.ts';
import { formatLocalIdentifier, formatProjectMapping } from '../award/identifiers.ts';

/**
 * The classes of errors that an awarding portal knows, and their kinds (docs/rules/openportal.md,
 * O4.5).
 */
export const errorKinds = {
  ManagedProjectPermissionError: 'award_permission',
  ManagedProjectPendingError: 'award_pending',
  ManagedProjectRejectedError: 'award_rejected',
  OpenPortalUnsupportedCommandError: 'unsupported',
  OpenPortalError: 'run',
} as const;

export type ErrorClass = keyof typeof errorKinds;
export type ErrorKind = (typeof errorKinds)[ErrorClass];
export const errorKindList: readonly ErrorKind[] = Object.values(errorKinds);

export type ResultType =
  | 'ProjectMapping'
  | 'ProjectDetails'
  | 'Vec<ProjectDetails>'
  | 'Vec<ProjectMapping>'
  | 'Vec<UserMapping>'
  | 'ProjectUsageReport'
  | 'UsageReport'
  | 'ProjectStorageReport'
  | 'StorageReport';

/** What executing a command gave, apart from the job that carried it. */
export type CommandResult =
  | { type: ResultType; value: unknown }
  | { error: ErrorClass; message: string };

/** `complete`, or the kind of the error. */
export function getResultKind(result: CommandResult): 'complete' | ErrorKind {
  return 'error' in result ? errorKinds[result.error] : 'complete';
}

/** An award's answer as a mapping, or as the error that stands for its state. */
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
    case 'error':
      return { error: 'OpenPortalError', message: answer.message };
  }
}
