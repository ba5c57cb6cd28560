import { type Kysely, type SqlBool, sql } from 'kysely';
import { withAdvisoryLock } from '../database/advisory-lock.ts';
import { BATCH_ROWS, deleteBatch } from '../database/delete-batch.ts';
import type { Database } from '../database/schema.ts';
import { IMPORT_LOCK, MAX_COPY_AGE_MS } from './copy-store.ts';

/**
 * Deletes the next items, at most 20,000, of copies that are too old for an import to go on with, unless
 * an import is under way.
 */
export async function dropOldCopies(db: Kysely<Database>, now: Date): Promise<void> {
  const before = new Date(now.getTime() - MAX_COPY_AGE_MS).toISOString();
  // Without the lock first: an import that begins meanwhile would be refused.
  if ((await findOldCopies(db, before)).length === 0) return;
  await withAdvisoryLock(db, IMPORT_LOCK, async () => {
    const sources = await findOldCopies(db, before);
    const isOld = sql<SqlBool>`source = any(${sources}::text[])`;
    const deleted = await deleteBatch(db, 'waldur_item', isOld, 'position');
    // The lists say how old a copy is, so they go last.
    if (deleted < BATCH_ROWS) await db.deleteFrom('waldur_list').where(isOld).execute();
  });
}

/** The sources of the copies that were begun before. */
async function findOldCopies(db: Kysely<Database>, before: string): Promise<string[]> {
  const rows = await db
    .selectFrom('waldur_list')
    .select('source')
    .groupBy('source')
    .having((eb) => eb.fn.min('begun'), '<', before)
    .execute();
  return rows.map(({ source }) => source);
}
