import { type RawBuilder, sql, type Transaction } from 'kysely';
import type { Database } from './schema.ts';

/**
 * Runs several statements that change rows in one round trip, all or none, as common table
 * expressions. Each sees the database as it was before all of them; the `named` ones can be read by
 * name, by each other and by `result`. Returns the one row of `result`.
 *
 * Kysely's `with` takes query builders of statically known names and adds no parentheses around raw
 * SQL; the parts here are raw and vary in number (docs/decisions/0015).
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
