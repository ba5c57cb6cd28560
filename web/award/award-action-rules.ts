import { findApprovalBarriers, findChangeRefusalBarrier } from '../../src/award/decide-review.ts';
import {
  type BarrierCode,
  type DecisionRefusedError,
  legalHoldMessage,
} from '../../src/award/decision-refused-error.ts';
import { toDecisionTime } from '../../src/award/existing-award.ts';
import { mayAddNotes, mayReview } from '../api/permissions.ts';
import type { Award, Me } from '../api/types.ts';
import { getStateLabel } from '../parts/award-state-badge.tsx';
import { type AwardAction, actionStates } from './action-states.ts';
import { toRunningCandidate } from './running-change.ts';

/** Whether this person has the permission for an action (docs/rules/awards.md, A9). */
export function mayPerform(action: AwardAction, me: Me, award: Award): boolean {
  return action === 'add-note' ? mayAddNotes(me) : mayReview(me, award);
}

/** Why the award does not allow an action now; null where it does. */
export function findBlockingReason(action: AwardAction, award: Award): string | null {
  const states = actionStates[action];
  if (states !== null && !states.includes(award.state)) return describeWrongState(action, award);
  const hasProject = award.project_data.url !== '';
  switch (action) {
    case 'approve':
      return findApprovalBlockingReason(award);
    case 'refuse-change':
      return findChangeRefusalBarrier(toRunningCandidate(award))?.message ?? null;
    case 'attach':
      return hasProject ? 'A project is attached already. Detach it first.' : null;
    case 'detach':
      return hasProject ? null : 'No project is attached.';
    case 'reject':
    case 'reopen':
    case 'add-note':
    case 'ask-portal':
      return null;
    case 'delete':
      return award.legal_hold_since === null ? null : legalHoldMessage;
  }
}

function findApprovalBlockingReason(award: Award): string | null {
  const [barrier] = listApprovalBarriers(award);
  return barrier ? describeBarrier(barrier.code, barrier.message, award) : null;
}

/** What stands in the way of approving the award now, as far as the award itself shows it. */
export function listApprovalBarriers(award: Award): DecisionRefusedError[] {
  const { state, details, project_data: project } = award;
  const candidate = {
    state,
    details,
    project: 'is_removed' in project ? { isRemoved: project.is_removed } : null,
  };
  return findApprovalBarriers(candidate, toDecisionTime(new Date()));
}

/** A barrier to approval for reviewers, for Sentence: its own message, or a clearer one for some codes. */
export function describeBarrier(code: BarrierCode | string, message: string, award: Award): string {
  const earliest = award.details.earliest_approve;
  if (code === 'wrong_state') return describeWrongState('approve', award);
  if (code === 'embargoed' && earliest !== undefined) {
    return `Not before ${earliest}.`;
  }
  return message;
}

const participles: Readonly<Record<AwardAction, string>> = {
  'refuse-change': 'refused a change',
  approve: 'approved',
  reject: 'rejected',
  attach: 'attached to a project',
  detach: 'detached from its project',
  'add-note': 'annotated',
  'ask-portal': 'asked about',
  reopen: 'reopened',
  delete: 'deleted',
};

/** "Only a rejected or canceled award can be reopened. This award is pending." */
function describeWrongState(action: AwardAction, { state }: Award): string {
  const allowed = (actionStates[action] ?? []).map((name) => getStateLabel(name).toLowerCase());
  const current = getStateLabel(state).toLowerCase();
  return `Only a ${allowed.join(' or ')} award can be ${participles[action]}. This award is ${current}.`;
}
