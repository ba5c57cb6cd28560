import type { Assessment } from './credits.ts';
import type { Day } from './dates.ts';
import type { AwardDetails } from './award-details.ts';
import type { MembershipPlan } from './membership.ts';
import type { AuditEventType, AwardNotificationType, ReviewState } from './enums.ts';

/**
 * Everything that a decision does, as a plain value: storing it is another part's work
 * (managed-projects/apply.ts), showing it the plan's. What is left out does not happen.
 */
export interface Decision {
  award?: AwardChange;
  project?: ProjectChange;
  members?: MembershipPlan;
  audit: AuditEntry[];
  /** What the awarding portal is told, besides the answer. */
  notifications: AwardNotificationType[];
  answer: AwardAnswer;
}

export type AwardChange = DecidedAward | { deleted: true };

/** The award's row after the decision. */
export interface DecidedAward {
  deleted?: false;
  state: ReviewState;
  details: AwardDetails;
  review: Review;
  /** `project`: the one in the decision's ProjectChange; a decision that says nothing keeps it. */
  attachment?: 'project' | 'none';
  appliedAllocation?: string | null;
}

/** Who decided: the robot, whoever made the request, nobody (waiting again), or as it was. */
export interface Review {
  by: 'robot' | 'caller' | 'nobody' | 'unchanged';
  comment: string | null;
}

export type ProjectChange =
  | ({ kind: 'make'; uuid: string; customerId: number } & ProjectFields)
  | ({ kind: 'update'; projectId: number; isRemoved?: false } & Partial<ProjectFields> &
      ShortNameSource)
  | ({ kind: 'link'; projectId: number } & ShortNameSource);

export interface ProjectFields extends ShortNameSource {
  name: string;
  description: string;
  startDate: Day | null;
  endDate: Day | null;
  credits: string | null;
}

interface ShortNameSource {
  /** The pattern to name the project by, where it has no short name yet. */
  shortnamePattern?: string;
}

export interface AuditEntry {
  eventType: AuditEventType;
  /** The exact word, such as `withdrawn` (a `deleted`). */
  action: string;
  by: 'robot' | 'caller';
  note: string;
  previousDetails: AwardDetails | null;
  newDetails: AwardDetails | null;
}

/** What an instruction is answered (openportal.md §4). */
export type AwardAnswer =
  /** `<identifier>:<short name>.<our portal>`, of the project as it is after the decision. */
  | { kind: 'mapping' }
  /** `<identifier>:None`. */
  | { kind: 'unmapped' }
  | { kind: 'pending'; message: string }
  | { kind: 'rejected'; message: string }
  | { kind: 'error'; message: string };

/** Whether storing the decision would write anything. */
export function hasChanges(decision: Decision): boolean {
  return decision.award !== undefined || decision.audit.length > 0;
}

/** A decision that changes nothing. */
export function answerWithoutChange(answer: AwardAnswer): Decision {
  return { audit: [], notifications: [], answer };
}

export const PENDING_MESSAGE = 'The award is waiting for a reviewer.';

/** Waiting for a reviewer, and why if there is more to say than that. */
export function createPendingAnswer(comment: string | null): AwardAnswer {
  return { kind: 'pending', message: comment ?? PENDING_MESSAGE };
}

export function createRejectedAnswer(comment: string | null): AwardAnswer {
  return { kind: 'rejected', message: comment || 'The award was rejected.' };
}

/** The reason of a rejection that no reviewer makes. */
export function describeAboveMaximum(assessment: Assessment, maximum: string | null): string {
  return `${assessment.credits} credits are above the maximum of ${maximum}.`;
}

/** Why the credits cannot be worked out without a reviewer, if so. */
export function describeUnmappedUnit(assessment: Assessment): string | null {
  return assessment.unmappedUnit === null
    ? null
    : `The unit ${assessment.unmappedUnit} is not mapped to credits in the template; it is counted 1:1.`;
}
