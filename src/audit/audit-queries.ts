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
  const by = { fallback: 'audit_entry.timestamp', unique: 'audit_entry.id' };
  return applyOrderAndPage(query, order, by, page).execute();
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

/** Yields all matching entries in order of id, in batches, so that memory stays bounded. */
export async function* streamEntries(
  db: Kysely<Database>,
  caller: Caller,
  filter: AuditFilter,
): AsyncGenerator<AuditRow[]> {
  for (let last = 0; ; ) {
    const rows = await selectEntries(db)
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
