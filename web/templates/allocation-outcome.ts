import { assessCredits, type CreditRules } from '../../src/award/assess-credits.ts';
import { judgeApprovalLimit, judgeMaximum, judgeUnit } from '../../src/award/judge-request.ts';
import { describeWaitingReason } from '../../src/award/waiting-reason.ts';

/** What would happen to a new request by its allocation (docs/rules/awards.md, A3.8 to A3.10). */
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
  const aboveMaximum = judgeMaximum(assessment, rules);
  if (aboveMaximum !== null) {
    return { state: 'rejected', credits, reason: describeWaitingReason(aboveMaximum) };
  }
  const [reason] = [...judgeUnit(assessment), ...judgeApprovalLimit(assessment, rules)];
  if (reason === undefined) {
    return { state: 'approved', credits, reason: 'Within the limits of the template.' };
  }
  return { state: 'pending', credits, reason: describeWaitingReason(reason) };
}
