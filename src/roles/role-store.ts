import { type Kysely, sql } from 'kysely';
import { canReadEverything, type Caller } from '../http/caller.ts';
import type { Database } from '../database/schema.ts';
import type { SqlCondition } from '../http/list-filters.ts';
import type { OrderBy } from '../http/order-parameter.ts';
import type { Page } from '../http/pagination.ts';
import { type Role, roles } from './role-catalog.ts';

export type RoleRow = Role & { users_count: number };

/** The catalogue as rows, so that a list of roles is filtered, ordered and paged as any other. */
const catalogSql = sql`jsonb_to_recordset(${JSON.stringify(roles)}::jsonb)
  as role(uuid uuid, name text, description text, content_type text)`;

/** How many people have a role; nobody is counted for a caller who may not see everybody. */
function usersCountSql(caller: Caller) {
  if (!canReadEverything(caller)) return sql<number>`0`;
  return sql<number>`(select count(distinct person_id) from (
      select person_id from customer_role where customer_role.role = role.name
      union all
      select person_id from project_role where project_role.role = role.name) holders)`;
}

export async function countRoles(db: Kysely<Database>, condition: SqlCondition): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*) as count from ${catalogSql}
    where ${condition}`.execute(db);
  return rows[0]?.count ?? 0;
}

export async function listRoles(
  db: Kysely<Database>,
  caller: Caller,
  condition: SqlCondition,
  order: readonly OrderBy<string>[],
  page: Page,
): Promise<RoleRow[]> {
  const wanted = [...order, { column: 'name', direction: 'asc' as const }].map(
    ({ column, direction }) => sql`${sql.ref(column)} ${sql.raw(direction)}`,
  );
  const { rows } = await sql<RoleRow>`
    select role.*, ${usersCountSql(caller)} as users_count from ${catalogSql}
    where ${condition} order by ${sql.join(wanted)}
    limit ${page.size} offset ${page.offset}`.execute(db);
  return rows;
}
