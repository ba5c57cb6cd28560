import type { Assessment } from './credits.ts';
import type { Day } from './dates.ts';
import type { AwardDetails } from './details.ts';
import type { MembershipPlan } from './membership.ts';
import type { AuditEventType, AwardEvent, ReviewState } from './vocabulary.ts';

/**
 * Everything that a decision does, as a plain value: storing it is another part's work
 * (managed-projects/apply.ts), showing it the plan's. What is left out does not happen.
 */
export interface Decision {
  award?: AwardChange;
  project?: ProjectChange;
  members?: MembershipPlan;
  audit: AuditNote[];
  /** What the awarding portal is told, besides the answer. */
  tell: AwardEvent[];
  answer: Answer;
}

export type AwardChange = StoredAward | { deleted: true };

/** The award's row after the decision. */
export interface StoredAward {
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
  | ({ kind: 'update'; projectId: number; isRemoved?: false } & Partial<ProjectFields> & Naming)
  | ({ kind: 'link'; projectId: number } & Naming);

export interface ProjectFields extends Naming {
  name: string;
  description: string;
  startDate: Day | null;
  endDate: Day | null;
  credits: string | null;
}

interface Naming {
  /** The pattern to name the project by, where it has no short name yet. */
  shortnamePattern?: string;
}

export interface AuditNote {
  eventType: AuditEventType;
  /** The exact word, such as `withdrawn` (a `deleted`). */
  action: string;
  by: 'robot' | 'caller';
  note: string;
  previous: AwardDetails | null;
  next: AwardDetails | null;
}

/** What an instruction is answered (openportal.md §4). */
export type Answer =
  /** `<identifier>:<short name>.<our portal>`, of the project as it is after the decision. */
  | { kind: 'mapping' }
  /** `<identifier>:None`. */
  | { kind: 'unmapped' }
  | { kind: 'pending'; message: string }
  | { kind: 'rejected'; message: string }
  | { kind: 'error'; message: string };

/** Whether storing the decision would write anything. */
export function writesSomething(decision: Decision): boolean {
  return decision.award !== undefined || decision.audit.length > 0;
}

/** A decision that changes nothing. */
export function answerOnly(answer: Answer): Decision {
  return { audit: [], tell: [], answer };
}

export const pendingMessage = 'The award is waiting for a reviewer.';

/** Waiting for a reviewer, and why if there is more to say than that. */
export function pendingAnswer(comment: string | null): Answer {
  return { kind: 'pending', message: comment ?? pendingMessage };
}

export function rejectedAnswer(comment: string | null): Answer {
  return { kind: 'rejected', message: comment || 'The award was rejected.' };
}

/** The reason of a rejection that no reviewer makes. */
export function aboveMaximumComment(assessment: Assessment, maximum: string | null): string {
  return `${assessment.credits} credits are above the maximum of ${maximum}.`;
}

/** Why the credits cannot be worked out without a reviewer, if so. */
export function unmappedComment(assessment: Assessment): string | null {
  return assessment.unmappedUnit === null
    ? null
    : `The unit ${assessment.unmappedUnit} is not mapped to credits in the template; it is counted 1:1.`;
}
