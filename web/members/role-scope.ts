import type { QueryKey } from '@tanstack/react-query';
import type { CustomerRole, ProjectRole } from '../../src/award/award-enums.ts';
import type { ListPage } from '../api/api-client.ts';
import type { Me, Member } from '../api/types.ts';
import type { RoleText } from './role-text.ts';

export type RoleName = CustomerRole | ProjectRole;

/** A role that somebody gets or has, and when it ends; null: it does not end. */
export interface RoleChange<Role extends string> {
  user: string;
  role: Role;
  expiration_time: string | null;
}

/** A page of the members, of all or of those that have this UUID or this text in name or address. */
interface MemberQuery {
  page: number;
  page_size: number;
  user?: string;
  search_string?: string;
}

/**
 * One customer or one project in which people have roles: its roles, and how the API lists,
 * grants and revokes them. Every function throws ApiError.
 */
export interface RoleScope<Role extends string> {
  /** The name of the customer or project. */
  name: string;
  /** Its URL, for invitations to it. */
  url: string;
  /** Whether this person may give and take its roles, and invite people. */
  mayManage: (me: Me) => boolean;
  roleTexts: Readonly<Record<Role, RoleText>>;
  /** What the dialog that grants a role starts with. */
  defaultRole: Role;
  /** Whether people can be invited before they have an account. */
  hasInvitations: boolean;
  fetchMembers: (query: MemberQuery) => Promise<ListPage<Member>>;
  grantRole: (body: RoleChange<Role>) => Promise<unknown>;
  changeRoleEnd: (body: RoleChange<Role>) => Promise<unknown>;
  revokeRole: (body: { user: string; role: Role }) => Promise<unknown>;
  /** Under which fetched members are cached. */
  membersKey: QueryKey;
  /** Which cached replies are stale once a role was granted or revoked. */
  staleKeys: readonly QueryKey[];
  /** Shown where nobody has a role. */
  emptyText: string;
  /** Shown in the dialog that grants a role. */
  grantHint?: string;
  /** What it means for somebody to lose a role. */
  describeRevocation: (memberName: string) => string;
}
