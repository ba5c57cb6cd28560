/* The commands that create accounts and tokens. */

import { text } from 'node:stream/consumers';
import { generatePassword } from '../access/password-hashing.ts';
import { getTokenExpiry } from '../access/token-lapse.ts';
import { issueToken } from '../access/token-service.ts';
import { commandLineActor } from '../admin-audit/actor.ts';
import type { Settings } from '../config/settings.ts';
import { runInTransaction } from '../database/transaction.ts';
import { tokenScopes } from '../http/caller.ts';
import { createPerson, prepareNewPerson } from '../people/create-person.ts';
import { usernameTakenError } from '../people/person-input.ts';
import { withDatabase } from '../service/open-database.ts';
import { StartError } from '../errors/start-error.ts';

export interface CreateUserOptions {
  fullName?: string;
  email?: string;
  staff?: boolean;
  support?: boolean;
  passwordStdin?: boolean;
  service?: boolean;
}

/**
 * `user create`: makes an account and prints its user name, and its password if it was generated.
 * Throws StartError for the options, BadInput for a field.
 */
export async function createUser(
  settings: Settings,
  username: string,
  options: CreateUserOptions,
): Promise<void> {
  const { fullName, email, staff, support, service = false, passwordStdin } = options;
  if (passwordStdin && service) {
    throw new StartError(
      '--service and --password-stdin exclude each other: a service account has no password.',
    );
  }
  const chosen = passwordStdin ? (await text(process.stdin)).trimEnd() : undefined;
  const generated = chosen === undefined && !service ? generatePassword() : undefined;
  const person = await prepareNewPerson({
    username,
    full_name: fullName,
    email,
    is_staff: staff,
    is_support: support,
    is_service_account: service,
    password: chosen ?? generated,
  });
  const now = new Date().toISOString();
  const row = await withDatabase(settings, (db) =>
    runInTransaction(db, (trx) => createPerson(trx, commandLineActor, person, { now })),
  );
  if (row === null) throw usernameTakenError();
  console.log(`user name  ${username}`);
  if (generated !== undefined) console.log(`password   ${generated}`);
}

export interface CreateTokenOptions {
  name: string;
  /** A whole number as text, or `none`; a year by default. */
  days?: string;
  scope: string;
}

/** `token create`: makes a token and prints its key. Throws StartError. */
export async function createUserToken(
  settings: Settings,
  username: string,
  { name, days, scope: scopeText }: CreateTokenOptions,
): Promise<void> {
  const scope = tokenScopes.find((known) => known === scopeText);
  if (scope === undefined) {
    throw new StartError(`--scope must be one of ${tokenScopes.join(', ')}.`);
  }
  const now = new Date();
  const expiresAt = getTokenExpiry(now, parseDays(days));
  const { key } = await withDatabase(settings, async (db) => {
    const owner = await db
      .selectFrom('person')
      .select(['id', 'username'])
      .where('username', '=', username)
      .where('is_robot', '=', false)
      .where('is_active', '=', true)
      .executeTakeFirst();
    if (owner === undefined) throw new StartError(`There is no active user named ${username}.`);
    const request = { owner, name, scope, now: now.toISOString(), expiresAt };
    return runInTransaction(db, (trx) => issueToken(trx, commandLineActor, request));
  });
  console.log(key);
}

/** undefined: the default. null: no end. */
function parseDays(days: string | undefined): number | null | undefined {
  if (days === undefined) return undefined;
  if (days === 'none') return null;
  const count = /^\d{1,5}$/.test(days) ? Number(days) : 0;
  if (count < 1)
    throw new StartError('--days must be a whole number of days, at least 1, or none.');
  return count;
}
