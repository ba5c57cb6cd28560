import {
  type AuditEventType,
  auditEventTypes,
  type DecisionAction,
  type NetworkEvent,
} from '../../src/award/award-enums.ts';

/** A new event type does not compile until it has a label and a colour. */
const eventTypeStyles: Record<AuditEventType, { label: string; color: string }> = {
  created: { label: 'Arrived', color: 'blue' },
  approved: { label: 'Approved', color: 'green' },
  rejected: { label: 'Rejected', color: 'red' },
  deleted: { label: 'Withdrawn or deleted', color: 'gray' },
  note_added: { label: 'Note added', color: 'grape' },
  details_updated: { label: 'Details changed', color: 'orange' },
  project_attached: { label: 'Project attached', color: 'cyan' },
  project_detached: { label: 'Project detached', color: 'yellow' },
};

/** All event types as options of a filter. */
export const eventTypeOptions = auditEventTypes.map((value) => ({
  value,
  label: eventTypeStyles[value].label,
}));

/** A new action does not compile until it has a label. */
const decisionLabels: Record<DecisionAction, string> = {
  created: 'Arrived',
  approved: 'Approved',
  rejected: 'Rejected',
  refused: 'Refused on arrival',
  change_refused: 'Change refused',
  withdrawn: 'Withdrawn by its portal',
  ended: 'Ended with its project',
  deleted: 'Deleted',
  note_added: 'Note added',
  internal_note_added: 'Internal note added',
  mentioned: 'Mentioned in an internal note',
  portal_asked: 'Awarding portal asked',
  assigned: 'Assigned',
  unassigned: 'Assignment removed',
  legal_hold_set: 'Legal hold set',
  legal_hold_lifted: 'Legal hold lifted',
  attached: 'Project attached',
  linked: 'Linked to a project of the same name',
  detached: 'Project detached',
  project_lost: 'Project removed',
  reopened: 'Reopened',
  returned: 'Requested again after withdrawal',
  asked_again: 'Requested again after rejection',
  updated: 'Updated by its portal',
  sent_back: 'Back to review',
  message_problem: 'Problem in a message',
  roles_mapped: 'Role mapping applied',
  imported: 'Imported from Waldur',
};

const networkEventLabels: Record<NetworkEvent, string> = {
  user_added: 'user added',
  user_removed: 'user removed',
  user_changed: 'user changed',
  user_blocked: 'user blocked',
  user_unblocked: 'user unblocked',
  project_added: 'project added',
  project_removed: 'project removed',
  project_changed: 'project changed',
  project_blocked: 'project blocked',
  project_unblocked: 'project unblocked',
  award_added: 'award added',
  award_removed: 'award removed',
  award_changed: 'award changed',
  award_accepted: 'award accepted',
  award_rejected: 'award rejected',
};

interface AuditedEvent {
  action: string;
  event_type: AuditEventType;
}

/** What happened, for people to read; an unknown action is shown by its event type. */
export function getActionLabel({ action, event_type }: AuditedEvent): string {
  if (hasKey(decisionLabels, action)) return decisionLabels[action];
  if (hasKey(networkEventLabels, action)) return `Notified of: ${networkEventLabels[action]}`;
  return eventTypeStyles[event_type].label;
}

function hasKey<Key extends string>(labels: Record<Key, string>, key: string): key is Key {
  return Object.hasOwn(labels, key);
}

/** The colour of an entry's event type. */
export const getActionColor = ({ event_type }: Pick<AuditedEvent, 'event_type'>): string =>
  eventTypeStyles[event_type].color;
