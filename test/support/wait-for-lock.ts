import { setTimeout as pause } from 'node:timers/promises';
import { type Kysely, sql } from 'kysely';
import type { Database } from '../../src/database/schema.ts';

/** Waits until this many statements on this database wait for a lock. Fails after ten seconds. */
export async function waitForLockedStatements(db: Kysely<Database>, count = 1): Promise<void> {
  for (let attempt = 0; attempt < 500; attempt++) {
    const { rows } = await sql`select from pg_stat_activity
      where datname = current_database() and wait_event_type = 'Lock'`.execute(db);
    if (rows.length >= count) return;
    await pause(20);
  }
  throw new Error(`No ${count} statements wait for a lock.`);
}
