import { isSameAllocation } from './allocation.ts';
import { answerUnchanged } from './change-award.ts';
import { followChange, holdChange } from './decide-running-update.ts';
import { createPendingAnswer, type MessageDecision } from './decision.ts';
import type { ExistingProject } from './existing-award.ts';
import type { MergedMessage } from './incoming-message.ts';
import { judgeChange } from './judge-change.ts';
import { isEmptyPlan } from './membership.ts';
import { planMembers } from './project-change.ts';
import type { WaitingReason } from './waiting-reason.ts';

/** Another message to a running award of which a change waits for a reviewer. */
export function decidePendingChange(
  message: MergedMessage,
  project: ExistingProject,
): MessageDecision {
  const { existing, merged, isChanged, namesMembers, problem, input } = message;
  const members = planMembers(merged, existing.template, project, namesMembers);
  if (!isChanged && isEmptyPlan(members) && problem === existing.messageProblem) {
    return answerUnchanged(existing, problem, createPendingAnswer(existing.reviewComment));
  }
  const verdict = judgeChange(merged, existing, project, input);
  const asksAnew = !isSameAllocation(merged.allocation, existing.details.allocation);
  if (verdict.kind === 'refused' && asksAnew) return followChange(message, project, verdict);
  const judged =
    verdict.kind === 'waits' ? verdict.reasons : verdict.kind === 'refused' ? [verdict.reason] : [];
  return holdChange(message, project, [...judged, ...judgeOddMessage(problem)]);
}

function judgeOddMessage(problem: string | null): WaitingReason[] {
  return problem === null ? [] : [{ code: 'odd_message', text: problem }];
}
