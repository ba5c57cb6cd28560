import { type Kysely, sql } from 'kysely';
import type { Database } from './schema.ts';

/** Longer than any work under a lock should take. */
const MAX_LOCK_SECONDS = 120;

/**
 * Does `work` while no other process does what goes by this name; null, and nothing done, where
 * one does. The lock is a transaction's, so it goes when its holder dies; where PostgreSQL cannot
 * see that (a lost host, a process that stands still), it goes after `holdSeconds`.
 * What `work` writes it writes by connections of its own.
 */
export async function withAdvisoryLock<Result>(
  db: Kysely<Database>,
  name: string,
  work: () => Promise<Result>,
  holdSeconds = MAX_LOCK_SECONDS,
): Promise<Result | null> {
  return db.transaction().execute(async (trx) => {
    // Between two statements of this transaction lies all of the work.
    const patience = `${holdSeconds}s`;
    await sql`select set_config('idle_in_transaction_session_timeout', ${patience}, true)`.execute(
      trx,
    );
    const { rows } = await sql<{ held: boolean }>`
      select pg_try_advisory_xact_lock(hashtextextended(${`gatehouse ${name}`}, 0)) as held`.execute(
      trx,
    );
    return rows[0]?.held ? work() : null;
  });
}
