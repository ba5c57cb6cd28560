import { assessCredits, type CreditRules } from '../../src/award/credits.ts';
import { judgeApprovalLimit, judgeMaximum, judgeUnit } from '../../src/award/judge.ts';
import { describeWaitingReason } from '../../src/award/waiting-reason.ts';

/** What would happen to a request of a template (docs/rules/awards.md, A3.8 to A3.12). */
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
  const maximum = judgeMaximum(assessment, rules);
  if (maximum !== null) {
    return { verdict: 'rejected', credits, reason: describeWaitingReason(maximum) };
  }
  const [reason] = [...judgeUnit(assessment), ...judgeApprovalLimit(assessment, rules)];
  if (reason !== undefined) {
    return { verdict: 'waits', credits, reason: describeWaitingReason(reason) };
  }
  return { verdict: 'approved', credits, reason: 'Within the limits of the template.' };
}
