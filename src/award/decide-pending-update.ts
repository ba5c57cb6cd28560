/* Decides about a message to a pending award. */

import { changeAward } from './build-award-change.ts';
import {
  answerWithoutChange,
  createPendingAnswer,
  type MessageDecision,
} from './award-decision.ts';
import { approveByRobot, rejectByRobot } from './decide-by-robot.ts';
import { decidePendingChange } from './decide-pending-change.ts';
import type { ExistingAward } from './existing-award.ts';
import type { MergedMessage } from './incoming-message.ts';
import { judgeRequest, type Request, type Verdict } from './judge-request.ts';
import {
  describeReasons,
  updateReasons,
  waitsForEmbargoAlone,
  wasDecidedBefore,
} from './waiting-reason-uses.ts';
import { findProjectOfPendingChange, isGranted } from './running-award.ts';
import { describeWaitingReason } from './waiting-reason.ts';

/**
 * A message to a pending award, which stays pending (docs/rules/awards.md, A5.7) but for two
 * things: the robot approves what only an embargo kept waiting, and rejects a create that now asks
 * for more than the maximum.
 */
export function decidePendingUpdate(message: MergedMessage): MessageDecision {
  const { existing, input } = message;
  const running = findProjectOfPendingChange(existing);
  if (running !== null) return decidePendingChange(message, running);
  const verdict = judgeRequest(toRequest(message), input);
  const needsNoReviewer = verdict.reasons.length === 0 && verdict.cannotStart === null;
  if (waitsForEmbargoAlone(existing.waitingReasons) && needsNoReviewer) {
    return approveByRobot(message, verdict);
  }
  const { isChanged, instruction } = message;
  const isFirstDecision = !isGranted(existing) && !wasDecidedBefore(existing.waitingReasons);
  if (instruction === 'create' && isChanged && verdict.aboveMaximum !== null && isFirstDecision) {
    return rejectByRobot(message, describeWaitingReason(verdict.aboveMaximum));
  }
  return keepPending(message, verdict);
}

/** The merged award as a request that no project runs for. */
export function toRequest({
  existing,
  merged,
  oddities,
}: Pick<MergedMessage, 'existing' | 'merged' | 'oddities'>): Request {
  return {
    details: merged,
    template: existing.template,
    project: existing.project ?? existing.previousProject,
    namesake: findNamesake(existing),
    oddities,
  };
}

/** A project that is linked and that no decision has granted. */
function findNamesake(existing: ExistingAward): Request['namesake'] {
  return isGranted(existing) ? null : existing.project;
}

function keepPending(message: MergedMessage, verdict: Verdict): MessageDecision {
  const { existing, instruction, merged, isChanged, problem } = message;
  if (!isChanged && problem === existing.messageProblem) {
    return answerWithoutChange(createPendingAnswer(existing.reviewComment));
  }
  const judged = [
    ...verdict.reasons,
    // The robot cannot approve it when the embargo ends.
    ...(waitsForEmbargoAlone(existing.waitingReasons) && verdict.cannotStart !== null
      ? [verdict.cannotStart]
      : []),
  ];
  const waitingReasons = updateReasons(existing.waitingReasons, judged, instruction);
  const comment = describeReasons(waitingReasons) ?? findEarlierComment(existing);
  return {
    ...changeAward(existing, {
      award: {
        state: 'pending',
        details: merged,
        review: { by: 'unchanged', comment },
        waitingReasons,
        messageProblem: problem,
      },
      action: 'updated',
      note: problem ?? '',
    }),
    answer: createPendingAnswer(comment),
  };
}

/** Of an award whose reasons were not recorded. */
function findEarlierComment({ waitingReasons, reviewComment }: ExistingAward): string | null {
  return waitingReasons.some(({ code }) => code === 'unknown') ? reviewComment : null;
}
