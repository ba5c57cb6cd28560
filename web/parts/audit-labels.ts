import { type AuditEventType, auditEventTypes } from '../../src/award/enums.ts';

const eventTypeLabels: Record<AuditEventType, string> = {
  created: 'Arrived',
  approved: 'Approved',
  rejected: 'Rejected',
  deleted: 'Withdrawn or deleted',
  note_added: 'Note added',
  details_updated: 'Details changed',
  project_attached: 'Project attached',
  project_detached: 'Project detached',
};

/** Every kind of event, for a filter. */
export const eventTypeOptions = auditEventTypes.map((value) => ({
  value,
  label: eventTypeLabels[value],
}));

/** The exact words of the audit where they say more than the kind of event does. */
const actionLabels: Record<string, string> = {
  attached: 'Project attached',
  created: 'Arrived',
  deleted: 'Deleted',
  detached: 'Project detached',
  linked: 'Linked to a project of the same name',
  refused: 'Refused on arrival',
  reopened: 'Reopened',
  returned: 'Came back',
  sent_back: 'Back to review',
  updated: 'Updated by its portal',
  withdrawn: 'Withdrawn by its portal',
};

const eventTypeColors: Record<AuditEventType, string> = {
  created: 'blue',
  approved: 'green',
  rejected: 'red',
  deleted: 'gray',
  note_added: 'grape',
  details_updated: 'orange',
  project_attached: 'cyan',
  project_detached: 'yellow',
};

/** What happened, in words. */
export function getActionLabel(entry: { action: string; event_type: AuditEventType }): string {
  // What the network told us of, such as user_added.
  const isTold = /^(award|user)_/.test(entry.action);
  if (isTold) return `Told of: ${entry.action.replaceAll('_', ' ')}`;
  return actionLabels[entry.action] ?? eventTypeLabels[entry.event_type];
}

export const getActionColor = (entry: { event_type: AuditEventType }): string =>
  eventTypeColors[entry.event_type];
