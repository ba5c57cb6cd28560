import { setTimeout as pause } from 'node:timers/promises';
import { sql, type Transaction } from 'kysely';
import { StartError } from '../errors/start-error.ts';
import type { Database } from './schema.ts';
import { isCanceledStatement } from './sql-state.ts';

/** Shorter than `deadlock_timeout` (1 s), after which PostgreSQL ends one that waits for another. */
const ATTEMPT_MS = 500;
const PAUSE_MS = 500;
/** Four minutes; a process manager waits five for a start. */
const MAX_ATTEMPTS = 240;

/**
 * Locks all our tables until the transaction ends, so that migrations wait for nobody. A migration that
 * locked one table after another would meet requests of an earlier release that hold the second and
 * wait for the first, and PostgreSQL would end one of the two (40P01). Between attempts the requests go
 * on. Throws StartError where a table is in use for four minutes. Tables of Kysely are left out:
 * `/health/ready` reads them.
 */
export async function lockTables(trx: Transaction<Database>): Promise<void> {
  const { rows } = await sql<{ name: string }>`
    select oid::regclass::text as name from pg_class
    where relnamespace = current_schema()::regnamespace and relkind in ('r', 'p')
      and relname not like 'kysely%' and pg_has_role(relowner, 'usage')
    order by oid`.execute(trx);
  if (rows.length === 0) return;
  const tables = sql.raw(rows.map(({ name }) => name).join(', '));
  for (let attempt = 1; attempt <= MAX_ATTEMPTS; attempt++) {
    if (await tryLock(trx, tables)) return;
    await pause(PAUSE_MS);
  }
  throw new StartError(
    'The migrations wait for other sessions that use our tables: a backup, or a transaction that was ' +
      'left open (see pg_stat_activity). End them, and start again.',
  );
}

/** Returns whether all are locked; if not, none is. */
async function tryLock(
  trx: Transaction<Database>,
  tables: ReturnType<typeof sql.raw>,
): Promise<boolean> {
  const { rows } = await sql<{ value: string }>`
    select current_setting('statement_timeout') as value`.execute(trx);
  const setTimeoutTo = (value: string) =>
    sql`select set_config('statement_timeout', ${value}, true)`.execute(trx);
  await sql`savepoint before_locks`.execute(trx);
  try {
    await setTimeoutTo(String(ATTEMPT_MS));
    await sql`lock table ${tables} in access exclusive mode`.execute(trx);
  } catch (error) {
    if (!isCanceledStatement(error)) throw error;
    // Takes back the timeout, too.
    await sql`rollback to savepoint before_locks`.execute(trx);
    return false;
  }
  await setTimeoutTo(rows[0]?.value ?? '0');
  return true;
}
