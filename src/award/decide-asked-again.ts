import { isSameAllocation } from './allocation.ts';
import type { AwardDetails } from './award-details.ts';
import { answerUnchanged, changeAward } from './change-award.ts';
import { approveByRobot, rejectByRobot } from './decide-by-robot.ts';
import { toRequest } from './decide-pending-update.ts';
import { followChange } from './decide-running-update.ts';
import { createPendingAnswer, createRejectedAnswer, type MessageDecision } from './decision.ts';
import type { DecisionAction } from './enums.ts';
import { findEndOfProject } from './find-end-of-project.ts';
import type { MergedMessage } from './incoming-message.ts';
import { judgeRequest, type Verdict } from './judge.ts';
import { judgeRunning } from './judge-running.ts';
import { describeReasons, orderReasons } from './pending-reasons.ts';
import { findRunningProject } from './running-award.ts';
import { describeWaitingReason, type WaitingReason } from './waiting-reason.ts';

/**
 * A message to a rejected award (docs/rules/awards.md, A3.17): the same request gets the same reason;
 * another one is judged anew, as an arrival where the robot had rejected it, by a reviewer where a
 * person had.
 */
export function decideRejectedUpdate(message: MergedMessage): MessageDecision {
  const { existing, merged, input } = message;
  const verdict = judgeRequest(toRequest(message), input);
  if (existing.reviewedBy === 'robot') return judgeAnew(message, verdict);
  if (isSameRequest(existing.details, merged)) return keepRejected(message);
  const askedAgain = { code: 'asked_again', reason: existing.reviewComment } as const;
  return returnToReviewers(message, 'asked_again', [askedAgain, ...verdict.reasons]);
}

/** A message to a withdrawn award, which then waits whatever the limits say (A3.19). */
export function decideReturn(message: MergedMessage): MessageDecision {
  const verdict = judgeRequest(toRequest(message), message.input);
  return returnToReviewers(message, 'returned', [{ code: 'returned' }, ...verdict.reasons]);
}

/**
 * The robot's reason follows from the request, the template and the project. While it is the same
 * reason, nothing that it depends on has changed. An award whose project goes on is a running award
 * again.
 */
function judgeAnew(message: MergedMessage, verdict: Verdict): MessageDecision {
  const { existing } = message;
  const end = findEndReason(message);
  const limit = verdict.aboveMaximum ?? verdict.cannotStart;
  const reason = end ?? (limit === null ? null : describeWaitingReason(limit));
  if (reason !== null && reason === existing.reviewComment) return keepRejected(message);
  const running = end === null ? findRunningProject(existing) : null;
  if (running !== null) return followChange(message, judgeRunning(message, running));
  if (reason !== null) return rejectByRobot(message, reason);
  return verdict.reasons.length === 0
    ? approveByRobot(message, verdict)
    : returnToReviewers(message, 'asked_again', verdict.reasons);
}

function findEndReason(message: MergedMessage): string | null {
  const { project } = message.existing;
  if (project === null) return null;
  return project.isRemoved
    ? 'The project of this award was removed.'
    : findEndOfProject(message, project);
}

/** Allocation and dates: what a decision about an award depends on. */
function isSameRequest(rejected: AwardDetails, requested: AwardDetails): boolean {
  return (
    rejected.start_date === requested.start_date &&
    rejected.end_date === requested.end_date &&
    isSameAllocation(rejected.allocation, requested.allocation)
  );
}

function keepRejected({ existing, merged, isChanged, problem }: MergedMessage): MessageDecision {
  const answer = createRejectedAnswer(existing.reviewComment);
  if (!isChanged) return answerUnchanged(existing, problem, answer);
  return {
    ...changeAward(existing, {
      award: {
        state: 'rejected',
        details: merged,
        review: { by: 'unchanged', comment: existing.reviewComment },
        waitingReasons: [],
        messageProblem: problem,
      },
      action: 'updated',
      note: problem ?? '',
    }),
    answer,
  };
}

function returnToReviewers(
  { existing, merged, problem }: MergedMessage,
  action: DecisionAction,
  reasons: readonly WaitingReason[],
): MessageDecision {
  const waitingReasons = orderReasons(reasons);
  const comment = describeReasons(waitingReasons);
  return {
    ...changeAward(existing, {
      award: {
        state: 'pending',
        details: merged,
        review: { by: 'nobody', comment },
        refusedAllocation: null,
        waitingReasons,
        messageProblem: problem,
      },
      action,
      note: waitingReasons.map(describeWaitingReason).join(' '),
    }),
    answer: createPendingAnswer(comment),
  };
}
