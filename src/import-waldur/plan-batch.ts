import { sql } from 'kysely';
import type { CopiedItem } from './copy-store.ts';
import type { ImportContext } from './import-context.ts';
import { digestValues, type ImportRecord, loadRecords } from './import-records.ts';
import type { WaldurItem, WaldurKind } from './waldur-shapes.ts';

/** An item that is to be created or changed. */
export interface PlannedItem<Kind extends WaldurKind> {
  key: string;
  item: WaldurItem<Kind>;
  digest: string;
  /** null: it is created. */
  record: ImportRecord | null;
}

/**
 * Sorts a batch: what cannot be read is left out, what Waldur did not change since the last import is
 * unchanged, the rest is returned. `digestOf`: the values that are taken.
 */
export async function planBatch<Kind extends WaldurKind>(
  context: ImportContext,
  kind: Kind,
  batch: readonly CopiedItem<Kind>[],
  digestOf: (item: WaldurItem<Kind>) => unknown = (item) => item,
): Promise<PlannedItem<Kind>[]> {
  const keys = batch.map(({ key }) => key);
  const records = await loadRecords(context, kind, keys);
  return batch.flatMap(({ key, item, problem }) => {
    if (item === undefined) {
      context.report.leaveOut(kind, key, problem ?? 'it cannot be read');
      return [];
    }
    const digest = digestValues(digestOf(item));
    const record = records.get(key) ?? null;
    if (record?.digest === digest) {
      context.report.add(kind, 'unchanged');
      return [];
    }
    return [{ key, item, digest, record }];
  });
}

/**
 * Keeps the items whose rows are as the last import left them: those that were made here with the same
 * UUID are collisions, those that were deleted here since are left out.
 */
export async function keepOwnRows<Kind extends 'customer' | 'project' | 'template'>(
  context: ImportContext,
  kind: Kind,
  table: string,
  planned: readonly PlannedItem<Kind>[],
): Promise<PlannedItem<Kind>[]> {
  const uuids = planned.map(({ key }) => key);
  const { rows } = await sql<{ uuid: string }>`select uuid::text from ${sql.table(table)}
    where uuid = any(${uuids}::uuid[])`.execute(context.trx);
  const present = new Set(rows.map(({ uuid }) => uuid));
  return planned.filter(({ key, item, record }) => {
    const { name } = item as { name: string };
    if (record === null && present.has(key)) {
      context.report.collide(`The ${kind} ${name} has the UUID ${key} of another one here.`);
      return false;
    }
    if (record !== null && !present.has(key)) {
      context.report.leaveOut(kind, name, 'it was deleted here since the last import');
      return false;
    }
    return true;
  });
}
