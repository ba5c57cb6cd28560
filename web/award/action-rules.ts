import { toDecisionTime } from '../../src/award/existing-award.ts';
import { findApprovalBarriers } from '../../src/award/decide-review.ts';
import type { BarrierCode } from '../../src/award/decision-refused-error.ts';
import { mayAddNotes, mayReview } from '../api/permissions.ts';
import type { Award, Me } from '../api/types.ts';
import { getStateLabel } from '../parts/state-badge.tsx';
import { formatRelativeTime, formatDateTime } from '../parts/time-format.tsx';

export type AwardAction =
  | 'approve'
  | 'reject'
  | 'attach'
  | 'detach'
  | 'add-note'
  | 'reopen'
  | 'delete';

/** Whether this person is let do it at all (awards.md, Who may). */
export function mayPerform(action: AwardAction, me: Me, award: Award): boolean {
  return action === 'add-note' ? mayAddNotes(me) : mayReview(me, award);
}

/** Why the award, as it is, does not allow this; null where it does. */
export function findBlockingReason(action: AwardAction, award: Award): string | null {
  const { state } = award;
  const hasProject = award.project_data.url !== '';
  switch (action) {
    case 'approve':
      return findApprovalBlockingReason(award);
    case 'reject':
      return state === 'pending'
        ? null
        : `${onlyPendingText('rejected')} ${currentStateText(award)}`;
    case 'attach':
      return hasProject ? 'A project is attached already. Detach it first.' : null;
    case 'detach':
      return hasProject ? null : 'No project is attached.';
    case 'reopen':
      return state === 'rejected' || state === 'canceled'
        ? null
        : `Only a rejected or canceled award can be reopened. ${currentStateText(award)}`;
    default:
      return null;
  }
}

function findApprovalBlockingReason(award: Award): string | null {
  const { state, details, project_data: project } = award;
  const held = {
    state,
    details,
    project: 'is_removed' in project ? toBarrierProject(project) : null,
  };
  const [barrier] = findApprovalBarriers(held, toDecisionTime(new Date()));
  return barrier ? describeBarrier(barrier.code, barrier.message, award) : null;
}

const toBarrierProject = ({ is_removed }: { is_removed: boolean }) => ({ isRemoved: is_removed });

/** The rule's own words, but for what a reader wants said in other terms. */
export function describeBarrier(code: BarrierCode | string, words: string, award: Award): string {
  const earliest = award.details.earliest_approve;
  if (code === 'wrong_state') return `${onlyPendingText('approved')} ${currentStateText(award)}`;
  if (code === 'embargoed' && earliest !== undefined) {
    return `Not before ${formatDateTime(earliest)} (${formatRelativeTime(earliest)}).`;
  }
  return words;
}

const onlyPendingText = (what: string): string => `Only a pending award can be ${what}.`;
const currentStateText = ({ state }: Award): string =>
  `This one is ${getStateLabel(state).toLowerCase()}.`;
