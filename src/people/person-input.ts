import type { Updateable } from 'kysely';
import { hashPassword } from '../access/password-hashing.ts';
import { checkPassword, listGuessableNames } from '../access/password-rules.ts';
import { BadInput } from '../award/bad-input.ts';
import { findDeceptions } from '../award/deceptive-text.ts';
import { parseEmail } from '../award/email.ts';
import { requireStorableText } from '../award/json-value.ts';
import type { Database } from '../database/schema.ts';
import { toNameColumns } from './full-name.ts';

/** Fields of an account as clients, the command line and settings write them. */
export interface PersonFields {
  username?: string | undefined;
  /** Instead of first and last name. */
  full_name?: string | undefined;
  first_name?: string | undefined;
  last_name?: string | undefined;
  email?: string | undefined;
  is_staff?: boolean | undefined;
  is_support?: boolean | undefined;
  is_active?: boolean | undefined;
  is_service_account?: boolean | undefined;
  password?: string | undefined;
}

export type PersonColumns = Updateable<Database['person']>;

/** What is known of the account that the fields are for. */
interface PasswordOwner {
  username: string;
  full_name: string;
  email: string;
  is_service_account: boolean;
}

/**
 * Checks the fields and returns the columns that they set, with the password hashed. `owner` is the
 * account that they change; for a new one the fields describe it. Throws BadInput for the user name,
 * the e-mail address or the password. Hashing takes too long for a transaction: call it before.
 */
export async function toPersonColumns(
  fields: PersonFields,
  owner: PasswordOwner = toPasswordOwner(fields),
): Promise<PersonColumns> {
  const { username, email, is_staff, is_support, is_active, password } = fields;
  if (username !== undefined) requireUsername(username);
  if (email !== undefined && email !== '') parseEmail(email, 'email');
  if (password !== undefined) checkAccountPassword(password, owner);
  return {
    ...toNameColumns(fields),
    ...(username !== undefined && { username }),
    ...(email !== undefined && { email }),
    ...(is_staff !== undefined && { is_staff }),
    ...(is_support !== undefined && { is_support }),
    ...(is_active !== undefined && { is_active }),
    ...(password !== undefined && { password_hash: await hashPassword(password) }),
  };
}

function toPasswordOwner(fields: PersonFields): PasswordOwner {
  const { username = '', full_name = '', email = '', is_service_account = false } = fields;
  return { username, full_name, email, is_service_account };
}

function checkAccountPassword(password: string, owner: PasswordOwner): void {
  if (owner.is_service_account) {
    throw new BadInput('password', 'A service account has tokens, never a password.');
  }
  checkPassword(password, listGuessableNames(owner), 'password');
}

function requireUsername(username: string): void {
  requireStorableText(username, 'username');
  if (!/^[^\s\p{Cc}]{1,150}$/u.test(username)) {
    throw new BadInput('username', 'A user name has 1 to 150 characters and no spaces.');
  }
  if (findDeceptions(username).length > 0) {
    const rule = 'A user name has no invisible characters and no words of several scripts.';
    throw new BadInput('username', rule);
  }
}

export function usernameTakenError(): BadInput {
  return new BadInput(
    'username',
    'A user with this user name exists already, in this or another case.',
  );
}
