import type { Actor } from '../admin-audit/actor.ts';
import type { ExistingAward } from '../award/existing-award.ts';

/** The award that a decision is about, and who makes the decision. */
export interface DecisionContext {
  identifier: string;
  destination: string;
  /** The award as it was decided about; null where the decision creates it. */
  existing: ExistingAward | null;
  /** Needed for a new award. */
  origin?: { offering: string; awardingPortal: string; templateId: number };
  /** The person who decides, and from where; null for the robot. */
  actor: Actor | null;
  now: string;
}
