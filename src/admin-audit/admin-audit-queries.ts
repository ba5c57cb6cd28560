/* Reads the administrative audit: entries by filter and page, and their count. */

import { type Kysely, type RawBuilder, type SqlBool, sql } from 'kysely';
import type { Database } from '../database/schema.ts';
import { anyColumnMatchesSql, applyOrderAndPage } from '../http/list-query-builder.ts';
import type { OrderBy } from '../http/order-parameter.ts';
import type { Page } from '../http/pagination.ts';
import type { subjectKinds } from './record-change.ts';

export interface AdminAuditEntryRow {
  id: number;
  timestamp: string;
  performed_by_uuid: string | null;
  performed_by_username: string;
  performed_by_full_name: string;
  via: string;
  address: string;
  action: string;
  subject_kind: (typeof subjectKinds)[number];
  subject_uuid: string | null;
  subject_name: string;
  before: Record<string, unknown> | null;
  after: Record<string, unknown> | null;
}

export interface AdminAuditFilter {
  action?: string | undefined;
  kind?: string | undefined;
  subjectUuid?: string | undefined;
  performerUuid?: string | undefined;
  /** A pattern for `ilike`. */
  query?: string | undefined;
  after?: string | undefined;
  before?: string | undefined;
}

function filterSql(filter: AdminAuditFilter): RawBuilder<SqlBool> {
  const { action, kind, subjectUuid, performerUuid, query, after, before } = filter;
  const tests = [
    action !== undefined && sql`entry.action = ${action}`,
    kind !== undefined && sql`entry.subject_kind = ${kind}`,
    subjectUuid !== undefined && sql`entry.subject_uuid = ${subjectUuid}`,
    performerUuid !== undefined &&
      sql`entry.performed_by = (select id from person p where p.uuid = ${performerUuid})`,
    query !== undefined && anyColumnMatchesSql(['entry.subject_name', 'person.username'], query),
    after !== undefined && sql`entry.timestamp >= ${after}`,
    before !== undefined && sql`entry.timestamp <= ${before}`,
  ].filter((test) => test !== false);
  return tests.length === 0 ? sql`true` : sql`(${sql.join(tests, sql` and `)})`;
}

function selectMatchingEntries(db: Kysely<Database>, filter: AdminAuditFilter) {
  return db
    .selectFrom('administrative_entry as entry')
    .leftJoin('person', 'person.id', 'entry.performed_by')
    .where(filterSql(filter));
}

function selectEntryColumns(db: Kysely<Database>, filter: AdminAuditFilter) {
  return selectMatchingEntries(db, filter).select([
    'entry.id',
    'entry.timestamp',
    'person.uuid as performed_by_uuid',
    sql<string>`coalesce(person.username, '')`.as('performed_by_username'),
    sql<string>`coalesce(person.full_name, '')`.as('performed_by_full_name'),
    'entry.via',
    'entry.address',
    'entry.action',
    sql<AdminAuditEntryRow['subject_kind']>`entry.subject_kind`.as('subject_kind'),
    'entry.subject_uuid',
    'entry.subject_name',
    'entry.before',
    'entry.after',
  ]);
}

/** How many entries match. */
export async function countEntries(
  db: Kysely<Database>,
  filter: AdminAuditFilter,
): Promise<number> {
  const { count } = await selectMatchingEntries(db, filter)
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  return count;
}

/** A page of the matching entries; without an order the newest come first. */
export function listEntries(
  db: Kysely<Database>,
  filter: AdminAuditFilter,
  order: OrderBy<string>[],
  page: Page,
): Promise<AdminAuditEntryRow[]> {
  const query = selectEntryColumns(db, filter);
  if (order.length === 0) {
    return query.orderBy('entry.id', 'desc').limit(page.size).offset(page.offset).execute();
  }
  const by = { fallback: 'entry.timestamp', unique: 'entry.id' };
  return applyOrderAndPage(query as never, order, by, page).execute() as Promise<
    AdminAuditEntryRow[]
  >;
}

const EXPORT_BATCH_SIZE = 1000;

/** The matching entries, oldest first, in batches, so that memory stays bounded. */
export async function* streamEntries(
  db: Kysely<Database>,
  filter: AdminAuditFilter,
): AsyncGenerator<AdminAuditEntryRow[]> {
  for (let last = 0; ; ) {
    const rows = await selectEntryColumns(db, filter)
      .where('entry.id', '>', last)
      .orderBy('entry.id')
      .limit(EXPORT_BATCH_SIZE)
      .execute();
    if (rows.length > 0) yield rows;
    if (rows.length < EXPORT_BATCH_SIZE) return;
    last = rows.at(-1)?.id ?? last;
  }
}
