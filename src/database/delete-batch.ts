import { type Kysely, type RawBuilder, type SqlBool, sql } from 'kysely';
import type { Database } from './schema.ts';

/** Rows of one statement of a clean-up, so that none takes long; clean-ups run each minute. */
export const BATCH_ROWS = 20_000;

/**
 * Deletes the next rows of a table for which `where` holds, at most 20,000. `where` names columns by
 * the table's name; `key` is a column whose values differ: the primary key where that is one column. Without
 * an index on it, each batch reads the whole table. Returns how many.
 */
export async function deleteBatch(
  db: Kysely<Database>,
  table: keyof Database,
  where: RawBuilder<SqlBool>,
  key = 'id',
): Promise<number> {
  const { numAffectedRows = 0n } = await sql`
    delete from ${sql.table(table)} where ${sql.ref(key)} in (
      select ${sql.ref(key)} from ${sql.table(table)} where ${where} limit ${BATCH_ROWS})`.execute(
    db,
  );
  return Number(numAffectedRows);
}
