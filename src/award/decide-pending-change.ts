import { isSameAllocation } from './allocation.ts';
import { compareCredits } from './assess-credits.ts';
import { answerUnchanged } from './build-award-change.ts';
import { followChange, holdChange } from './decide-running-update.ts';
import { createPendingAnswer, type MessageDecision } from './award-decision.ts';
import type { ExistingProject } from './existing-award.ts';
import type { MergedMessage } from './incoming-message.ts';
import type { ChangeVerdict } from './judge-change.ts';
import { judgeRunning } from './judge-running.ts';
import type { WaitingReason } from './waiting-reason.ts';

/** Another message to a running award of which a change waits for a reviewer. */
export function decidePendingChange(
  message: MergedMessage,
  project: ExistingProject,
): MessageDecision {
  const { existing, merged, problem } = message;
  const { isUnchanged, change, effects } = judgeRunning(message, project);
  if (isUnchanged && problem === existing.messageProblem) {
    return answerUnchanged(existing, problem, createPendingAnswer(existing.reviewComment));
  }
  const asksAnew = !isSameAllocation(merged.allocation, existing.details.allocation);
  if (change.kind === 'refused' && asksAnew) return followChange(message, { change, effects });
  const judged =
    change.kind === 'waits' ? change.reasons : change.kind === 'refused' ? [change.reason] : [];
  const reasons = [...judged, ...judgeOddMessage(problem)];
  return holdChange(message, effects, reasons, isDecrease(change, project) ? change : undefined);
}

/** Fewer credits apply at once (A5.9), although the award stays with its reviewer. */
function isDecrease(
  change: ChangeVerdict,
  project: ExistingProject,
): change is Extract<ChangeVerdict, { kind: 'applied' }> {
  return change.kind === 'applied' && compareCredits(change.credits, project.credits) <= 0;
}

function judgeOddMessage(problem: string | null): WaitingReason[] {
  return problem === null ? [] : [{ code: 'odd_message', text: problem }];
}
