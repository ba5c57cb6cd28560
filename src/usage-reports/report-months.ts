/*
 * A report stands for a project, a resource and a calendar month (UTC) in which there are figures. It
 * is not stored: it is made of the days that are, so its id is made of what it stands for.
 */

import { type Kysely, type RawBuilder, sql } from 'kysely';
import { visibleFiguresSql } from '../access/visibility-sql.ts';
import type { Day } from '../award/dates.ts';
import type { Database } from '../database/schema.ts';
import type { Caller } from '../http/caller.ts';
import type { SqlCondition } from '../http/list-filters.ts';
import type { OrderBy } from '../http/order-parameter.ts';
import type { Page } from '../http/pagination.ts';

/** The month of a project on a resource. */
export interface ReportMonth {
  id: number;
  machine_project_id: number;
  year: number;
  month: number;
  /** Ours, such as `a6a.brics`. */
  project_identifier: string;
  project_name: string;
  /** The resource's destination. */
  resource: string;
  /** The first day of the month, or the first with figures where that is later. */
  first_day: Day;
  last_day: Day;
  /** Whether every day since `first_day` is stored as complete. */
  is_complete: boolean;
}

/** Whose months, and which. */
export interface MonthQuery {
  table: 'usage_day' | 'storage_day';
  caller: Caller;
  /** Our portal's name. */
  portal: string;
  /** About the columns of `report`. */
  condition: SqlCondition;
}

/** More than the months from 1970 to 2200. */
const MONTHS_PER_PROJECT = 10_000;

/** The orders of a list of reports. */
export const monthOrder = {
  year: 'report.year',
  month: 'report.month',
  project_identifier: 'report.project_identifier',
  resource: 'report.resource',
};

/** How many months match that the caller may read. */
export async function countMonths(db: Kysely<Database>, query: MonthQuery): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*) as count
    from ${monthsSql(query)} report where ${query.condition}`.execute(db);
  return rows[0]?.count ?? 0;
}

/** A page of the months that match and that the caller may read, the newest first without an order. */
export function listMonths(
  db: Kysely<Database>,
  query: MonthQuery,
  order: readonly OrderBy<string>[],
  page: Page,
): Promise<ReportMonth[]> {
  const newestFirst = [
    { column: 'report.year', direction: 'desc' },
    { column: 'report.month', direction: 'desc' },
  ] as const;
  const total = [
    ...(order.length > 0 ? order : newestFirst),
    { column: 'report.id', direction: 'asc' } as const,
  ];
  return selectMonths(db, query, {
    order: total.map(({ column, direction }) => sql`${sql.ref(column)} ${sql.raw(direction)}`),
    limit: page.size,
    offset: page.offset,
  });
}

/** The month with this id; null where the caller may read none. */
export async function findMonth(
  db: Kysely<Database>,
  query: Omit<MonthQuery, 'condition'>,
  id: number,
): Promise<ReportMonth | null> {
  const pair = Math.floor(id / MONTHS_PER_PROJECT);
  const condition: SqlCondition = sql`(report.machine_project_id = ${pair} and report.id = ${id})`;
  const [month] = await selectMonths(db, { ...query, condition }, byId);
  return month ?? null;
}

/** Yields all months that match, by id, in batches. */
export async function* streamMonths(
  db: Kysely<Database>,
  query: MonthQuery,
  batchSize: number,
): AsyncGenerator<ReportMonth[]> {
  for (let last = -1; ; ) {
    const condition: SqlCondition = sql`(report.id > ${last} and ${query.condition})`;
    const months = await selectMonths(db, { ...query, condition }, { ...byId, limit: batchSize });
    if (months.length > 0) yield months;
    if (months.length < batchSize) return;
    last = months.at(-1)?.id ?? last;
  }
}

const byId = { order: [sql`report.id`], limit: 1, offset: 0 };

async function selectMonths(
  db: Kysely<Database>,
  query: MonthQuery,
  { order, limit, offset }: { order: RawBuilder<unknown>[]; limit: number; offset: number },
): Promise<ReportMonth[]> {
  const by = sql.join(order);
  // Only the months of the page are looked at for completeness.
  const { rows } = await sql<ReportMonth>`
    select report.*, ${isCompleteSql(query.table)} as is_complete
    from (select report.* from ${monthsSql(query)} report where ${query.condition}
      order by ${by} limit ${limit} offset ${offset}) report
    order by ${by}`.execute(db);
  return rows;
}

/** Whether a month of usage is complete, from the columns of `report`; storage is always. */
export function isCompleteSql(table: MonthQuery['table']): SqlCondition {
  if (table === 'storage_day') return sql`true`;
  return sql`(select count(*) filter (where usage_day.is_complete)
      = report.last_day - report.first_day + 1
    from usage_day where usage_day.machine_project_id = report.machine_project_id
      and usage_day.day between report.first_day and report.last_day)`;
}

function monthsSql({ table, caller, portal }: MonthQuery): RawBuilder<unknown> {
  const days = sql.table(table);
  return sql`(
    select machine_project.id * ${sql.lit(MONTHS_PER_PROJECT)}
        + (part.year - 1970) * 12 + part.month - 1 as id,
      machine_project.id as machine_project_id, part.year, part.month,
      project.short_name || '.' || ${portal}::text as project_identifier,
      project.uuid as project_uuid, project.name as project_name,
      resource.destination as resource,
      greatest(month.start::date, span.first) as first_day, part.last_day
    from machine_project
    join project on project.id = machine_project.project_id
    join resource on resource.id = machine_project.resource_id
    cross join lateral (select min(day) as first, max(day) as last from ${days} stored
      where stored.machine_project_id = machine_project.id) span
    cross join lateral generate_series(date_trunc('month', span.first::timestamp),
      span.last::timestamp, interval '1 month') as month(start)
    cross join lateral (select extract(year from month.start)::integer as year,
      extract(month from month.start)::integer as month,
      (month.start + interval '1 month' - interval '1 day')::date as last_day) part
    where project.short_name is not null and ${visibleFiguresSql(caller)}
      and exists (select from ${days} stored where stored.machine_project_id = machine_project.id
        and stored.day between month.start::date and part.last_day))`;
}
