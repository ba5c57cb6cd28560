import { momentOf } from '../../src/award/facts.ts';
import { approvalBarriers, type BarrierCode } from '../../src/award/review.ts';
import { mayAddNotes, mayReview } from '../api/may.ts';
import type { Award, Me } from '../api/types.ts';
import { stateWord } from '../parts/state-badge.tsx';
import { ago, formatMoment } from '../parts/time.tsx';

export type Action = 'approve' | 'reject' | 'attach' | 'detach' | 'add-note' | 'reopen' | 'delete';

/** Whether this person is let do it at all (awards.md, Who may). */
export function mayDo(action: Action, me: Me, award: Award): boolean {
  return action === 'add-note' ? mayAddNotes(me) : mayReview(me, award);
}

/** Why the award, as it is, does not allow this; null where it does. */
export function whyNot(action: Action, award: Award): string | null {
  const { state } = award;
  const hasProject = award.project_data.url !== '';
  switch (action) {
    case 'approve':
      return whyNotApprove(award);
    case 'reject':
      return state === 'pending' ? null : `${onlyPending('rejected')} ${isNow(award)}`;
    case 'attach':
      return hasProject ? 'A project is attached already. Detach it first.' : null;
    case 'detach':
      return hasProject ? null : 'No project is attached.';
    case 'reopen':
      return state === 'rejected' || state === 'canceled'
        ? null
        : `Only a rejected or canceled award can be reopened. ${isNow(award)}`;
    default:
      return null;
  }
}

function whyNotApprove(award: Award): string | null {
  const { state, details, project_data: project } = award;
  const held = { state, details, project: 'is_removed' in project ? attached(project) : null };
  const [barrier] = approvalBarriers(held, momentOf(new Date()));
  return barrier ? barrierInWords(barrier.code, barrier.message, award) : null;
}

const attached = ({ is_removed }: { is_removed: boolean }) => ({ isRemoved: is_removed });

/** The rule's own words, but for what a reader wants said in other terms. */
export function barrierInWords(code: BarrierCode | string, words: string, award: Award): string {
  const earliest = award.details.earliest_approve;
  if (code === 'wrong_state') return `${onlyPending('approved')} ${isNow(award)}`;
  if (code === 'embargoed' && earliest !== undefined) {
    return `Not before ${formatMoment(earliest)} (${ago(earliest)}).`;
  }
  return words;
}

const onlyPending = (what: string): string => `Only a pending award can be ${what}.`;
const isNow = ({ state }: Award): string => `This one is ${stateWord(state).toLowerCase()}.`;
