import { isSameAllocation, NO_ALLOCATION } from './allocation.ts';
import type { AwardDetails } from './award-details.ts';
import { assessCredits, compareCredits } from './assess-credits.ts';
import { isExpired } from './dates.ts';
import type { DecisionTime, ExistingAward, ExistingProject } from './existing-award.ts';
import { judgeMaximum, judgeUnit } from './judge-request.ts';
import type { WaitingReason } from './waiting-reason.ts';

/** What the rules say of the allocation that a running award asks for. */
export type ChangeVerdict =
  /** The same as granted. */
  | { kind: 'same' }
  /** In grace: kept in the details, not applied. */
  | { kind: 'postponed'; note: string }
  /** `credits`: decimal text. */
  | { kind: 'applied'; credits: string | null }
  | { kind: 'waits'; reasons: WaitingReason[] }
  /** Above the maximum. */
  | { kind: 'refused'; reason: WaitingReason };

/**
 * Judges the allocation of a running award (docs/rules/awards.md, A5.9 to A5.11, A5.15): fewer or equal credits
 * apply whatever the maximum is by now, more apply up to the approval limit, more than that waits,
 * and an increase above the maximum is refused alone.
 */
export function judgeChange(
  details: AwardDetails,
  { grantedAllocation, template }: Pick<ExistingAward, 'grantedAllocation' | 'template'>,
  project: ExistingProject,
  { today }: DecisionTime,
): ChangeVerdict {
  if (isSameAllocation(details.allocation, grantedAllocation)) return { kind: 'same' };
  if (isExpired(details.end_date ?? project.endDate, today)) {
    return { kind: 'postponed', note: 'In grace: the changed allocation is not applied.' };
  }
  const assessment = assessCredits(details.allocation, template);
  const unit = judgeUnit(assessment);
  if (unit.length > 0) return { kind: 'waits', reasons: unit };
  const { credits } = assessment;
  const isMore = compareCredits(credits, project.credits) > 0;
  if (!isMore) return { kind: 'applied', credits };
  const maximum = judgeMaximum(assessment, template);
  if (maximum !== null) return { kind: 'refused', reason: maximum };
  if (!assessment.needsApproval) return { kind: 'applied', credits };
  const reason = {
    code: 'larger_allocation',
    credits: credits ?? '0.00',
    current: project.credits ?? '0.00',
    limit: template.approvalLimit ?? '0.00',
  } as const;
  return { kind: 'waits', reasons: [reason] };
}

/**
 * The allocation that a running award stands on, as the details hold it: with its own digits, null
 * for none.
 */
export function getGrantedAllocation({
  details,
  grantedAllocation,
}: Pick<ExistingAward, 'details' | 'grantedAllocation'>): string | null {
  if (isSameAllocation(details.allocation, grantedAllocation)) return details.allocation;
  return grantedAllocation === NO_ALLOCATION ? null : grantedAllocation;
}
