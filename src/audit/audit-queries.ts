import { type Kysely, type RawBuilder, type SqlBool, sql } from 'kysely';
import type { Caller } from '../http/caller.ts';
import {
  auditEntriesOfVisibleAwardsSql,
  visibleAuditEntriesSql,
} from '../access/visibility-sql.ts';
import type { AuditEventType } from '../award/award-enums.ts';
import type { Database } from '../database/schema.ts';
import { anyColumnMatchesSql, applyOrderAndPage } from '../http/list-query-builder.ts';
import type { OrderBy } from '../http/order-parameter.ts';
import type { Page } from '../http/pagination.ts';

export interface AuditRow {
  id: number;
  identifier: string;
  destination: string;
  timestamp: string;
  event_type: AuditEventType;
  action: string;
  note: string;
  previous_details: Record<string, unknown> | null;
  new_details: Record<string, unknown> | null;
  performed_by_full_name: string;
  performed_by_uuid: string;
}

/** An entry with the name that its award has now. */
export type NamedAuditRow = AuditRow & { award_name: string };

export interface AuditFilter {
  eventTypes?: AuditEventType[] | undefined;
  identifier?: string | undefined;
  destination?: string | undefined;
  /** A pattern for `ilike`. */
  searchPattern?: string | undefined;
  timestampAfter?: string | undefined;
  timestampBefore?: string | undefined;
}

const searchColumns = [
  'audit_entry.identifier',
  'audit_entry.destination',
  'audit_entry.note',
  'audit_entry.action',
];

function auditFilterSql(filter: AuditFilter): RawBuilder<SqlBool> {
  const {
    eventTypes = [],
    identifier,
    destination,
    searchPattern: q,
    timestampAfter: after,
    timestampBefore: before,
  } = filter;
  const tests = [
    eventTypes.length > 0 && sql`audit_entry.event_type = any(${eventTypes}::text[])`,
    identifier !== undefined && sql`audit_entry.identifier = ${identifier}`,
    destination !== undefined && sql`audit_entry.destination = ${destination}`,
    q !== undefined && sql`(${anyColumnMatchesSql(searchColumns, q)} or ${isOfAwardNamedSql(q)})`,
    after !== undefined && sql`audit_entry.timestamp >= ${after}`,
    before !== undefined && sql`audit_entry.timestamp <= ${before}`,
  ].filter((test) => test !== false);
  return tests.length === 0 ? sql`true` : sql`(${sql.join(tests, sql` and `)})`;
}

/** Whether an entry is about an award whose name matches a pattern. */
function isOfAwardNamedSql(pattern: string): RawBuilder<SqlBool> {
  return sql`(audit_entry.identifier, audit_entry.destination) in (
    select identifier, destination from managed_project where name ilike ${pattern})`;
}

function selectEntries(db: Kysely<Database>) {
  return db
    .selectFrom('audit_entry')
    .innerJoin('person', 'person.id', 'audit_entry.performed_by')
    .select([
      'audit_entry.id',
      'audit_entry.identifier',
      'audit_entry.destination',
      'audit_entry.timestamp',
      'audit_entry.event_type',
      'audit_entry.action',
      'audit_entry.note',
      'audit_entry.previous_details',
      'audit_entry.new_details',
      'person.full_name as performed_by_full_name',
      'person.uuid as performed_by_uuid',
    ]);
}

export async function countEntries(
  db: Kysely<Database>,
  caller: Caller,
  filter: AuditFilter,
): Promise<number> {
  const { count } = await db
    .selectFrom('audit_entry')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where(visibleAuditEntriesSql(caller))
    .where(auditFilterSql(filter))
    .executeTakeFirstOrThrow();
  return count;
}

export async function listEntries(
  db: Kysely<Database>,
  caller: Caller,
  filter: AuditFilter,
  order: OrderBy<string>[],
  page: Page,
): Promise<AuditRow[]> {
  const query = selectEntries(db)
    .where(visibleAuditEntriesSql(caller))
    .where(auditFilterSql(filter));
  const fallback = 'audit_entry.timestamp';
  const { unique, uniqueDirection } = getTieBreak(order);
  return applyOrderAndPage(query, order, { fallback, unique, uniqueDirection }, page).execute();
}

/** Entries of one instant keep the order that they happened in, forwards or backwards. */
function getTieBreak(order: readonly OrderBy<string>[]) {
  const uniqueDirection = order[0]?.direction ?? ('asc' as const);
  return { unique: 'audit_entry.id', uniqueDirection };
}

/**
 * One entry; null where it is about no award that the caller sees, 'forbidden' where the caller
 * sees the award but may not read its audit.
 */
export async function findEntry(
  db: Kysely<Database>,
  id: number,
  caller: Caller,
): Promise<AuditRow | 'forbidden' | null> {
  const row = await selectEntries(db)
    .select(visibleAuditEntriesSql(caller).as('is_readable'))
    .where('audit_entry.id', '=', id)
    .where(auditEntriesOfVisibleAwardsSql(caller))
    .executeTakeFirst();
  if (row === undefined) return null;
  const { is_readable, ...entry } = row;
  return is_readable ? entry : 'forbidden';
}

const batchSize = 1000;

/**
 * Yields all matching entries in an order, by id if it is empty, in batches, so that memory stays
 * bounded. Each batch begins after the last entry of the one before.
 */
export async function* streamEntries(
  db: Kysely<Database>,
  caller: Caller,
  filter: AuditFilter,
  order: readonly OrderBy<string>[],
): AsyncGenerator<NamedAuditRow[]> {
  const { unique, uniqueDirection } = getTieBreak(order);
  const total = [...order, { column: unique, direction: uniqueDirection }];
  // As texts with every digit: a time of JavaScript has no microseconds.
  const keysSql = sql<string[]>`array[${sql.join(
    total.map(({ column }) => sql`${sql.ref(column)}::text`),
  )}]`;
  for (let last: readonly string[] | null = null; ; ) {
    const query = total.reduce(
      (soFar, { column, direction }) => soFar.orderBy(sql.ref(column), direction),
      selectEntries(db)
        .select([keysSql.as('sort_keys'), awardNameSql.as('award_name')])
        .where(visibleAuditEntriesSql(caller))
        .where(auditFilterSql(filter))
        .where(isAfterSql(total, last))
        .limit(batchSize),
    );
    const rows: (NamedAuditRow & { sort_keys: string[] })[] = await query.execute();
    if (rows.length > 0) yield rows.map(({ sort_keys: _, ...row }) => row);
    if (rows.length < batchSize) return;
    last = rows.at(-1)?.sort_keys ?? null;
  }
}

/** The award's name now; empty for one that is not stored (any more). */
const awardNameSql = sql<string>`coalesce((select name from managed_project
  where managed_project.identifier = audit_entry.identifier
    and managed_project.destination = audit_entry.destination), '')`;

/** Whether an entry comes after the one with these keys in the order; all do after none. */
function isAfterSql(
  total: readonly OrderBy<string>[],
  keys: readonly string[] | null,
): RawBuilder<SqlBool> {
  if (keys === null) return sql`true`;
  const cases = total.map(({ column, direction }, index) => {
    const same = total
      .slice(0, index)
      .map(
        (earlier, at) => sql`${sql.ref(earlier.column)} = ${toKeySql(earlier.column, keys[at])}`,
      );
    const beyond = sql`${sql.ref(column)} ${sql.raw(direction === 'asc' ? '>' : '<')}
      ${toKeySql(column, keys[index])}`;
    return sql`(${sql.join([...same, beyond], sql` and `)})`;
  });
  return sql`(${sql.join(cases, sql` or `)})`;
}

function toKeySql(column: string, key: string | undefined): RawBuilder<unknown> {
  if (column === 'audit_entry.id') return sql`${key}::bigint`;
  return column === 'audit_entry.timestamp' ? sql`${key}::timestamptz` : sql`${key}::text`;
}
