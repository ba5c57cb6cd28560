import { type Kysely, sql } from 'kysely';
import type { Database } from './schema.ts';

/**
 * Does `work` while no other process does what goes by this name; null, and nothing done, where
 * one does. The lock is a transaction's, so it goes when its holder dies, however that happens.
 * What `work` writes it writes by connections of its own.
 */
export async function whileHolding<Result>(
  db: Kysely<Database>,
  name: string,
  work: () => Promise<Result>,
): Promise<Result | null> {
  return db.transaction().execute(async (trx) => {
    // Between the two statements of this transaction lies all of the work.
    await sql`set local idle_in_transaction_session_timeout = 0`.execute(trx);
    const { rows } = await sql<{ held: boolean }>`
      select pg_try_advisory_xact_lock(hashtextextended(${`gatehouse ${name}`}, 0)) as held`.execute(
      trx,
    );
    return rows[0]?.held ? work() : null;
  });
}
