/* Reads and writes the rows of invitations, and defines the filters of their list. */

import { type Kysely, type RawBuilder, sql } from 'kysely';
import type { Database } from '../database/schema.ts';
import { type Caller, canReadEverything } from '../http/caller.ts';
import {
  contains,
  equals,
  refused,
  type SqlCondition,
  text,
  uuid,
  words,
} from '../http/list-filters.ts';
import type { OrderBy } from '../http/order-parameter.ts';
import type { Page } from '../http/pagination.ts';
import { parseScopeUrl } from './invitation-scope.ts';
import { requireRole } from '../roles/member-store.ts';
import type { Role } from '../roles/role-catalog.ts';

export interface InvitationRow {
  uuid: string;
  email: string;
  role_name: Role['name'];
  created: string;
  expiration_time: string | null;
  scope_type: Role['content_type'];
  scope_id: number;
  scope_uuid: string;
  scope_name: string;
  scope_description: string;
  customer_uuid: string;
  customer_name: string;
  created_by_full_name: string;
  created_by_username: string;
}

/** Open invitations that the caller manages or, as support, reads, as the relation `invitation`. */
function invitationsSql(caller: Caller): RawBuilder<unknown> {
  const { personId } = caller;
  const isVisible = canReadEverything(caller)
    ? sql`true`
    : sql`(scope.customer_id in (
          select customer_id from customer_role where person_id = ${personId})
        and scope.type = 'project'
      or scope.type = 'project' and scope.id in (select project_id from project_role
        where person_id = ${personId} and role in ('PROJECT.ADMIN', 'PROJECT.MANAGER')))`;
  return sql`(select scope.uuid, scope.email, scope.role as role_name, scope.created,
      scope.expiration_time, scope.type as scope_type, scope.id as scope_id,
      scope.scope_uuid, scope.scope_name, scope.scope_description,
      customer.uuid as customer_uuid, customer.name as customer_name,
      coalesce(giver.full_name, '') as created_by_full_name,
      coalesce(giver.username, '') as created_by_username
    from (
      select i.uuid, email, role, i.created, expiration_time, created_by, 'project' as type,
        project.id, project.uuid as scope_uuid, project.name as scope_name,
        project.description as scope_description, project.customer_id
      from invitation i join project on project.id = i.project_id
      union all
      select i.uuid, i.email, role, i.created, expiration_time, created_by, 'customer',
        customer.id, customer.uuid, customer.name, customer.description, customer.id
      from customer_invitation i join customer on customer.id = i.customer_id) scope
    join customer on customer.id = scope.customer_id
    left join person giver on giver.id = scope.created_by
    where ${isVisible}) invitation`;
}

/** The states of an invitation, as clients know them. */
const invitationStates = [
  'accepted',
  'canceled',
  'expired',
  'pending',
  'project',
  'rejected',
  'requested',
];

/** Open invitations alone are kept; the administrative audit has what became of the others. */
export const invitationFilters = {
  email: contains('email'),
  email_exact: text('Exactly this email, in any case.', (value): SqlCondition => {
    return sql`email = lower(${value})`;
  }),
  customer_uuid: uuid('UUID of a customer.', (value): SqlCondition => {
    return sql`customer_uuid = ${value}`;
  }),
  role_name: equals('role_name'),
  role_uuid: uuid('UUID of a role.', (value): SqlCondition => {
    return sql`role_name = ${requireRole(value, 'role_uuid').name}`;
  }),
  scope: text('URL of a project or customer.', (value, name): SqlCondition => {
    const scope = parseScopeUrl(value, name);
    return sql`(scope_type = ${scope.kind} and scope_uuid = ${scope.uuid})`;
  }),
  scope_type: equals('scope_type'),
  scope_name: contains('scope_name'),
  scope_description: contains('scope_description'),
  state: words(
    invitationStates,
    'Only pending invitations are kept.',
    (values): SqlCondition => (values.includes('pending') ? sql`true` : sql`false`),
  ),
  civil_number: refused('people have no civil number here.'),
};

/** What invitations can be ordered by; all of them are pending. */
export const invitationOrder = {
  created: 'created',
  email: 'email',
  created_by: 'created_by_username',
};

export async function countInvitations(
  db: Kysely<Database>,
  caller: Caller,
  condition: SqlCondition,
): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*) as count from ${invitationsSql(caller)} where ${condition}`.execute(db);
  return rows[0]?.count ?? 0;
}

export async function listInvitations(
  db: Kysely<Database>,
  caller: Caller,
  condition: SqlCondition,
  order: readonly OrderBy<string>[],
  page: Page,
): Promise<InvitationRow[]> {
  const wanted = [
    ...order.map(({ column, direction }) => sql`${sql.ref(column)} ${sql.raw(direction)}`),
    sql`created, uuid`,
  ];
  const { rows } = await sql<InvitationRow>`
    select * from ${invitationsSql(caller)} where ${condition}
    order by ${sql.join(wanted)} limit ${page.size} offset ${page.offset}`.execute(db);
  return rows;
}

/** The invitation with this UUID; null where the caller sees none. */
export async function findInvitation(
  db: Kysely<Database>,
  caller: Caller,
  invitationUuid: string,
): Promise<InvitationRow | null> {
  const condition: SqlCondition = sql`uuid = ${invitationUuid}`;
  const one = { number: 1, size: 1, offset: 0, pageSize: 1 };
  const [row] = await listInvitations(db, caller, condition, [], one);
  return row ?? null;
}
