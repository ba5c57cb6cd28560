import { type Kysely, type RawBuilder, type SqlBool, sql } from 'kysely';
import { visibleAuditEntriesSql } from '../access/visibility-sql.ts';
import type { Database } from '../database/schema.ts';
import type { Caller } from '../http/caller.ts';
import type { OrderBy } from '../http/order-parameter.ts';
import {
  type AuditFilter,
  type AuditRowWithDetails,
  auditFilterSql,
  getTieBreak,
  hasListedDetails,
  noDetails,
  selectEntries,
  type SizedRow,
} from './audit-queries.ts';
import { detailsBytesSql, loadEntryDetails, wholeIdSql } from './entry-details.ts';

/**
 * An entry of an export: with its details, the names of the fields that it changed, and the name
 * that its award has now.
 */
export type ExportedAuditRow = AuditRowWithDetails & { changed: string; award_name: string };

/**
 * The names of the fields of the details that an entry changed, in the order of the alphabet; empty
 * for an arrival and a deletion.
 */
const changedFieldsSql = sql<string>`case
  when details_change ? 'arrival' then ''
  when details_change is not null then coalesce((
    select string_agg(name, ', ' order by name collate "C") from jsonb_object_keys(
      coalesce(details_change -> 'forward', details_change -> 'backward') -> 'fields') name), '')
  when previous_details is not null and new_details is not null then coalesce((
    select string_agg(name, ', ' order by name collate "C")
    from jsonb_each(previous_details) as before (name, value)
    full join jsonb_each(new_details) as after (name, value) using (name)
    where before.value is distinct from after.value), '')
  else '' end`;

/** Entries at a time, each with at most MAX_LISTED_DETAILS_BYTES of details. */
const batchSize = 200;

/**
 * Yields all matching entries in an order, by id if it is empty, in batches, so that memory stays
 * bounded. Each batch begins after the last entry of the one before. PostgreSQL finds what changed.
 */
export async function* streamEntries(
  db: Kysely<Database>,
  caller: Caller,
  filter: AuditFilter,
  order: readonly OrderBy<string>[],
): AsyncGenerator<ExportedAuditRow[]> {
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
        .select([
          keysSql.as('sort_keys'),
          awardNameSql.as('award_name'),
          changedFieldsSql.as('changed'),
          detailsBytesSql.as('details_bytes'),
          wholeIdSql.as('whole_id'),
        ])
        .where(visibleAuditEntriesSql(caller))
        .where(auditFilterSql(filter))
        .where(isAfterSql(total, last))
        .limit(batchSize),
    );
    const rows: ExportedSizedRow[] = await query.execute();
    if (rows.length > 0) yield await addDetails(db, rows);
    if (rows.length < batchSize) return;
    last = rows.at(-1)?.sort_keys ?? null;
  }
}

interface ExportedSizedRow extends SizedRow {
  changed: string;
  award_name: string;
  sort_keys: string[];
}

async function addDetails(
  db: Kysely<Database>,
  rows: readonly ExportedSizedRow[],
): Promise<ExportedAuditRow[]> {
  const details = await loadEntryDetails(db, rows.filter(hasListedDetails));
  return rows.map((row) => {
    const { sort_keys: _, details_bytes: __, whole_id: ___, ...entry } = row;
    return {
      ...entry,
      details: hasListedDetails(row) ? (details.get(row.id) ?? noDetails) : null,
    };
  });
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
