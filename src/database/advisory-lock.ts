import { type Kysely, sql } from 'kysely';
import type { Database } from './schema.ts';

/** Longer than any work under a lock should take. */
const MAX_LOCK_SECONDS = 120;

/**
 * Runs `work` under the lock of this name, which one process in the cluster can hold. Returns null
 * without running it if another holds the lock. A transaction holds it, so it ends with its process;
 * where PostgreSQL cannot see that end (lost host, suspended process), after `holdSeconds`.
 * `work` must use other connections than the lock's.
 */
export async function withAdvisoryLock<Result>(
  db: Kysely<Database>,
  name: string,
  work: () => Promise<Result>,
  holdSeconds = MAX_LOCK_SECONDS,
): Promise<Result | null> {
  return db.transaction().execute(async (trx) => {
    // The transaction is idle for as long as the work runs.
    const timeout = `${holdSeconds}s`;
    await sql`select set_config('idle_in_transaction_session_timeout', ${timeout}, true)`.execute(
      trx,
    );
    const { rows } = await sql<{ acquired: boolean }>`
      select pg_try_advisory_xact_lock(hashtextextended(${`gatehouse ${name}`}, 0)) as acquired`.execute(
      trx,
    );
    return rows[0]?.acquired ? work() : null;
  });
}
