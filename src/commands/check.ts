import type { Kysely } from 'kysely';
import { pendingMigrations } from '../database/migrations.ts';
import type { Database } from '../database/schema.ts';
import { openDatabase } from '../service/open.ts';
import { findFlaws } from '../service/soundness.ts';
import type { Settings } from '../settings.ts';

/** Prints what is wrong with the database, one line a flaw. Returns whether it is sound. */
export async function check(settings: Settings): Promise<boolean> {
  const open = await openDatabase(settings, (line) => console.error(line));
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
  // On a terminal only: a big desk takes a while, and a script wants the flaws alone.
  const say = (words: string): void => console.error(`Looking for: ${words}`);
  return findFlaws(db, process.stderr.isTTY ? say : undefined);
}
