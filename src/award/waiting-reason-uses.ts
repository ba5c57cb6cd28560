import { isSameJson } from './json-value.ts';
import type { Instruction } from './merge-details.ts';
import {
  describeWaitingReason,
  type WaitingReason,
  type WaitingReasonCode,
  waitingReasonCodes,
} from './waiting-reason.ts';

/**
 * What a reason means while the award waits: whether it stands in the review comment, and whether
 * it stays when another message is judged.
 */
interface ReasonUse {
  inComment: boolean;
  /** A judged reason is found anew in every message; the others come from what happened before. */
  origin: 'judged' | 'history';
  /** Whether somebody has decided about the award before: the robot does not reject it any more. */
  wasDecided?: true;
}

const reasonUses: Record<WaitingReasonCode, ReasonUse> = {
  odd_message: { inComment: true, origin: 'judged' },
  unmapped_unit: { inComment: true, origin: 'judged' },
  same_name: { inComment: true, origin: 'judged' },
  embargoed: { inComment: false, origin: 'judged' },
  above_maximum: { inComment: true, origin: 'judged' },
  above_approval_limit: { inComment: false, origin: 'judged' },
  every_award_waits: { inComment: false, origin: 'judged' },
  larger_allocation: { inComment: true, origin: 'judged' },
  end_date_passed: { inComment: true, origin: 'judged' },
  arrived_as_update: { inComment: false, origin: 'history' },
  asked_again: { inComment: true, origin: 'history', wasDecided: true },
  returned: { inComment: false, origin: 'history', wasDecided: true },
  project_missing: { inComment: true, origin: 'history', wasDecided: true },
  detached: { inComment: false, origin: 'history', wasDecided: true },
  reopened: { inComment: true, origin: 'history', wasDecided: true },
  now_within_limits: { inComment: false, origin: 'history' },
  unknown: { inComment: false, origin: 'history', wasDecided: true },
};

/** Reasons in the one order in which they are stored, each once. */
export function orderReasons(reasons: readonly WaitingReason[]): WaitingReason[] {
  return waitingReasonCodes.flatMap((code) =>
    reasons.filter(
      (reason, index) =>
        reason.code === code && reasons.findIndex((one) => isSameJson(one, reason)) === index,
    ),
  );
}

/**
 * The comment that a pending award shows, null where its reasons speak for themselves. The embargo
 * is in it only where nothing else keeps the award waiting: it would outlive its truth.
 */
export function describeReasons(reasons: readonly WaitingReason[]): string | null {
  if (waitsForEmbargoAlone(reasons)) return reasons.map(describeWaitingReason).join(' ');
  const spoken = reasons.filter(
    (reason) =>
      reasonUses[reason.code].inComment && !(reason.code === 'reopened' && reason.comment === null),
  );
  return spoken.length === 0 ? null : spoken.map(describeWaitingReason).join(' ');
}

/** Whether the robot approves the award when its embargo ends (docs/rules/awards.md, A3.16). */
export function waitsForEmbargoAlone(reasons: readonly WaitingReason[]): boolean {
  return reasons.length > 0 && reasons.every(({ code }) => code === 'embargoed');
}

/** Whether a person, or a withdrawal, has decided about the award before it waited. */
export function wasDecidedBefore(reasons: readonly WaitingReason[]): boolean {
  return reasons.some(({ code }) => reasonUses[code].wasDecided === true);
}

/**
 * Why a pending award waits after another message: what happened before stays, what is judged is
 * judged anew. An update says nothing of what an earlier message had odd. Pending stays pending: a
 * request that needs no reviewer any more waits for one all the same.
 */
export function updateReasons(
  previous: readonly WaitingReason[],
  judged: readonly WaitingReason[],
  instruction: Instruction,
): WaitingReason[] {
  const staying = previous.filter(
    ({ code }) =>
      reasonUses[code].origin === 'history' || (code === 'odd_message' && instruction === 'update'),
  );
  const reasons = [...staying, ...judged];
  const hasReviewer = reasons.some(({ code }) => code !== 'embargoed');
  if (!hasReviewer && !waitsForEmbargoAlone(previous)) reasons.push({ code: 'now_within_limits' });
  return orderReasons(reasons);
}
