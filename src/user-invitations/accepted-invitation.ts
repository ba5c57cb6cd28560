import type { Caller } from '../http/caller.ts';
import type { Role } from '../roles/role-catalog.ts';
import type { InvitationRow } from './invitation-store.ts';

/** A role that somebody got at once, instead of an invitation. */
interface GivenRole {
  /** Of the role. */
  uuid: string;
  email: string;
  role: Role['name'];
  expiration_time: string | null;
  now: string;
}

type ScopeFields =
  | 'scope_type'
  | 'scope_id'
  | 'scope_uuid'
  | 'scope_name'
  | 'scope_description'
  | 'customer_uuid'
  | 'customer_name';

/** The role in the form of an invitation, without what it is a role in. */
export function toAcceptedInvitation(
  caller: Caller,
  { uuid, email, role, expiration_time, now }: GivenRole,
): Omit<InvitationRow, ScopeFields> {
  return {
    uuid,
    email,
    role_name: role,
    created: now,
    expiration_time,
    created_by_full_name: caller.fullName,
    created_by_username: caller.username,
  };
}
