/* Decides about a message to an approved award: follow the change, or hold it for a reviewer. */

import { NO_ALLOCATION } from './allocation.ts';
import { assertNever } from './assert-never.ts';
import { withField } from './award-details.ts';
import { answerUnchanged, changeAward } from './build-award-change.ts';
import {
  createPendingAnswer,
  createRejectedAnswer,
  type MessageDecision,
  type Review,
  type StoredAward,
} from './award-decision.ts';
import type { ExistingAward } from './existing-award.ts';
import type { MergedMessage } from './incoming-message.ts';
import { getGrantedAllocation } from './judge-change.ts';
import { judgeRunning, type RunningVerdict } from './judge-running.ts';
import { loseProject } from './lose-project.ts';
import { mergeNotes } from './merge-details.ts';
import { describeReasons, orderReasons, updateReasons } from './waiting-reason-uses.ts';
import type { ProjectEffects } from './project-change.ts';
import { describeRefusedChange } from './describe-refused-change.ts';
import { describeWaitingReason, type WaitingReason } from './waiting-reason.ts';

const mapping = { kind: 'mapping' } as const;

/** A message to an approved award (docs/rules/awards.md, A5.8 to A5.15). */
export function decideRunningUpdate(message: MergedMessage): MessageDecision {
  const { existing, merged, isChanged, problem } = message;
  const { project } = existing;
  if (project === null || project.isRemoved) {
    const { comment, ...decision } = loseProject(existing, {
      details: merged,
      messageProblem: problem,
      by: 'robot',
    });
    return { ...decision, answer: createPendingAnswer(comment) };
  }
  const verdict = judgeRunning(message, project);
  if (verdict.end !== null) {
    return isChanged
      ? rejectEnded(message, verdict.end)
      : answerUnchanged(existing, problem, mapping);
  }
  if (verdict.isUnchanged) return answerUnchanged(existing, problem, mapping);
  return followChange(message, verdict);
}

/** The project follows in all but its credits, which follow the verdict. */
export function followChange(
  message: MergedMessage,
  { change, effects }: Pick<RunningVerdict, 'change' | 'effects'>,
): MessageDecision {
  switch (change.kind) {
    case 'waits':
      return holdChange(message, effects, change.reasons);
    case 'refused':
      return refuseIncrease(message, effects, describeWaitingReason(change.reason));
    case 'applied':
      return applyChange(message, effects, '', {
        credits: change.credits,
        granted: message.merged.allocation,
      });
    case 'postponed':
      return applyChange(message, effects, change.note);
    case 'same':
      return applyChange(message, effects, '');
    default:
      return assertNever(change);
  }
}

function applyChange(
  { existing, merged, problem, asksRefusedChange }: MergedMessage,
  { project, members }: ProjectEffects,
  note: string,
  change?: { credits: string | null; granted: string | null },
): MessageDecision {
  const effects = { project: { ...project, ...(change && { credits: change.credits }) }, members };
  const award: StoredAward = {
    state: 'approved',
    details: merged,
    review: keepReview(existing),
    waitingReasons: [],
    messageProblem: problem,
    ...(change && { grantedAllocation: change.granted ?? NO_ALLOCATION }),
    ...(change && !asksRefusedChange && { refusedAllocation: null }),
  };
  const action = existing.state === 'approved' ? 'updated' : 'approved';
  return {
    ...changeAward(existing, { award, action, note: joinNotes([note, problem ?? '']), effects }),
    answer: mapping,
  };
}

/**
 * The change waits for a reviewer; the project runs on with the credits that it has, or with those of
 * `decrease`.
 */
export function holdChange(
  { existing, instruction, merged, problem, asksRefusedChange }: MergedMessage,
  { project, members }: ProjectEffects,
  judged: WaitingReason[],
  decrease?: { credits: string | null },
): MessageDecision {
  const isNew = existing.state !== 'pending';
  const waitingReasons = isNew
    ? orderReasons(judged)
    : updateReasons(existing.waitingReasons, judged, instruction);
  const comment = describeReasons(waitingReasons);
  const award: StoredAward = {
    state: 'pending',
    details: merged,
    review: { by: 'nobody', comment },
    ...(decrease && { grantedAllocation: merged.allocation ?? NO_ALLOCATION }),
    ...(!asksRefusedChange && { refusedAllocation: null }),
    waitingReasons,
    messageProblem: problem,
  };
  const effects = {
    project: { ...project, ...(decrease && { credits: decrease.credits }) },
    members,
  };
  return {
    ...changeAward(existing, {
      award,
      action: isNew ? 'sent_back' : 'updated',
      note: joinNotes(waitingReasons.map(describeWaitingReason)),
      effects,
    }),
    answer: createPendingAnswer(comment),
  };
}

/** An increase above the maximum is refused alone: the award stands as it was granted. */
function refuseIncrease(
  { existing, merged, problem, input }: MergedMessage,
  effects: ProjectEffects,
  reason: string,
): MessageDecision {
  const granted = withField(merged, 'allocation', getGrantedAllocation(existing));
  const text = describeRefusedChange(merged.allocation, reason);
  const note = { timestamp: input.now, author: input.noteAuthor, text };
  const details = { ...granted, notes: mergeNotes(granted.notes, [note]) };
  const award: StoredAward = {
    state: 'approved',
    details,
    review: keepReview(existing),
    refusedAllocation: merged.allocation,
    waitingReasons: [],
    messageProblem: problem,
  };
  return {
    ...changeAward(existing, {
      award,
      action: 'change_refused',
      note: joinNotes([text, problem ?? '']),
      notifications: ['award_changed'],
      effects,
    }),
    answer: mapping,
  };
}

/** Whose approval the award stands on: the present one, or the robot's now. */
function keepReview({ state, reviewComment }: ExistingAward): Review {
  return state === 'approved'
    ? { by: 'unchanged', comment: reviewComment }
    : { by: 'robot', comment: null };
}

/** The project is over: the award ends with it. */
function rejectEnded(
  { existing, merged, problem }: MergedMessage,
  comment: string,
): MessageDecision {
  const award: StoredAward = {
    state: 'rejected',
    details: merged,
    review: { by: 'robot', comment },
    waitingReasons: [],
    messageProblem: problem,
  };
  return {
    ...changeAward(existing, { award, action: 'rejected', note: comment }),
    answer: createRejectedAnswer(comment),
  };
}

const joinNotes = (notes: readonly string[]): string => notes.filter(Boolean).join(' ');
