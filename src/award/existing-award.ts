import type { CreditRules } from './assess-credits.ts';
import type { Day } from './dates.ts';
import type { AwardDetails } from './award-details.ts';
import type { CurrentMember, Exclusion } from './membership.ts';
import type { AwardState, ProjectRole } from './award-enums.ts';
import type { WaitingReason } from './waiting-reason.ts';

/** The template as far as it decides. */
export interface TemplateTerms extends CreditRules {
  id: number;
  name: string;
  customerId: number;
  /** Pattern of the short names of its projects. */
  shortname: string;
  /** The awarding portal's role → ours. */
  roleMapping: Readonly<Record<string, ProjectRole>>;
}

/** A local project as far as it decides. */
export interface ExistingProject {
  id: number;
  uuid: string;
  name: string;
  shortName: string | null;
  description: string;
  startDate: Day | null;
  endDate: Day | null;
  /** Decimal text, or null where credits were never set. */
  credits: string | null;
  isRemoved: boolean;
  customerId: number;
  members: readonly CurrentMember[];
  /** People whom the site took out by hand under `open`. */
  exclusions: readonly Exclusion[];
}

/** An award as it is stored. */
export interface ExistingAward {
  id: number;
  version: number;
  identifier: string;
  offering: string;
  destination: string;
  state: AwardState;
  /** As asked, all messages merged; while a change waits it holds the asked allocation. */
  details: AwardDetails;
  reviewComment: string | null;
  /** Who made the decision that it stands on; null while it waits. */
  reviewedBy: 'robot' | 'person' | null;
  /** What the project's credits stand for; `none` for no allocation, null before an approval. */
  grantedAllocation: string | null;
  /** A change that was refused: the same request again changes nothing. */
  refusedAllocation: string | null;
  /** Empty unless pending. */
  waitingReasons: readonly WaitingReason[];
  /** What was refused or left out of the last message, in words. */
  messageProblem: string | null;
  template: TemplateTerms;
  project: ExistingProject | null;
  /** The project that it had when it was withdrawn; null where that one is gone or taken. */
  previousProject: ExistingProject | null;
}

/** When a decision is made. */
export interface DecisionTime {
  /** RFC 3339, UTC. */
  now: string;
  /** The same day in UTC. */
  today: Day;
}

export function toDecisionTime(time: Date): DecisionTime {
  const now = time.toISOString();
  return { now, today: now.slice(0, 10) };
}
