/** The fixed words of the desk (awards.md, api.md). One word for one thing, everywhere. */

export const reviewStates = ['draft', 'pending', 'approved', 'rejected', 'canceled'] as const;
export type ReviewState = (typeof reviewStates)[number];

export const customerRoles = ['CUSTOMER.OWNER', 'CUSTOMER.MANAGER'] as const;
export type CustomerRole = (typeof customerRoles)[number];

export const projectRoles = ['PROJECT.ADMIN', 'PROJECT.MANAGER', 'PROJECT.MEMBER'] as const;
export type ProjectRole = (typeof projectRoles)[number];

/** Which side owns what of the membership; absent means open. */
export const membershipControls = ['open', 'members_only', 'roles_only', 'locked'] as const;
export type MembershipControl = (typeof membershipControls)[number];

/** Never another: generated clients fail on unknown ones (api.md). */
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

/** What an awarding portal is told of (openportal.md §6). */
export type AwardNotificationType =
  | 'award_accepted'
  | 'award_rejected'
  | 'award_changed'
  | 'award_removed';
