import type { Kysely } from 'kysely';
import { listPendingMigrations } from '../database/migrator.ts';
import type { Database } from '../database/schema.ts';
import { openDatabase } from '../service/open-database.ts';
import { findViolations } from '../service/integrity-rules.ts';
import type { Settings } from '../config/settings.ts';

const PROGRESS_DELAY_SECONDS = 5;

/** Prints what is wrong with the database, one line a flaw. Returns whether it is sound. */
export async function checkDatabase(settings: Settings): Promise<boolean> {
  const open = await openDatabase(settings, (line) => console.error(line), {
    disableQueryTimeout: true,
  });
  try {
    const flaws = await listViolations(open.db);
    for (const flaw of flaws) console.log(flaw);
    if (flaws.length === 0) console.log('The database is sound.');
    return flaws.length === 0;
  } finally {
    await open.close();
  }
}

async function listViolations(db: Kysely<Database>): Promise<string[]> {
  const pending = await listPendingMigrations(db);
  if (pending.length > 0) return [`Migrations are pending: ${pending.join(', ')}.`];
  // A big desk takes a while; one that does not needs no words but the result.
  const begun = performance.now();
  return findViolations(db, (words) => {
    const seconds = Math.round((performance.now() - begun) / 1000);
    if (seconds >= PROGRESS_DELAY_SECONDS)
      console.error(`After ${seconds} s, looking for: ${words}`);
  });
}
