/* The list of awards as SQL: orders, pages and count. */

import { type RawBuilder, sql } from 'kysely';
import { callerProofsSql, type ProofStatementValues } from '../access/caller-proof-sql.ts';
import { visibleAwardsSql } from '../access/visibility-sql.ts';
import type { Placeholders } from '../database/compiled-query.ts';
import type { Viewer } from '../http/caller.ts';
import { type JsonContext, jsonContextSql } from '../http/json-sql.ts';
import type { OrderBy } from '../http/order-parameter.ts';
import type { Page } from '../http/pagination.ts';
import type { CallerProofs } from '../http/share-read.ts';
import { awardCountSql } from './award-counts.ts';
import { type AwardFilter, awardFilterSql } from './award-filter-sql.ts';
import { awardValuesQuery, cutPageSql, type ViewerFlags } from './award-json-query.ts';
import { templateVersionSql } from './award-templates.ts';

const orderColumns = {
  created: sql.ref('managed_project.created'),
  state: sql.ref('managed_project.state'),
  identifier: sql.ref('managed_project.identifier'),
  details__name: sql.ref('managed_project.name'),
  project_template__name: sql`(select t.name from project_template t
    where t.id = managed_project.template_id)`,
  project__customer__name: sql`(select c.name from project p join customer c
    on c.id = p.customer_id where p.id = managed_project.project_id)`,
  project_template__offering: sql.ref('managed_project.offering'),
  // Ours: how long pending awards have waited, how much is asked for, and when.
  waiting_since: sql.ref('managed_project.waiting_since'),
  requested_credits: sql`coalesce(managed_project.requested_credits, 0)`,
  start_date: sql.ref('managed_project.start_day'),
  end_date: sql.ref('managed_project.end_day'),
} satisfies Record<string, RawBuilder<unknown>>;

export type OrderColumn = keyof typeof orderColumns;
export const orderNames = Object.fromEntries(
  Object.keys(orderColumns).map((name) => [name, name]),
) as Record<OrderColumn, OrderColumn>;

/** How many awards a viewer finds, as a scalar. */
export function awardTotalSql(
  caller: Viewer,
  filter: AwardFilter,
  portal: string | RawBuilder<string>,
): RawBuilder<number> {
  if (canUseAwardCounts(filter)) return awardCountSql(caller, filter);
  return sql`(select count(*) from managed_project
    where ${visibleAwardsSql(caller)} and ${awardFilterSql(filter, portal, caller)})`;
}

/** Whether the kept counts answer it. */
function canUseAwardCounts({
  templateUuids: _,
  states: __,
  portals: ___,
  offerings: ____,
  ...others
}: AwardFilter): boolean {
  return Object.values(others).every(isUnset);
}

/** Whether a filter's value says nothing. */
export const isUnset = (value: unknown): boolean =>
  value === undefined || (Array.isArray(value) && value.length === 0);

export interface AwardListRow {
  total: number;
  /** For readAwardValues. */
  awards: string;
  template_version: string;
  proofs: CallerProofs;
}

export type ListQueryValues = JsonContext &
  ProofStatementValues & { personId: number; offset: number; maxBytes: number };

export type ListQueryShape = ViewerFlags &
  AwardFilter &
  Pick<Page, 'size'> & { order: OrderBy<OrderColumn>[]; isFirst: boolean; digestCount: number };

/** The statement of a page: one row. */
export function awardListQuery(
  places: Placeholders<ListQueryValues>,
  form: ListQueryShape,
): RawBuilder<AwardListRow> {
  const { order, size, isFirst, digestCount, isStaff, isSupport, ...filter } = form;
  const { personId, portal, offset } = places;
  const caller = { isStaff, isSupport, personId };
  const found = sql`managed_project where ${visibleAwardsSql(caller)} and ${awardFilterSql(filter, portal, caller)}`;
  const total = awardTotalSql(caller, filter, portal);
  // Which rows first, from an index alone; only those of the page are fetched.
  const ids = isFirst
    ? placesSql(
        sql`select managed_project.id from ${found} order by ${orderBySql(order)} limit ${sql.lit(size)}`,
      )
    : pageFromNearerEndSql(found, order, { size, offset });
  return sql<AwardListRow>`
    with ${jsonContextSql(places)},
    found as materialized (select ${total} as total),
    chosen as materialized (${ids})
    select found.total, ${awardValuesQuery(caller, cutPageSql(places.maxBytes))} as awards,
      ${templateVersionSql} as template_version, ${callerProofsSql(places, digestCount)} as proofs
    from found`;
}

/** The ids of all awards of a list, in its order. */
export function foundAwardIdsSql(
  caller: Viewer,
  filter: AwardFilter,
  portal: string,
  order: OrderBy<OrderColumn>[],
): RawBuilder<{ id: number }> {
  return sql<{ id: number }>`select managed_project.id from managed_project
    where ${visibleAwardsSql(caller)} and ${awardFilterSql(filter, portal, caller)}
    order by ${orderBySql(order)}`;
}

/** The requested order, else that of arrival, made total by identifier and id. */
function orderBySql(order: OrderBy<OrderColumn>[], isReversed = false): RawBuilder<unknown> {
  const by = ({ column, direction }: OrderBy<OrderColumn>) =>
    isReversed === (direction === 'asc')
      ? sql`${orderColumns[column]} desc`
      : sql`${orderColumns[column]} asc`;
  const requested = order.length === 0 ? [{ column: 'created', direction: 'asc' } as const] : order;
  const own = isReversed ? sql`desc` : sql`asc`;
  return sql.join([
    ...requested.map(by),
    sql`managed_project.identifier ${own}`,
    sql`managed_project.id ${own}`,
  ]);
}

/** The ids of a page that is not the first, counted from whichever end of the list is nearer. */
function pageFromNearerEndSql(
  found: RawBuilder<unknown>,
  order: OrderBy<OrderColumn>[],
  { size, offset }: { size: number; offset: RawBuilder<number> },
): RawBuilder<unknown> {
  const all = sql`select managed_project.id from ${found} order by`;
  // Nothing is read for a limit of 0.
  const fromStart = sql`${all} ${orderBySql(order)}
    limit (select case when 2 * ${offset}::bigint <= total then ${sql.lit(size)} else 0 end from found)
    offset ${offset}::bigint`;
  const fromEnd = sql`${all} ${orderBySql(order, true)}
    limit (select case when 2 * ${offset}::bigint <= total then 0
      else greatest(0, least(${sql.lit(size)}, total - ${offset}::bigint)) end from found)
    offset (select greatest(0, total - ${offset}::bigint - ${sql.lit(size)}) from found)`;
  // Read backwards, so the first is the last of the page.
  return sql`${placesSql(fromStart)} union all select id, -place from (${placesSql(fromEnd)}) backwards`;
}

/** The ids that a query returns, each with its place in the query's order, from 1. */
const placesSql = (ids: RawBuilder<unknown>): RawBuilder<unknown> =>
  sql`select id, place from unnest(array(${ids})) with ordinality as listed (id, place)`;
