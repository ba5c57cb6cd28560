import { type Kysely, type SqlBool, sql } from 'kysely';
import { withAdvisoryLock } from '../database/advisory-lock.ts';
import { BATCH_ROWS, deleteBatch } from '../database/delete-batch.ts';
import type { Database } from '../database/schema.ts';
import { IMPORT_LOCK, MAX_COPY_AGE_MS } from './copy-store.ts';

/** An hour more than an import goes on with a copy: its clock may be behind that of the service. */
const MAX_STORED_AGE_MS = MAX_COPY_AGE_MS + 3_600_000;

/**
 * Deletes the next items, at most 20,000, of copies that are too old for an import to go on with, unless
 * an import is under way. A copy of which nothing is left is forgotten.
 */
export async function dropOldCopies(db: Kysely<Database>, now: Date): Promise<void> {
  const before = new Date(now.getTime() - MAX_STORED_AGE_MS).toISOString();
  // Without the lock first: an import that begins meanwhile would be refused.
  if ((await findOldCopies(db, before)).length === 0) return;
  await withAdvisoryLock(db, IMPORT_LOCK, async () => {
    const sources = await findOldCopies(db, before);
    const isOld = sql<SqlBool>`source = any(${sources}::text[])`;
    await db.transaction().execute(async (trx) => {
      const deleted = await deleteBatch(trx, 'waldur_item', isOld, 'position');
      // The lists say how old a copy is, so they go last.
      if (deleted < BATCH_ROWS) await trx.deleteFrom('waldur_list').where(isOld).execute();
    });
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
