import { type RawBuilder, sql } from 'kysely';

/**
 * Selects and locks the rows of machine_project that a condition names, in the order of their ids, so that
 * two statements that change several of them cannot wait for each other (docs/decisions/0019, Locks).
 */
export function lockPairsSql(condition: RawBuilder<unknown>): RawBuilder<{ id: number }> {
  return sql`select id from machine_project where ${condition} order by id for no key update`;
}
