/* The commands that export and erase what is stored about a person (docs/privacy.md). */

import { commandLineActor } from '../admin-audit/actor.ts';
import type { Settings } from '../config/settings.ts';
import type { Database } from '../database/schema.ts';
import type { Kysely } from 'kysely';
import { runInTransaction } from '../database/transaction.ts';
import { StartError } from '../errors/start-error.ts';
import { erasePerson } from '../privacy/erase-person.ts';
import { exportPerson } from '../privacy/export-person.ts';
import { withDatabase } from '../service/open-database.ts';

/** `user export`: prints what is stored about an account as JSON. Throws StartError. */
export async function exportUser(settings: Settings, username: string): Promise<void> {
  const data = await withDatabase(settings, async (db) =>
    exportPerson(db, (await findAccount(db, username)).id),
  );
  console.log(JSON.stringify(data, null, 2));
}

/** `user erase`: removes it and prints the pseudonym that the audits keep. Throws StartError. */
export async function eraseUser(
  settings: Settings,
  username: string,
  { yes = false }: { yes?: boolean },
): Promise<void> {
  if (!yes) throw new StartError(`This cannot be undone. Say --yes to erase ${username}.`);
  const pseudonym = await withDatabase(settings, async (db) => {
    const { uuid } = await findAccount(db, username);
    const change = { now: new Date(), actor: commandLineActor };
    return runInTransaction(db, (trx) => erasePerson(trx, uuid, change));
  });
  console.log(`Erased. The audits say ${pseudonym}.`);
}

async function findAccount(
  db: Kysely<Database>,
  username: string,
): Promise<{ id: number; uuid: string }> {
  const account = await db
    .selectFrom('person')
    .select(['id', 'uuid'])
    .where('username', '=', username)
    .executeTakeFirst();
  if (account === undefined) throw new StartError(`There is no user named ${username}.`);
  return account;
}
