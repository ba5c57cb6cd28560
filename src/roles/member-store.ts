import { type Kysely, type RawBuilder, sql } from 'kysely';
import { BadInput } from '../award/bad-input.ts';
import type { Database } from '../database/schema.ts';
import { contains, refused, type SqlCondition, texts, url, uuid } from '../http/list-filters.ts';
import type { OrderBy } from '../http/order-parameter.ts';
import type { Page } from '../http/pagination.ts';
import { nilUuid, resourcePaths } from '../http/resource-urls.ts';
import { findRole, getRole, type Role } from './role-catalog.ts';

/** A customer or a project, in which people have roles. */
export interface MemberScope {
  kind: Role['content_type'];
  id: number;
}

interface MemberRow {
  uuid: string;
  user_uuid: string | null;
  user_username: string;
  user_full_name: string;
  user_email: string;
  role_name: Role['name'];
  created: string;
  expiration_time: string | null;
  created_by_full_name: string | null;
  created_by_uuid: string | null;
  state: 'member' | 'invited';
}

/**
 * Roles of active people and open invitations of a customer or project, as the relation `member`
 * (docs/rules/awards.md, A6.8).
 */
function membersSql({ kind, id }: MemberScope): RawBuilder<unknown> {
  const [roles, invitations, column] =
    kind === 'project'
      ? ['project_role', 'invitation', 'project_id']
      : ['customer_role', 'customer_invitation', 'customer_id'];
  const given = sql`given.created, given.expiration_time, giver.full_name as created_by_full_name,
    giver.uuid as created_by_uuid`;
  const giver = sql`left join person giver on giver.id = given.created_by`;
  return sql`(select given.uuid, person.uuid as user_uuid, person.username as user_username,
      person.full_name as user_full_name, person.email as user_email, given.role as role_name,
      ${given}, 'member' as state
    from ${sql.table(roles)} given join person on person.id = given.person_id ${giver}
    where given.${sql.ref(column)} = ${id} and person.is_active
    union all
    select given.uuid, null, '', '', given.email, given.role, ${given}, 'invited'
    from ${sql.table(invitations)} given ${giver}
    where given.${sql.ref(column)} = ${id}) member`;
}

export const memberFilters = {
  full_name: contains('user_full_name'),
  username: contains('user_username'),
  search_string: contains('user_full_name', 'user_username', 'user_email'),
  role: texts('Names or UUIDs of roles. Repeatable.', (values, name): SqlCondition => {
    const names = values.map((value) => requireRole(value, name).name);
    return sql`role_name = any(${names}::text[])`;
  }),
  user: uuid('UUID of a user.', (value): SqlCondition => sql`user_uuid = ${value}`),
  user_url: url('URL of a user.', resourcePaths.users, (value): SqlCondition => {
    return sql`user_uuid = ${value}`;
  }),
  native_name: refused('people have no native name here.'),
  user_slug: refused('people have no slug here.'),
};

/** What `list_users/` can be ordered by. */
export const memberOrder = {
  username: 'user_username',
  full_name: 'user_full_name',
  email: 'user_email',
  role: 'role_name',
  created: 'created',
  expiration_time: 'expiration_time',
};

/** The role of this name or UUID. Throws BadInput. */
export function requireRole(nameOrUuid: string, field: string): Role {
  const role = findRole(nameOrUuid);
  if (role === undefined) throw new BadInput(field, `There is no role ${nameOrUuid}.`);
  return role;
}

export async function countMembers(
  db: Kysely<Database>,
  scope: MemberScope,
  condition: SqlCondition,
): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*) as count from ${membersSql(scope)} where ${condition}`.execute(db);
  return rows[0]?.count ?? 0;
}

/** A page of the members and open invitations; members first without an order. */
export async function listMembers(
  db: Kysely<Database>,
  scope: MemberScope,
  condition: SqlCondition,
  order: readonly OrderBy<string>[],
  page: Page,
): Promise<MemberRow[]> {
  const wanted = order.map(
    ({ column, direction }) => sql`${sql.ref(column)} ${sql.raw(direction)}`,
  );
  const fallback = sql`state desc, user_username, user_email, role_name, uuid`;
  const { rows } = await sql<MemberRow>`
    select * from ${membersSql(scope)} where ${condition}
    order by ${sql.join([...wanted, fallback])}
    limit ${page.size} offset ${page.offset}`.execute(db);
  return rows;
}

/** Generated clients read every text and UUID without looking, so none is null. */
export function toMemberJson(row: MemberRow) {
  return {
    ...row,
    user_uuid: row.user_uuid ?? nilUuid,
    user_image: '',
    role_uuid: getRole(row.role_name).uuid,
    created_by_full_name: row.created_by_full_name ?? '',
    created_by_uuid: row.created_by_uuid ?? nilUuid,
  };
}
