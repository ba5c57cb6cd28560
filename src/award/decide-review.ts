/* A reviewer's decisions: what each does to an award, and what stands in its way. */

import { isSameAllocation, NO_ALLOCATION } from './allocation.ts';
import { type AwardDetails, type AwardNote, withField } from './award-details.ts';
import { BadInput } from './bad-input.ts';
import { changeAward, keepAward } from './build-award-change.ts';
import { assessCredits, compareCredits } from './assess-credits.ts';
import type { AwardDecision } from './award-decision.ts';
import { DecisionRefusedError } from './decision-refused-error.ts';
import type { AwardState, ReviewState } from './award-enums.ts';
import type { DecisionTime, ExistingAward, ExistingProject } from './existing-award.ts';
import { type ApprovalInput, grantAward } from './grant-award.ts';
import { judgeEmbargo, judgeStart } from './judge-request.ts';
import { judgeSize } from './judge-size.ts';
import { getGrantedAllocation } from './judge-change.ts';
import { mergeNotes } from './merge-details.ts';
import { orderReasons } from './waiting-reason-uses.ts';
import { DEFAULT_MAX_AWARD_BYTES } from './printed-size.ts';
import { type ProjectEffects, planProjectUpdate } from './project-change.ts';
import { describeRefusedChange, describeUnchangedGrant } from './describe-refused-change.ts';
import { findRunningProject, type RunningCandidate } from './running-award.ts';
import { describeWaitingReason } from './waiting-reason.ts';

/** As much of an award as can stand in the way of approving it. */
export interface ApprovalCandidate {
  state: ReviewState;
  details: Pick<AwardDetails, 'earliest_approve' | 'end_date'>;
  project: Pick<ExistingProject, 'isRemoved'> | null;
  /** Taken up again when the award has no project. */
  previousProject?: ExistingAward['previousProject'];
}

/** What stands in the way of approving now; empty when nothing does. */
export function findApprovalBarriers(
  { state, details, project, previousProject = null }: ApprovalCandidate,
  time: DecisionTime,
): DecisionRefusedError[] {
  const barriers: DecisionRefusedError[] = [];
  if (state !== 'pending') barriers.push(createWrongStateError(['pending']));
  for (const { until } of judgeEmbargo(details, time)) {
    barriers.push(
      new DecisionRefusedError('embargoed', `This award cannot be approved before ${until}.`),
    );
  }
  const late = project === null && previousProject === null ? judgeStart(details, time) : null;
  if (late !== null) {
    barriers.push(new DecisionRefusedError('conflict', describeWaitingReason(late)));
  }
  if (project?.isRemoved) {
    barriers.push(
      new DecisionRefusedError('conflict', 'The attached project was removed. Detach it first.'),
    );
  }
  return barriers;
}

/** What approving does, whether or not something stands in its way: the plan shows this. */
export function previewApproval(
  existing: ExistingAward,
  input: ApprovalInput,
  comment: string | null,
): AwardDecision & ProjectEffects {
  const text = normalizeComment(comment);
  const { credits } = assessCredits(existing.details.allocation, existing.template);
  const review = { by: 'caller', comment: text } as const;
  const { award, effects } = grantAward(existing, existing.details, credits, input, review);
  const decision = changeAward(existing, {
    award,
    action: 'approved',
    note: text ?? '',
    by: 'caller',
    notifications: ['award_accepted'],
    effects,
  });
  return { ...decision, ...effects };
}

/** Pending, and earliest_approve has passed. Throws DecisionRefusedError. */
export function decideApproval(
  existing: ExistingAward,
  input: ApprovalInput,
  comment: string | null,
): AwardDecision {
  const [barrier] = findApprovalBarriers(existing, input);
  if (barrier) throw barrier;
  return previewApproval(existing, input, comment);
}

/** Pending. It ends a running award. Throws DecisionRefusedError. */
export function decideRejection(existing: ExistingAward, comment: string | null): AwardDecision {
  requireState(existing, ['pending']);
  const text = normalizeComment(comment);
  return changeAward(existing, {
    award: {
      state: 'rejected',
      details: existing.details,
      review: { by: 'caller', comment: text },
      refusedAllocation: null,
      waitingReasons: [],
    },
    action: 'rejected',
    note: text ?? '',
    by: 'caller',
    notifications: ['award_rejected'],
  });
}

/** What stands in the way of refusing a change: null for a pending award whose project runs. */
export function findChangeRefusalBarrier(
  candidate: RunningCandidate<Pick<ExistingProject, 'isRemoved'>>,
): DecisionRefusedError | null {
  if (candidate.state !== 'pending') return createWrongStateError(['pending']);
  return findRunningProject(candidate) === null ? createNotRunningError() : null;
}

const createNotRunningError = (): DecisionRefusedError =>
  new DecisionRefusedError('conflict', 'No project runs for this award. Reject it instead.');

export interface ChangeRefusal {
  comment: string | null;
  /** The author of the note that holds the reason. */
  author: string;
  /** RFC 3339, UTC. */
  now: string;
}

/**
 * Refuses a change of a running award without ending it: approved again as it was granted, the
 * reason in its notes. Throws DecisionRefusedError.
 */
export function decideRefuseChange(
  existing: ExistingAward,
  { comment, author, now }: ChangeRefusal,
): AwardDecision {
  requireState(existing, ['pending']);
  const project = findRunningProject(existing);
  if (project === null) throw createNotRunningError();
  const reason = normalizeComment(comment);
  const requestedAllocation = existing.details.allocation;
  const text = isSameAllocation(requestedAllocation, existing.grantedAllocation)
    ? describeUnchangedGrant(reason)
    : describeRefusedChange(requestedAllocation, reason);
  const granted = withField(existing.details, 'allocation', getGrantedAllocation(existing));
  const details = {
    ...granted,
    notes: mergeNotes(granted.notes, [{ timestamp: now, author, text }]),
  };
  return changeAward(existing, {
    award: {
      state: 'approved',
      details,
      review: { by: 'caller', comment: reason },
      refusedAllocation: asksForMore(existing, project)
        ? (requestedAllocation ?? NO_ALLOCATION)
        : null,
      waitingReasons: [],
    },
    action: 'change_refused',
    note: text,
    by: 'caller',
    notifications: ['award_changed'],
    effects: planProjectUpdate(details, existing.template, project, { namesMembers: false }),
  });
}

/** Fewer or equal credits apply at once whenever they are asked for: no refusal of them lasts. */
function asksForMore({ details, template }: ExistingAward, project: ExistingProject): boolean {
  const { credits, unmappedUnit } = assessCredits(details.allocation, template);
  return unmappedUnit !== null || compareCredits(credits, project.credits) > 0;
}

/**
 * Adds a note that the awarding portal gets, such as a question to it. Any state. Throws BadInput
 * where the award would be too large (A3.20).
 */
export function decideNote(
  existing: ExistingAward,
  note: AwardNote,
  maxAwardBytes = DEFAULT_MAX_AWARD_BYTES,
  action: 'note_added' | 'portal_asked' = 'note_added',
): AwardDecision {
  const details = { ...existing.details, notes: mergeNotes(existing.details.notes, [note]) };
  if (judgeSize(details, maxAwardBytes, existing.details) !== null) {
    const limit = maxAwardBytes.toLocaleString('en');
    throw new BadInput('text', `With this note the award would have more than ${limit} bytes.`);
  }
  return changeAward(existing, {
    award: { ...keepAward(existing), details },
    action,
    note: note.text,
    by: 'caller',
    notifications: ['award_changed'],
  });
}

/** Rejected or canceled: pending again. Throws DecisionRefusedError. */
export function decideReopening(existing: ExistingAward, comment: string | null): AwardDecision {
  requireState(existing, ['rejected', 'canceled']);
  const text = normalizeComment(comment);
  return changeAward(existing, {
    award: {
      state: 'pending',
      details: existing.details,
      review: { by: 'nobody', comment: text },
      refusedAllocation: null,
      waitingReasons: orderReasons([{ code: 'reopened', comment: text }]),
    },
    action: 'reopened',
    note: text ?? '',
    by: 'caller',
    notifications: ['award_changed'],
  });
}

/** Any state: the award's row goes; the project and the audit stay. */
export function decideDeletion(existing: ExistingAward): AwardDecision {
  return {
    award: { deleted: true },
    audit: [
      {
        action: 'deleted',
        by: 'caller',
        note: '',
        previousDetails: existing.details,
        newDetails: null,
      },
    ],
    notifications: ['award_removed'],
  };
}

/** A comment of blanks is none. */
function normalizeComment(comment: string | null): string | null {
  return comment?.trim() ? comment : null;
}

function requireState(existing: ExistingAward, states: readonly AwardState[]): void {
  if (!states.includes(existing.state)) throw createWrongStateError(states);
}

function createWrongStateError(states: readonly AwardState[]): DecisionRefusedError {
  return new DecisionRefusedError(
    'wrong_state',
    `Valid states for operation: ${states.join(', ')}.`,
  );
}
