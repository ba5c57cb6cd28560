import type { AwardDetails } from './award-details.ts';
import type { Day } from './dates.ts';
import type { AuditAction, AwardNotificationType, AwardState } from './award-enums.ts';
import type { MembershipPlan } from './membership.ts';
import type { WaitingReason } from './waiting-reason.ts';

/**
 * Everything that a decision does, as a plain value; src/managed-projects/store-decision.ts stores
 * it. What is left out does not happen.
 */
export interface AwardDecision {
  award?: AwardChange;
  project?: ProjectChange;
  /** Applies to the project of `project`. */
  members?: MembershipPlan;
  audit: AuditEntry[];
  /** Sent to the awarding portal beside the answer. */
  notifications: AwardNotificationType[];
}

/** A decision about a message, which is answered. */
export interface MessageDecision extends AwardDecision {
  answer: AwardAnswer;
}

export type AwardChange = StoredAward | { deleted: true };

/** The award's row after the decision. */
export interface StoredAward {
  deleted?: false;
  state: AwardState;
  details: AwardDetails;
  review: Review;
  /** `project`: the one of the decision's ProjectChange; undefined keeps what is attached. */
  attachment?: 'project' | 'none';
  /** With `attachment: 'none'`: the project is remembered as the previous one. */
  rememberProject?: true;
  /** What the project's credits stand for, `none` for no allocation; undefined keeps. */
  grantedAllocation?: string | null;
  /** A change that was refused, so that the same request changes nothing; undefined keeps. */
  refusedAllocation?: string | null;
  /** Empty unless pending. */
  waitingReasons: WaitingReason[];
  /** What was refused or left out of the last message, in words; undefined keeps. */
  messageProblem?: string | null;
}

/** Who decided: the robot, the caller, nobody (it waits again), or as it was. */
export interface Review {
  by: 'robot' | 'caller' | 'nobody' | 'unchanged';
  comment: string | null;
}

export type ProjectChange =
  | ({ kind: 'make'; uuid: string; customerId: number } & ProjectFields)
  | ({ kind: 'update'; projectId: number } & Partial<ProjectFields> & ShortNameSource)
  | ({ kind: 'link'; projectId: number } & ShortNameSource);

export interface ProjectFields extends ShortNameSource {
  name: string;
  description: string;
  startDate: Day | null;
  endDate: Day | null;
  /** Decimal text. */
  credits: string | null;
}

interface ShortNameSource {
  /** The pattern to name the project by, where it has no short name yet. */
  shortnamePattern?: string;
}

export interface AuditEntry {
  action: AuditAction;
  by: 'robot' | 'caller';
  note: string;
  previousDetails: AwardDetails | null;
  newDetails: AwardDetails | null;
}

/** How an instruction is answered (docs/rules/openportal.md, O4.5). */
export type AwardAnswer =
  /** `<identifier>:<short name>.<our portal>`, of the project as it is after the decision. */
  | { kind: 'mapping' }
  /** `<identifier>:None`. */
  | { kind: 'unmapped' }
  | { kind: 'pending'; message: string }
  | { kind: 'rejected'; message: string }
  /** OpenPortalError: the awarding portal tries again. */
  | { kind: 'error'; message: string };

/** Whether storing the decision would write anything. */
export function hasChanges({ award, project, audit }: AwardDecision): boolean {
  return award !== undefined || project !== undefined || audit.length > 0;
}

/** An answer that changes nothing. */
export function answerWithoutChange(answer: AwardAnswer): MessageDecision {
  return { audit: [], notifications: [], answer };
}

const PENDING_MESSAGE = 'The award is waiting for a reviewer.';

/** Pending, with the comment that says why where there is one. */
export function createPendingAnswer(comment: string | null): AwardAnswer {
  return { kind: 'pending', message: comment?.trim() || PENDING_MESSAGE };
}

/** Rejected, with words after the class even where the comment is blank (docs/rules/openportal.md, O4.5). */
export function createRejectedAnswer(comment: string | null): AwardAnswer {
  return { kind: 'rejected', message: comment?.trim() || 'The award was rejected.' };
}
