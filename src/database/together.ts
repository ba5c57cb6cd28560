import { type RawBuilder, sql, type Transaction } from 'kysely';
import type { Database } from './schema.ts';

/**
 * Runs statements that change rows of their own in one round trip, all or none. Each sees the
 * database as it was before all of them. Gives how many rows `counted`, one more of them, returned.
 */
export async function runTogether(
  trx: Transaction<Database>,
  statements: readonly RawBuilder<unknown>[],
  counted: RawBuilder<unknown> = sql`select 1`,
): Promise<number> {
  const parts = statements.map((statement, n) => sql`${sql.raw(`part${n}`)} as (${statement})`);
  const all = sql.join([sql`counted as (${counted})`, ...parts]);
  const { rows } = await sql<{ count: number }>`
    with ${all} select count(*) as count from counted`.execute(trx);
  return rows[0]?.count ?? 0;
}
