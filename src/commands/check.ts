import type { Kysely } from 'kysely';
import { pendingMigrations } from '../database/migrations.ts';
import type { Database } from '../database/schema.ts';
import { openDatabase } from '../service/open.ts';
import { findFlaws } from '../service/soundness.ts';
import type { Settings } from '../settings.ts';

const quietSeconds = 5;

/** Prints what is wrong with the database, one line a flaw. Returns whether it is sound. */
export async function check(settings: Settings): Promise<boolean> {
  const open = await openDatabase(settings, (line) => console.error(line), {
    patient: true,
  });
  try {
    const flaws = await flawsOf(open.db);
    for (const flaw of flaws) console.log(flaw);
    if (flaws.length === 0) console.log('The database is sound.');
    return flaws.length === 0;
  } finally {
    await open.close();
  }
}

async function flawsOf(db: Kysely<Database>): Promise<string[]> {
  const pending = await pendingMigrations(db);
  if (pending.length > 0) return [`Migrations are pending: ${pending.join(', ')}.`];
  // A big desk takes a while; one that does not needs no words but the result.
  const begun = performance.now();
  return findFlaws(db, (words) => {
    const seconds = Math.round((performance.now() - begun) / 1000);
    if (seconds >= quietSeconds) console.error(`After ${seconds} s, looking for: ${words}`);
  });
}
