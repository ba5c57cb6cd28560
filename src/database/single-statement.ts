import { type RawBuilder, sql, type Transaction } from 'kysely';
import type { Database } from './schema.ts';

/**
 * Runs one or more statements that change rows of their own in one round trip, all or none. Each sees the
 * database as it was before all of them, and what those with a name return, by that name.
 * Gives the row of `result`, which sees the same.
 */
export async function executeAsSingleStatement<Row = unknown>(
  trx: Transaction<Database>,
  named: Readonly<Record<string, RawBuilder<unknown>>>,
  others: readonly RawBuilder<unknown>[],
  result: RawBuilder<Row>,
): Promise<Row> {
  const parts = [
    ...Object.entries(named),
    ...others.map((statement, n) => [`part_${n}`, statement] as const),
  ].map(([name, statement]) => sql`${sql.ref(name)} as (${statement})`);
  const { rows } = await sql<Row>`with ${sql.join(parts)} ${result}`.execute(trx);
  return rows[0] as Row;
}
