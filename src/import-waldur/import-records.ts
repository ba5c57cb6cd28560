/* Remembers what earlier imports made, so that another one changes only what Waldur changed. */

import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import type { ImportContext } from './import-context.ts';
import type { WaldurKind } from './waldur-shapes.ts';

/** What an earlier import made of an item. */
export interface ImportRecord {
  digest: string;
  localUuid: string | null;
  version: number | null;
}

/** A short text that differs where the values differ. */
export function digestValues(values: unknown): string {
  return createHash('sha256').update(JSON.stringify(values)).digest('base64url');
}

/** The records of these keys. */
export async function loadRecords(
  { trx, source }: ImportContext,
  kind: WaldurKind,
  keys: readonly string[],
): Promise<Map<string, ImportRecord>> {
  const rows = await trx
    .selectFrom('waldur_import')
    .select(['key', 'digest', 'local_uuid', 'version'])
    .where('source', '=', source)
    .where('kind', '=', kind)
    .where('key', 'in', [...keys, ''])
    .execute();
  return new Map(
    rows.map(({ key, digest, local_uuid, version }) => [
      key,
      { digest, localUuid: local_uuid, version },
    ]),
  );
}

/** Writes records, in place of those of the same keys. */
export async function saveRecords(
  { trx, source }: ImportContext,
  kind: WaldurKind,
  records: readonly (Partial<ImportRecord> & { key: string; digest: string })[],
): Promise<void> {
  if (records.length === 0) return;
  await trx
    .insertInto('waldur_import')
    .values(
      records.map(({ key, digest, localUuid = null, version = null }) => ({
        source,
        kind,
        key,
        digest,
        local_uuid: localUuid,
        version,
      })),
    )
    .onConflict((conflict) =>
      conflict.columns(['source', 'kind', 'key']).doUpdateSet({
        digest: sql`excluded.digest`,
        local_uuid: sql`excluded.local_uuid`,
        version: sql`excluded.version`,
      }),
    )
    .execute();
}

const tables = {
  customer: 'customer',
  person: 'person',
  project: 'project',
  template: 'project_template',
} as const;

/** Those of these accounts (UUIDs, their own) that were erased here: no import gives them anything back. */
export async function findErasedPeople(
  { trx }: ImportContext,
  uuids: readonly string[],
): Promise<Set<string>> {
  const { rows } = await sql<{ uuid: string }>`select uuid::text from person
    where uuid = any(${uuids}::uuid[]) and erased is not null`.execute(trx);
  return new Set(rows.map(({ uuid }) => uuid));
}

/** The ids of the people who were made of these UUIDs of Waldur, or were found to be the same, and not erased. */
export async function loadUnerasedPeople(
  context: ImportContext,
  uuids: Iterable<string>,
): Promise<Map<string, number>> {
  const people = await loadLocalIds(context, 'person', uuids);
  const { rows } = await sql<{ id: number }>`select id from person
    where id = any(${[...people.values()]}::bigint[]) and erased is not null`.execute(context.trx);
  const erased = new Set(rows.map(({ id }) => id));
  return new Map([...people].filter(([, id]) => !erased.has(id)));
}

/** The ids of the rows that were made of these UUIDs of Waldur, or were found to be the same. */
export async function loadLocalIds(
  { trx, source }: ImportContext,
  kind: keyof typeof tables,
  uuids: Iterable<string>,
): Promise<Map<string, number>> {
  const keys = [...new Set(uuids)];
  const { rows } = await sql<{ key: string; id: number }>`
    select waldur_import.key, local.id from waldur_import
    join ${sql.table(tables[kind])} local
      on local.uuid = coalesce(waldur_import.local_uuid, waldur_import.key::uuid)
    where waldur_import.source = ${source} and waldur_import.kind = ${kind}
      and waldur_import.key = any(${keys}::text[])`.execute(trx);
  return new Map(rows.map(({ key, id }) => [key, id]));
}
