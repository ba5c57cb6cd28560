/* What has become of a change of roles whose reply is lost, by the list of members. */

import type { Member } from '../api/types.ts';
import type { RoleScope } from './role-scope.ts';

type MemberList = Pick<RoleScope<string>, 'fetchMembers'>;

/** As many as one person can have, and people whose addresses contain one another. */
const pageSize = 100;

/** The member with this role; null where there is none. Throws ApiError. */
export async function findMemberRole(
  scope: MemberList,
  user: string,
  role: string,
): Promise<Member | null> {
  const { items } = await scope.fetchMembers({ page: 1, page_size: pageSize, user });
  return items.find((one) => one.role_name === role && one.state === 'member') ?? null;
}

/** Who has or is offered this role under an e-mail address; null where nobody is. Throws ApiError. */
export async function findRoleByEmail(
  scope: MemberList,
  email: string,
  role: string,
): Promise<Member | null> {
  const query = { page: 1, page_size: pageSize, search_string: email };
  const { items } = await scope.fetchMembers(query);
  const isSame = (one: Member): boolean => one.user_email.toLowerCase() === email.toLowerCase();
  return items.find((one) => one.role_name === role && isSame(one)) ?? null;
}

/** Whether two ends of a role are the same instant; null: it does not end. */
export const isSameEnd = (one: string | null, other: string | null): boolean =>
  one === null || other === null ? one === other : Date.parse(one) === Date.parse(other);
