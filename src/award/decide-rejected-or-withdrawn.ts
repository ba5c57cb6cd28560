/* Decides about messages to awards that were rejected or withdrawn. */

import { isSameAllocation } from './allocation.ts';
import { type AwardDetails, withField } from './award-details.ts';
import { answerUnchanged, changeAward } from './build-award-change.ts';
import { approveByRobot, rejectByRobot } from './decide-by-robot.ts';
import { describeLink } from './decide-new-award.ts';
import { toRequest } from './decide-pending-update.ts';
import { followChange } from './decide-running-update.ts';
import {
  createPendingAnswer,
  createRejectedAnswer,
  type MessageDecision,
  type StoredAward,
} from './award-decision.ts';
import type { DecisionAction } from './award-enums.ts';
import type { ExistingAward, ExistingProject } from './existing-award.ts';
import { findEndOfProject } from './find-project-end-reason.ts';
import type { MergedMessage } from './incoming-message.ts';
import { judgeRequest } from './judge-request.ts';
import { judgeRunning } from './judge-running.ts';
import { describeReasons, orderReasons } from './waiting-reason-uses.ts';
import { createProjectLink } from './project-change.ts';
import { findRunningProject } from './running-award.ts';
import { describeWaitingReason, type WaitingReason } from './waiting-reason.ts';

/**
 * A message to a rejected award (docs/rules/awards.md, A3.17): the same request gets the same reason;
 * another one is judged anew, as an arrival where the robot had rejected it, by a reviewer where a
 * person had.
 */
export function decideRejectedUpdate(message: MergedMessage): MessageDecision {
  const { existing, merged, input } = message;
  if (isJudgedAsArrival(existing) && input.sameNameProject !== null) {
    return judgeAnew(message, input.sameNameProject);
  }
  if (existing.reviewedBy === 'robot') return judgeAnew(message, null);
  const verdict = judgeRequest(toRequest(message), input);
  if (isSameRequest(existing.details, merged)) return keepRejected(message);
  const askedAgain = { code: 'asked_again', reason: existing.reviewComment } as const;
  return returnToReviewers(message, 'asked_again', [askedAgain, ...verdict.reasons]);
}

/** Whether the robot rejected the award and it never had a project: then it may have a namesake (A3.11). */
export function isJudgedAsArrival({
  state,
  reviewedBy,
  project,
  previousProject,
}: ExistingAward): boolean {
  return (
    state === 'rejected' && reviewedBy === 'robot' && project === null && previousProject === null
  );
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
function judgeAnew(message: MergedMessage, namesake: ExistingProject | null): MessageDecision {
  const { existing, input } = message;
  const request = toRequest(message);
  const verdict = judgeRequest(
    namesake ? { ...request, project: namesake, namesake } : request,
    input,
  );
  const end = findEndReason(message);
  const limit = verdict.aboveMaximum ?? verdict.cannotStart;
  const reason = end ?? (limit === null ? null : describeWaitingReason(limit));
  if (reason !== null && reason === existing.reviewComment) return keepRejected(message);
  const running = end === null ? findRunningProject(existing) : null;
  if (running !== null) return followChange(message, judgeRunning(message, running));
  if (reason !== null) return rejectByRobot(message, reason);
  if (verdict.reasons.length === 0) return approveByRobot(message, verdict);
  const decision = returnToReviewers(message, 'asked_again', verdict.reasons);
  return namesake ? linkNamesake(decision, message, namesake) : decision;
}

/** Links the award that goes back to the reviewers, as an arrival is linked. */
function linkNamesake(
  { award, audit, ...decision }: MessageDecision,
  { merged, input }: MergedMessage,
  namesake: ExistingProject,
): MessageDecision {
  const link = createProjectLink(namesake.uuid, input.projectUrl);
  const details = withField(merged, 'project_link', link);
  const entry = {
    action: 'linked',
    by: 'robot',
    note: describeLink(namesake),
    previousDetails: merged,
    newDetails: details,
  } as const;
  return {
    ...decision,
    award: { ...(award as StoredAward), details, attachment: 'project' },
    project: { kind: 'link', projectId: namesake.id },
    audit: [...audit, entry],
  };
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
