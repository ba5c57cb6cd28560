/* Reads the audit of awards: entries by filter and page, their count, and single entries. */

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
import { cutRows, type ListedRows, type Page } from '../http/pagination.ts';
import {
  detailsBytesSql,
  type EntryDetails,
  loadEntryDetails,
  wholeIdSql,
} from './entry-details.ts';

export interface AuditRow {
  id: number;
  identifier: string;
  destination: string;
  timestamp: string;
  event_type: AuditEventType;
  action: string;
  note: string;
  performed_by_full_name: string;
  performed_by_uuid: string;
}

/** An entry with its details; null where they are too large for a list. */
export type AuditRowWithDetails = AuditRow & { details: EntryDetails | null };

/** Larger details of an entry are not in lists: they have an address of their own. */
const MAX_LISTED_DETAILS_BYTES = 65_536;
/** Larger ones, which only earlier versions stored, are not read at all. */
const MAX_DETAILS_BYTES = 16 * 1024 * 1024;
/** What an entry takes in a reply besides its details and its note, at most. */
const ENTRY_BYTES = 1000;

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

/** The condition that an entry meets these filters. */
export function auditFilterSql(filter: AuditFilter): RawBuilder<SqlBool> {
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

/** Entries with their authors, without their details. */
export function selectEntries(db: Kysely<Database>) {
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

/** An entry with the size of its details, and where they are. */
export interface SizedRow extends AuditRow {
  details_bytes: number;
  whole_id: number | null;
}

/**
 * A page of the entries that the caller may read, with their details where these are small. A page
 * of more than `maxBytes` is cut.
 */
export async function listEntries(
  db: Kysely<Database>,
  caller: Caller,
  filter: AuditFilter,
  { order, page, maxBytes }: { order: OrderBy<string>[]; page: Page; maxBytes: number },
): Promise<ListedRows<AuditRowWithDetails>> {
  const query = selectEntries(db)
    .select([detailsBytesSql.as('details_bytes'), wholeIdSql.as('whole_id')])
    .where(visibleAuditEntriesSql(caller))
    .where(auditFilterSql(filter));
  const by = { fallback: 'audit_entry.timestamp', ...getTieBreak(order) };
  const found: SizedRow[] = await applyOrderAndPage(query, order, by, page).execute();
  const { rows, size } = cutRows(found, page.size, maxBytes, measureListedRow);
  const details = await loadEntryDetails(db, rows.filter(hasListedDetails));
  return {
    rows: rows.map((row) => ({
      ...toAuditRow(row),
      details: hasListedDetails(row) ? (details.get(row.id) ?? noDetails) : null,
    })),
    size,
  };
}

/** Of an entry without details. */
export const noDetails: EntryDetails = { previous: null, next: null };

/** Whether the details are small enough for a list. */
export function hasListedDetails({ details_bytes }: SizedRow): boolean {
  return details_bytes <= MAX_LISTED_DETAILS_BYTES;
}

function measureListedRow(row: SizedRow): number {
  return ENTRY_BYTES + 2 * row.note.length + (hasListedDetails(row) ? row.details_bytes : 0);
}

function toAuditRow({ details_bytes: _, whole_id: __, ...row }: SizedRow): AuditRow {
  return row;
}

/** Entries of one instant keep the order that they happened in, forwards or backwards. */
export function getTieBreak(order: readonly OrderBy<string>[]) {
  const uniqueDirection = order[0]?.direction ?? ('asc' as const);
  return { unique: 'audit_entry.id', uniqueDirection };
}

/**
 * One entry with its details; null where it is about no award that the caller sees, 'forbidden'
 * where the caller sees the award but may not read its audit, 'too_large' where its details are
 * larger than this service reads.
 */
export async function findEntry(
  db: Kysely<Database>,
  id: number,
  caller: Caller,
): Promise<AuditRowWithDetails | 'forbidden' | 'too_large' | null> {
  const row = await selectEntries(db)
    .select([detailsBytesSql.as('details_bytes'), wholeIdSql.as('whole_id')])
    .select(visibleAuditEntriesSql(caller).as('is_readable'))
    .where('audit_entry.id', '=', id)
    .where(auditEntriesOfVisibleAwardsSql(caller))
    .executeTakeFirst();
  if (row === undefined) return null;
  const { is_readable, ...entry } = row;
  if (!is_readable) return 'forbidden';
  if (entry.details_bytes > MAX_DETAILS_BYTES) return 'too_large';
  const details = await loadEntryDetails(db, [entry]);
  return { ...toAuditRow(entry), details: details.get(id) ?? noDetails };
}
