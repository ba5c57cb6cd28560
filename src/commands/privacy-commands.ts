/* The commands that export and erase what is stored about a person (docs/privacy.md). */

import { commandLineActor } from '../admin-audit/actor.ts';
import type { Settings } from '../config/settings.ts';
import type { Database } from '../database/schema.ts';
import type { Kysely } from 'kysely';
import { runInTransaction } from '../database/transaction.ts';
import { StartError } from '../errors/start-error.ts';
import { normalizeEmail, parseEmail } from '../award/email.ts';
import { eraseEmail } from '../privacy/erase-email.ts';
import { exportEmail } from '../privacy/export-email.ts';
import { erasePerson } from '../privacy/erase-person.ts';
import { exportPerson } from '../privacy/export-person.ts';
import { withDatabase } from '../service/open-database.ts';

/** Whom a command is about: an account by its user name, or somebody without one by email. */
export interface SubjectOptions {
  email?: string;
}

/** `user export`: prints what is stored about a person as JSON. Throws StartError, RefusedError. */
export async function exportUser(
  settings: Settings,
  username: string | undefined,
  options: SubjectOptions,
): Promise<void> {
  const subject = readSubject(username, options);
  const data = await withDatabase(settings, async (db) =>
    'email' in subject
      ? exportEmail(db, subject.email)
      : exportPerson(db, (await findAccount(db, subject.username)).id),
  );
  console.log(JSON.stringify(data, null, 2));
}

/**
 * `user erase`: removes it and prints the pseudonym that the audits keep. Throws StartError,
 * RefusedError.
 */
export async function eraseUser(
  settings: Settings,
  username: string | undefined,
  { yes = false, ...options }: SubjectOptions & { yes?: boolean },
): Promise<void> {
  const subject = readSubject(username, options);
  const name = 'email' in subject ? subject.email : subject.username;
  if (!yes) throw new StartError(`This cannot be undone. Say --yes to erase ${name}.`);
  const change = { now: new Date(), actor: commandLineActor };
  const { pseudonym, awards } = await withDatabase(settings, async (db) => {
    if ('email' in subject) {
      return runInTransaction(db, (trx) => eraseEmail(trx, subject.email, change));
    }
    const { uuid } = await findAccount(db, subject.username);
    const pseudonym = await runInTransaction(db, (trx) => erasePerson(trx, uuid, change));
    return { pseudonym, awards: 0 };
  });
  console.log(`Erased. The audits say ${pseudonym}.`);
  if (awards > 0) {
    console.log(`Awards that name this email: ${awards}. Their portals must correct them.`);
  }
}

/** Throws StartError unless there is one of both. */
function readSubject(
  username: string | undefined,
  { email }: SubjectOptions,
): { username: string } | { email: string } {
  if (username !== undefined && email === undefined) return { username };
  if (email === undefined || username !== undefined) {
    throw new StartError('Name one account, or --email of somebody without one.');
  }
  return { email: normalizeEmail(parseEmail(email, '--email')) };
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
