import { text } from 'node:stream/consumers';
import { generatePassword, hashPassword } from '../access/passwords.ts';
import { createToken } from '../access/tokens.ts';
import { createPerson } from '../people/store.ts';
import { withDatabase } from '../service/open.ts';
import type { Settings } from '../settings.ts';
import { StartError } from '../start-error.ts';

export interface NewUserOptions {
  fullName?: string;
  email?: string;
  staff?: boolean;
  support?: boolean;
  passwordStdin?: boolean;
}

/** `user create`: prints the password where it was generated. Throws StartError. */
export async function createUser(
  settings: Settings,
  username: string,
  options: NewUserOptions,
): Promise<void> {
  const given = options.passwordStdin ? (await text(process.stdin)).trimEnd() : null;
  if (given !== null && given.length < 8) {
    throw new StartError('password: At least 8 characters are required.');
  }
  const password = given ?? generatePassword();
  const [firstName = '', ...rest] = (options.fullName ?? '').trim().split(' ');
  await withDatabase(settings, async (db) => {
    await createPerson(db, {
      username,
      first_name: firstName,
      last_name: rest.join(' '),
      email: options.email ?? '',
      is_staff: options.staff ?? false,
      is_support: options.support ?? false,
      password_hash: await hashPassword(password),
      date_joined: new Date().toISOString(),
    });
  });
  console.log(`user name  ${username}`);
  if (given === null) console.log(`password   ${password}`);
}

/** `token create`: prints the key, this once. Throws StartError. */
export async function createUserToken(
  settings: Settings,
  username: string,
  { name, days }: { name: string; days?: string },
): Promise<void> {
  const now = new Date();
  const expires = days === undefined ? null : expiryOf(days, now);
  const key = await withDatabase(settings, async (db) => {
    const person = await db
      .selectFrom('person')
      .select('id')
      .where('username', '=', username)
      .where('is_robot', '=', false)
      .where('is_active', '=', true)
      .executeTakeFirst();
    if (person === undefined) throw new StartError(`There is no active user named ${username}.`);
    return createToken(db, {
      personId: person.id,
      name,
      scope: 'admin',
      now: now.toISOString(),
      expiresAt: expires,
    });
  });
  console.log(key);
}

function expiryOf(days: string, now: Date): string {
  const count = /^\d{1,5}$/.test(days) ? Number(days) : 0;
  if (count < 1) throw new StartError('--days must be a whole number of days, at least 1.');
  return new Date(now.getTime() + count * 86_400_000).toISOString();
}
