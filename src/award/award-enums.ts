/** The closed vocabularies of awards. Each place that handles one must handle all of it. */

/** The states in which an award is stored. */
export const awardStates = ['pending', 'approved', 'rejected', 'canceled'] as const;
export type AwardState = (typeof awardStates)[number];

/** The states that the REST interface names. No award is ever stored as a draft. */
export const reviewStates = ['draft', ...awardStates] as const;
export type ReviewState = (typeof reviewStates)[number];

export const customerRoles = ['CUSTOMER.OWNER', 'CUSTOMER.MANAGER'] as const;
export type CustomerRole = (typeof customerRoles)[number];

export const projectRoles = ['PROJECT.ADMIN', 'PROJECT.MANAGER', 'PROJECT.MEMBER'] as const;
export type ProjectRole = (typeof projectRoles)[number];

/** Which side decides about members and roles; an absent value means `open`. */
export const membershipControls = ['open', 'members_only', 'roles_only', 'locked'] as const;
export type MembershipControl = (typeof membershipControls)[number];

/** The notifications that this site sends to an awarding portal (docs/rules/openportal.md, O6). */
export const awardNotificationTypes = [
  'award_accepted',
  'award_rejected',
  'award_changed',
  'award_removed',
] as const;
export type AwardNotificationType = (typeof awardNotificationTypes)[number];

/** Every event that a notification can carry, in either direction (docs/rules/openportal.md, O6). */
export const networkEvents = [
  'user_added',
  'user_removed',
  'user_changed',
  'user_blocked',
  'user_unblocked',
  'project_added',
  'project_removed',
  'project_changed',
  'project_blocked',
  'project_unblocked',
  'award_added',
  'award_removed',
  'award_changed',
  'award_accepted',
  'award_rejected',
] as const;
export type NetworkEvent = (typeof networkEvents)[number];

/** The event types of the audit interface. Generated clients fail on any other. */
export const auditEventTypes = [
  'created',
  'approved',
  'rejected',
  'deleted',
  'note_added',
  'details_updated',
  'project_attached',
  'project_detached',
] as const;
export type AuditEventType = (typeof auditEventTypes)[number];

/** What a decision about an award did, in one exact word. */
export const decisionActions = [
  'created',
  'approved',
  'rejected',
  'refused',
  'change_refused',
  'withdrawn',
  'ended',
  'deleted',
  'note_added',
  'internal_note_added',
  'mentioned',
  'portal_asked',
  'assigned',
  'unassigned',
  'legal_hold_set',
  'legal_hold_lifted',
  'attached',
  'linked',
  'detached',
  'project_lost',
  'reopened',
  'returned',
  'asked_again',
  'updated',
  'sent_back',
  'message_problem',
  'roles_mapped',
  'imported',
] as const;
export type DecisionAction = (typeof decisionActions)[number];

/** What an audit entry says happened: a decision, or a notification from the network. */
export type AuditAction = DecisionAction | NetworkEvent;
