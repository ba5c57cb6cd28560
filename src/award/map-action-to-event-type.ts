/* Maps each action in the audit to the event type under which the API shows it. */

import type { AuditAction, AuditEventType, DecisionAction } from './award-enums.ts';

const decisionEventTypes: Record<DecisionAction, AuditEventType> = {
  created: 'created',
  approved: 'approved',
  rejected: 'rejected',
  refused: 'rejected',
  change_refused: 'details_updated',
  withdrawn: 'deleted',
  ended: 'deleted',
  deleted: 'deleted',
  note_added: 'note_added',
  internal_note_added: 'note_added',
  mentioned: 'note_added',
  portal_asked: 'note_added',
  assigned: 'details_updated',
  unassigned: 'details_updated',
  legal_hold_set: 'note_added',
  legal_hold_lifted: 'note_added',
  attached: 'project_attached',
  linked: 'project_attached',
  detached: 'project_detached',
  project_lost: 'project_detached',
  reopened: 'details_updated',
  returned: 'details_updated',
  asked_again: 'details_updated',
  updated: 'details_updated',
  sent_back: 'details_updated',
  message_problem: 'details_updated',
  roles_mapped: 'details_updated',
  imported: 'details_updated',
};

/** The event type under which the audit interface shows an action; a network event is a note. */
export function getAuditEventType(action: AuditAction): AuditEventType {
  const types: Partial<Record<AuditAction, AuditEventType>> = decisionEventTypes;
  return types[action] ?? 'note_added';
}
