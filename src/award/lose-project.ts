import { type AwardDetails, withField } from './award-details.ts';
import { changeAward } from './build-award-change.ts';
import type { AuditEntry, AwardDecision } from './award-decision.ts';
import type { ExistingAward } from './existing-award.ts';
import { describeReasons } from './waiting-reason-uses.ts';
import type { WaitingReason } from './waiting-reason.ts';

/**
 * A running award whose project was removed here goes back to the reviewers, without a project
 * (docs/rules/awards.md, A8.10). `comment` is the review comment that it then has.
 */
export function loseProject(
  existing: ExistingAward,
  {
    details,
    messageProblem,
    by,
  }: { details: AwardDetails; messageProblem: string | null; by: AuditEntry['by'] },
): AwardDecision & { comment: string | null } {
  const waitingReasons: WaitingReason[] = [{ code: 'project_missing' }];
  const comment = describeReasons(waitingReasons);
  const decision = changeAward(existing, {
    award: {
      state: 'pending',
      details: withField(details, 'project_link', undefined),
      review: { by: 'nobody', comment },
      attachment: 'none',
      grantedAllocation: null,
      refusedAllocation: null,
      waitingReasons,
      messageProblem,
    },
    action: 'project_lost',
    note: comment ?? '',
    by,
    notifications: ['award_changed'],
  });
  return { ...decision, comment };
}
