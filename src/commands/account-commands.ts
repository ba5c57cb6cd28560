import { text } from 'node:stream/consumers';
import { tokenScopes } from '../access/caller.ts';
import { checkPassword } from '../access/password-rules.ts';
import { generatePassword, hashPassword } from '../access/password-hashing.ts';
import { createToken, findToken } from '../access/token-store.ts';
import { commandLineActor, recordChange } from '../admin-audit/record-change.ts';
import { runInTransaction } from '../database/transaction.ts';
import { createPerson } from '../people/store.ts';
import { withDatabase } from '../service/open-database.ts';
import type { Settings } from '../config/settings.ts';
import { StartError } from '../start-error.ts';

export interface CreateUserOptions {
  fullName?: string;
  email?: string;
  staff?: boolean;
  support?: boolean;
  passwordStdin?: boolean;
  service?: boolean;
}

/** `user create`: creates an account and prints a generated password. Throws StartError. */
export async function createUser(
  settings: Settings,
  username: string,
  options: CreateUserOptions,
): Promise<void> {
  if (options.passwordStdin && options.service) {
    throw new StartError(
      '--service and --password-stdin exclude each other: a service account has no password.',
    );
  }
  const given = options.passwordStdin ? (await text(process.stdin)).trimEnd() : null;
  if (given !== null) {
    checkPassword(given, [username, options.fullName ?? '', options.email ?? ''], 'password');
  }
  const password = given ?? generatePassword();
  const [firstName = '', ...rest] = (options.fullName ?? '').trim().split(' ');
  const isProgram = options.service ?? false;
  const at = new Date().toISOString();
  const account = {
    username,
    first_name: firstName,
    last_name: rest.join(' '),
    email: options.email ?? '',
    is_staff: options.staff ?? false,
    is_support: options.support ?? false,
    is_service_account: isProgram,
  };
  const passwordHash = isProgram ? null : await hashPassword(password);
  await withDatabase(settings, (db) =>
    runInTransaction(db, async (trx) => {
      const uuid = await createPerson(trx, {
        ...account,
        password_hash: passwordHash,
        date_joined: at,
      });
      await recordChange(trx, commandLineActor, {
        at,
        action: 'person.created',
        subject: { uuid, name: username },
        before: null,
        after: { ...account, ...(!isProgram && { password: 'set' }) },
      });
    }),
  );
  console.log(`user name  ${username}`);
  if (given === null && !isProgram) console.log(`password   ${password}`);
}

/** `token create`: creates an API token and prints its key. Throws StartError. */
export async function createUserToken(
  settings: Settings,
  username: string,
  { name, days, scope: wanted }: { name: string; days?: string; scope: string },
): Promise<void> {
  const scope = tokenScopes.find((known) => known === wanted);
  if (scope === undefined)
    throw new StartError(`--scope must be one of ${tokenScopes.join(', ')}.`);
  const now = new Date();
  const expires = days === undefined ? null : parseExpiry(days, now);
  const key = await withDatabase(settings, async (db) => {
    const person = await db
      .selectFrom('person')
      .select('id')
      .where('username', '=', username)
      .where('is_robot', '=', false)
      .where('is_active', '=', true)
      .executeTakeFirst();
    if (person === undefined) throw new StartError(`There is no active user named ${username}.`);
    const at = now.toISOString();
    return runInTransaction(db, async (trx) => {
      const made = await createToken(trx, {
        personId: person.id,
        name,
        scope,
        now: at,
        expiresAt: expires,
      });
      const { uuid } = await findToken(trx, made);
      await recordChange(trx, commandLineActor, {
        at,
        action: 'token.created',
        subject: { uuid, name },
        before: null,
        after: { owner: username, scope, expires_at: expires },
      });
      return made;
    });
  });
  console.log(key);
}

function parseExpiry(days: string, now: Date): string {
  const count = /^\d{1,5}$/.test(days) ? Number(days) : 0;
  if (count < 1) throw new StartError('--days must be a whole number of days, at least 1.');
  return new Date(now.getTime() + count * 86_400_000).toISOString();
}
