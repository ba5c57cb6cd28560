import { assessCredits, type CreditRules } from '../../src/award/credits.ts';
import { describeAboveMaximum, describeUnmappedUnit } from '../../src/award/decision.ts';

/** What would happen to a request of a template (awards.md, steps 4, 5 and 7). */
export interface AllocationOutcome {
  verdict: 'approved' | 'waits' | 'rejected';
  /** null where nothing is asked for. */
  credits: string | null;
  reason: string;
}

/** Judges a new request by its allocation. Throws BadInput where that cannot be read. */
export function predictOutcome(allocation: string, rules: CreditRules): AllocationOutcome {
  const assessment = assessCredits(allocation, rules);
  const { credits } = assessment;
  const unmapped = describeUnmappedUnit(assessment);
  if (unmapped !== null) return { verdict: 'waits', credits, reason: unmapped };
  if (assessment.isAboveMaximum) {
    const reason = describeAboveMaximum(assessment, rules.maxCreditLimit);
    return { verdict: 'rejected', credits, reason };
  }
  if (!assessment.needsApproval) {
    return { verdict: 'approved', credits, reason: 'Within the limits of the template.' };
  }
  const reason =
    Number(rules.approvalLimit) === 0
      ? 'Every award of this template waits for a reviewer.'
      : `${credits} credits are above the approval limit of ${rules.approvalLimit}.`;
  return { verdict: 'waits', credits, reason };
}
