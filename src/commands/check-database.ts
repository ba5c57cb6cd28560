import type { Kysely } from 'kysely';
import { listPendingMigrations } from '../database/migrator.ts';
import type { Database } from '../database/schema.ts';
import { openDatabase } from '../service/open-database.ts';
import { findViolations } from '../service/integrity-rules.ts';
import type { Settings } from '../config/settings.ts';

const PROGRESS_DELAY_SECONDS = 5;

/** Prints one line for each inconsistency of the database. Returns whether there is none. */
export async function checkDatabase(settings: Settings): Promise<boolean> {
  const open = await openDatabase(settings, (line) => console.error(line), {
    disableQueryTimeout: true,
  });
  try {
    const violations = await listViolations(open.db);
    for (const violation of violations) console.log(violation);
    if (violations.length === 0) console.log('The database is consistent.');
    return violations.length === 0;
  } finally {
    await open.close();
  }
}

async function listViolations(db: Kysely<Database>): Promise<string[]> {
  const pending = await listPendingMigrations(db);
  if (pending.length > 0) return [`Migrations are pending: ${pending.join(', ')}.`];
  // Progress is shown only if the check takes long.
  const begun = performance.now();
  return findViolations(db, (description) => {
    const seconds = Math.round((performance.now() - begun) / 1000);
    if (seconds >= PROGRESS_DELAY_SECONDS)
      console.error(`After ${seconds} s, checking: ${description}`);
  });
}
