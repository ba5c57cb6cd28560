import type { CreditRules } from './credits.ts';
import type { Day } from './dates.ts';
import type { AwardDetails } from './award-details.ts';
import type { CurrentMember } from './membership.ts';
import type { ProjectRole, ReviewState } from './enums.ts';

/** The template as far as it decides. */
export interface TemplateTerms extends CreditRules {
  id: number;
  name: string;
  customerId: number;
  /** Pattern of the short names of its projects. */
  shortname: string;
  roleMapping: Readonly<Record<string, ProjectRole>>;
}

/** A local project as far as it decides. */
export interface ProjectSnapshot {
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
}

/** An award that we hold. */
export interface ExistingAward {
  id: number;
  version: number;
  identifier: string;
  offering: string;
  destination: string;
  state: ReviewState;
  details: AwardDetails;
  reviewComment: string | null;
  /** The allocation that the project's credits stand for; null before the first approval. */
  appliedAllocation: string | null;
  template: TemplateTerms;
  project: ProjectSnapshot | null;
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
