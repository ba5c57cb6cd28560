import { type RawBuilder, sql, type Transaction } from 'kysely';
import type { Database } from './schema.ts';

/**
 * Runs statements that change rows of their own in one round trip, all or none. Each sees the
 * database as it was before all of them.
 */
export async function runTogether(
  trx: Transaction<Database>,
  statements: readonly RawBuilder<unknown>[],
): Promise<void> {
  if (statements.length === 0) return;
  const parts = statements.map((statement, n) => sql`${sql.raw(`part${n}`)} as (${statement})`);
  await sql`with ${sql.join(parts)} select`.execute(trx);
}
