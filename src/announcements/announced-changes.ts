/* Which changes in the two audits are announced, and as which events. */

import type { AuditAction, DecisionAction } from '../award/award-enums.ts';
import type { AwardEventType, EventType } from './event-catalogue.ts';

/** null: nobody outside hears of it. */
const eventsOfDecisions: Record<DecisionAction, AwardEventType | null> = {
  created: 'award.arrived',
  approved: 'award.approved',
  rejected: 'award.rejected',
  refused: 'award.rejected',
  change_refused: 'award.change_refused',
  withdrawn: 'award.withdrawn',
  ended: 'award.ended',
  deleted: 'award.deleted',
  note_added: 'award.note_added',
  internal_note_added: null,
  attached: 'award.project_attached',
  linked: 'award.project_attached',
  detached: 'award.project_detached',
  project_lost: 'award.project_detached',
  reopened: 'award.returned',
  returned: 'award.returned',
  asked_again: 'award.returned',
  sent_back: 'award.returned',
  updated: 'award.changed',
  message_problem: null,
  roles_mapped: null,
  imported: null,
  portal_asked: 'award.note_added',
  mentioned: null,
  assigned: null,
  unassigned: null,
  legal_hold_set: null,
  legal_hold_lifted: null,
};

/** The event of a decision; null for those that nobody outside hears of, and for network events. */
export function findAwardEvent(action: AuditAction): AwardEventType | null {
  const events: Partial<Record<AuditAction, AwardEventType | null>> = eventsOfDecisions;
  return events[action] ?? null;
}

/** The events of changes in the administrative audit, by action; other actions have none. */
export const eventsOfAdminChanges: Readonly<Record<string, EventType>> = {
  'project.created': 'project.created',
  'project.changed': 'project.changed',
  'project.removed': 'project.removed',
  'project.end_approaching': 'project.ends_soon',
  'project.usage_threshold_reached': 'usage.threshold',
  'role.given': 'role.granted',
  'role.changed': 'role.changed',
  'role.taken': 'role.removed',
  'role.ended': 'role.ended',
  'role.invited': 'invitation.created',
  'role.invitation_withdrawn': 'invitation.withdrawn',
  'role.invitation_ended': 'invitation.ended',
  'machine.needs_attention': 'machines.needs_attention',
  'machine.blocked': 'machines.blocked',
  'machine.recovered': 'machines.recovered',
};
