import { assessCredits, type CreditRules } from '../../src/award/credits.ts';
import { describeAboveMaximum, describeUnmappedUnit } from '../../src/award/decision.ts';

/** What would happen to a new request by its allocation (rules: awards.md, steps 4, 5 and 7). */
export interface AllocationOutcome {
  state: 'approved' | 'pending' | 'rejected';
  /** null for a request without an allocation. */
  credits: string | null;
  reason: string;
}

/** Predicts the outcome of a new request. Throws BadInput for an invalid allocation. */
export function predictOutcome(allocation: string, rules: CreditRules): AllocationOutcome {
  const assessment = assessCredits(allocation, rules);
  const { credits } = assessment;
  const unmapped = describeUnmappedUnit(assessment);
  if (unmapped !== null) return { state: 'pending', credits, reason: unmapped };
  if (assessment.isAboveMaximum) {
    const reason = describeAboveMaximum(assessment, rules.maxCreditLimit);
    return { state: 'rejected', credits, reason };
  }
  if (!assessment.needsApproval) {
    return { state: 'approved', credits, reason: 'Within the limits of the template.' };
  }
  const reason =
    Number(rules.approvalLimit) === 0
      ? 'Every award of this template waits for a reviewer.'
      : `${credits} credits are above the approval limit of ${rules.approvalLimit}.`;
  return { state: 'pending', credits, reason };
}
