import { NO_ALLOCATION } from './allocation.ts';
import { assertNever } from './assert-never.ts';
import { withField } from './award-details.ts';
import { answerUnchanged, changeAward } from './change-award.ts';
import {
  createPendingAnswer,
  createRejectedAnswer,
  type MessageDecision,
  type Review,
  type StoredAward,
} from './decision.ts';
import type { ExistingAward, ExistingProject } from './existing-award.ts';
import { findEndOfProject } from './find-end-of-project.ts';
import type { MergedMessage } from './incoming-message.ts';
import { type ChangeVerdict, getGrantedAllocation, judgeChange } from './judge-change.ts';
import { loseProject } from './lose-project.ts';
import { isEmptyPlan } from './membership.ts';
import { mergeNotes } from './merge-details.ts';
import { describeReasons, orderReasons, updateReasons } from './pending-reasons.ts';
import { describeSkippedMembers, planMembers, planProjectUpdate } from './project-change.ts';
import { describeRefusedChange } from './refused-change.ts';
import { describeWaitingReason, type WaitingReason } from './waiting-reason.ts';

const mapping = { kind: 'mapping' } as const;

/** A message to an approved award (docs/rules/awards.md, A5.8 to A5.15). */
export function decideRunningUpdate(message: MergedMessage): MessageDecision {
  const { existing, merged, isChanged, namesMembers, problem, input } = message;
  const { project, template } = existing;
  if (project === null || project.isRemoved) {
    const { comment, ...decision } = loseProject(existing, {
      details: merged,
      messageProblem: problem,
      by: 'robot',
    });
    return { ...decision, answer: createPendingAnswer(comment) };
  }
  const ended = findEndOfProject(message, project);
  if (ended !== null) {
    return isChanged ? rejectEnded(message, ended) : answerUnchanged(existing, problem, mapping);
  }
  const members = planMembers(merged, template, project, namesMembers);
  if (!isChanged && isEmptyPlan(members)) return answerUnchanged(existing, problem, mapping);
  return followChange(message, project, judgeChange(merged, existing, project, input));
}

/** The project follows in all but its credits, which follow the verdict. */
export function followChange(
  message: MergedMessage,
  project: ExistingProject,
  verdict: ChangeVerdict,
): MessageDecision {
  switch (verdict.kind) {
    case 'waits':
      return holdChange(message, project, verdict.reasons);
    case 'refused':
      return refuseIncrease(message, project, describeWaitingReason(verdict.reason));
    case 'applied':
      return applyChange(message, project, '', {
        credits: verdict.credits,
        granted: message.merged.allocation,
      });
    case 'postponed':
      return applyChange(message, project, verdict.note);
    case 'same':
      return applyChange(message, project, '');
    default:
      return assertNever(verdict);
  }
}

function applyChange(
  { existing, merged, namesMembers, problem, asksRefusedChange }: MergedMessage,
  project: ExistingProject,
  note: string,
  change?: { credits: string | null; granted: string | null },
): MessageDecision {
  const effects = planProjectUpdate(merged, existing.template, project, {
    namesMembers,
    ...(change && { credits: change.credits }),
  });
  const award: StoredAward = {
    state: 'approved',
    details: merged,
    review: keepReview(existing),
    waitingReasons: [],
    messageProblem: problem,
    ...(change && { grantedAllocation: change.granted ?? NO_ALLOCATION }),
    ...(change && !asksRefusedChange && { refusedAllocation: null }),
  };
  const notes = [note, problem ?? '', describeSkippedMembers(effects.members)];
  const action = existing.state === 'approved' ? 'updated' : 'approved';
  return {
    ...changeAward(existing, { award, action, note: joinNotes(notes), effects }),
    answer: mapping,
  };
}

/** The change waits for a reviewer; the project runs on with the credits that it has. */
export function holdChange(
  { existing, instruction, merged, namesMembers, problem, asksRefusedChange }: MergedMessage,
  project: ExistingProject,
  judged: WaitingReason[],
): MessageDecision {
  const isNew = existing.state !== 'pending';
  const waitingReasons = isNew
    ? orderReasons(judged)
    : updateReasons(existing.waitingReasons, judged, instruction);
  const comment = describeReasons(waitingReasons);
  const effects = planProjectUpdate(merged, existing.template, project, { namesMembers });
  const award: StoredAward = {
    state: 'pending',
    details: merged,
    review: { by: 'nobody', comment },
    ...(!asksRefusedChange && { refusedAllocation: null }),
    waitingReasons,
    messageProblem: problem,
  };
  const notes = [
    ...waitingReasons.map(describeWaitingReason),
    describeSkippedMembers(effects.members),
  ];
  return {
    ...changeAward(existing, {
      award,
      action: isNew ? 'sent_back' : 'updated',
      note: joinNotes(notes),
      effects,
    }),
    answer: createPendingAnswer(comment),
  };
}

/** An increase above the maximum is refused alone: the award stands as it was granted. */
function refuseIncrease(
  { existing, merged, namesMembers, problem, input }: MergedMessage,
  project: ExistingProject,
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
      effects: planProjectUpdate(details, existing.template, project, { namesMembers }),
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
