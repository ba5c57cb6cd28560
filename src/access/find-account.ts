import type { Kysely } from 'kysely';
import type { Database } from '../database/schema.ts';
import { notFoundError } from '../errors/refused-error.ts';
import type { Caller } from '../http/caller.ts';

/** An account whose sessions, tokens, password or identities somebody looks at or changes. */
export interface Account {
  id: number;
  uuid: string;
  username: string;
  is_active: boolean;
  is_service_account: boolean;
  last_sign_in: string | null;
}

/**
 * The account with this UUID: the caller's own, or any but the robot's for staff. Throws RefusedError
 * (`not_found`) for others.
 */
export async function findOwnOrAnyAccount(
  db: Kysely<Database>,
  caller: Caller,
  uuid: string,
): Promise<Account> {
  if (uuid !== caller.uuid && !caller.isStaff) throw notFoundError();
  const account = await db
    .selectFrom('person')
    .select(['id', 'uuid', 'username', 'is_active', 'is_service_account', 'last_sign_in'])
    .where('uuid', '=', uuid)
    .where('is_robot', '=', false)
    .executeTakeFirst();
  if (account === undefined) throw notFoundError();
  return account;
}
