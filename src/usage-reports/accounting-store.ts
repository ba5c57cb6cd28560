/* Reads what projects were granted and what they used, in credits. */

import { type Kysely, type RawBuilder, sql } from 'kysely';
import { visibleFiguresSql } from '../access/visibility-sql.ts';
import type { Day } from '../award/dates.ts';
import type { Database } from '../database/schema.ts';
import type { Caller } from '../http/caller.ts';
import { flag, type SqlCondition, uuid, uuids } from '../http/list-filters.ts';
import type { OrderBy } from '../http/order-parameter.ts';
import type { Page } from '../http/pagination.ts';

export interface AccountingRow {
  project_uuid: string;
  project_name: string;
  customer_uuid: string;
  customer_name: string;
  start_date: Day | null;
  end_date: Day | null;
  /** Credits as decimal text. */
  total_credits: string;
  total_spend: string;
  /** Node seconds on all resources. */
  used_seconds: number;
  /** Of the one resource; null on none and on several. */
  granted_seconds: number | null;
  /** On how many resources the project is. */
  resources: number;
  current_month_spend: string;
}

/** Whose projects, and which. */
export interface AccountingQuery {
  caller: Caller;
  /** In UTC. */
  today: Day;
  condition: SqlCondition;
}

/** What sums of credits can be filtered by: the parameters of Waldur's clients. */
export const accountingFilters = {
  project_uuid: uuids(
    'UUIDs of projects.',
    (values): SqlCondition => sql`project.uuid = any(${values}::uuid[])`,
  ),
  customer_uuid: uuid(
    'UUID of a customer.',
    (value): SqlCondition => sql`customer.uuid = ${value}::uuid`,
  ),
  is_active: flag(
    'true or false: whether the project is there, has begun and has not ended.',
    (value, { today }: { today: Day }): SqlCondition =>
      sql`(not project.is_removed and coalesce(project.start_date <= ${today}::date, true)
        and coalesce(project.end_date >= ${today}::date, true)) = ${value}`,
  ),
};

/** The orders of the list. */
export const accountingOrder = {
  project_name: 'project.name',
  customer_name: 'customer.name',
  start_date: 'project.start_date',
  end_date: 'project.end_date',
};

/** How many projects match whose figures the caller may read. */
export async function countAccounting(
  db: Kysely<Database>,
  query: AccountingQuery,
): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*) as count ${matchingSql(query)}`.execute(db);
  return rows[0]?.count ?? 0;
}

/** A page of the projects that match, by name without an order. */
export async function listAccounting(
  db: Kysely<Database>,
  query: AccountingQuery,
  order: readonly OrderBy<string>[],
  page: Page,
): Promise<AccountingRow[]> {
  const byName = [{ column: 'project.name', direction: 'asc' }] as const;
  const total = [
    ...(order.length > 0 ? order : byName),
    { column: 'project.id', direction: 'asc' } as const,
  ];
  const by = total.map(({ column, direction }) => sql`${sql.ref(column)} ${sql.raw(direction)}`);
  const monthStart = `${query.today.slice(0, 7)}-01`;
  // The use is summed for the projects of the page alone.
  const { rows } = await sql<AccountingRow>`
    with page as (
      select project.id, project.uuid as project_uuid, project.name as project_name,
        customer.uuid as customer_uuid, customer.name as customer_name, project.start_date,
        project.end_date, coalesce(project.credits, 0)::text as total_credits,
        row_number() over (order by ${sql.join(by)}) as place
      ${matchingSql(query)}
      order by ${sql.join(by)} limit ${page.size} offset ${page.offset})
    select page.project_uuid, page.project_name, page.customer_uuid, page.customer_name,
      page.start_date, page.end_date, page.total_credits,
      round(coalesce(spent.total, 0), 2)::text as total_spend,
      coalesce(spent.seconds, 0)::bigint as used_seconds, spent.resources,
      case spent.resources when 1 then spent.granted::bigint end as granted_seconds,
      round(coalesce(spent.this_month, 0), 2)::text as current_month_spend
    from page cross join lateral ${spentSql(monthStart)} spent
    order by page.place`.execute(db);
  return rows;
}

/** The project with this UUID; null where the caller may read no figures of it. */
export async function findAccounting(
  db: Kysely<Database>,
  query: Omit<AccountingQuery, 'condition'>,
  projectUuid: string,
): Promise<AccountingRow | null> {
  const condition: SqlCondition = sql`project.uuid = ${projectUuid}::uuid`;
  const one = { number: 1, size: 1, offset: 0, pageSize: 1 };
  const [row] = await listAccounting(db, { ...query, condition }, [], one);
  return row ?? null;
}

function matchingSql({ caller, condition }: AccountingQuery): RawBuilder<unknown> {
  return sql`from project join customer on customer.id = project.customer_id
    where ${visibleFiguresSql(caller)} and ${condition}`;
}

/** What the project of `page` used on all resources: credits, seconds, and credits since a day. */
function spentSql(monthStart: Day): RawBuilder<unknown> {
  return sql`(
    select sum(collection.used_seconds / resource.seconds_per_credit) as total,
      sum(collection.used_seconds) as seconds, count(*) as resources,
      sum(machine_project.wanted_limit) as granted,
      sum(used.this_month / resource.seconds_per_credit) as this_month
    from machine_project
    join resource on resource.id = machine_project.resource_id
    left join usage_collection collection on collection.machine_project_id = machine_project.id
    cross join lateral (select sum(part) as this_month
      from usage_day, unnest(usage_day.seconds) as part
      where usage_day.machine_project_id = machine_project.id
        and usage_day.day >= ${monthStart}::date) used
    where machine_project.project_id = page.id)`;
}
