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

/** An entry, with the names of the fields of the details that it changed, in their order. */
export type AuditRowWithChanges = AuditRow & { changed: string };

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
    q !== undefined && anyColumnMatchesSql(searchColumns, q),
    after !== undefined && sql`audit_entry.timestamp >= ${after}`,
    before !== undefined && sql`audit_entry.timestamp <= ${before}`,
  ].filter((test) => test !== false);
  return tests.length === 0 ? sql`true` : sql`(${sql.join(tests, sql` and `)})`;
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

interface SizedRow extends AuditRow {
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
  const by = { fallback: 'audit_entry.timestamp', unique: 'audit_entry.id' };
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

const noDetails: EntryDetails = { previous: null, next: null };

function hasListedDetails({ details_bytes }: SizedRow): boolean {
  return details_bytes <= MAX_LISTED_DETAILS_BYTES;
}

function measureListedRow(row: SizedRow): number {
  return ENTRY_BYTES + 2 * row.note.length + (hasListedDetails(row) ? row.details_bytes : 0);
}

function toAuditRow({ details_bytes: _, whole_id: __, ...row }: SizedRow): AuditRow {
  return row;
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

const batchSize = 1000;

/**
 * Yields all matching entries in order of id, in batches, so that memory stays bounded. PostgreSQL
 * finds what changed, so no details are read.
 */
export async function* streamEntries(
  db: Kysely<Database>,
  caller: Caller,
  filter: AuditFilter,
): AsyncGenerator<AuditRowWithChanges[]> {
  for (let last = 0; ; ) {
    const rows = await selectEntries(db)
      .select(changedFieldsSql.as('changed'))
      .where(visibleAuditEntriesSql(caller))
      .where(auditFilterSql(filter))
      .where('audit_entry.id', '>', last)
      .orderBy('audit_entry.id')
      .limit(batchSize)
      .execute();
    if (rows.length > 0) yield rows;
    if (rows.length < batchSize) return;
    last = rows.at(-1)?.id ?? last;
  }
}
