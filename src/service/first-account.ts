import type { Kysely } from 'kysely';
import { generatePassword, hashPassword } from '../access/password-hashing.ts';
import { createToken } from '../access/token-store.ts';
import { recordChange } from '../admin-audit/record-change.ts';
import type { Database } from '../database/schema.ts';
import { runInTransaction } from '../database/transaction.ts';

/** The first account, which is printed once. */
export interface FirstAccount {
  username: string;
  /** null if it was set in the environment: its owner knows it. */
  password: string | null;
  token: string | null;
}

const firstUsername = 'admin';

/**
 * Creates the first staff account; returns null if there is an account already. Replicas that start
 * at the same time create one.
 */
export async function createFirstAccount(
  db: Kysely<Database>,
  chosen: { adminPassword: string | null; adminToken: string | null },
  now: string,
): Promise<FirstAccount | null> {
  const password = chosen.adminPassword ?? generatePassword();
  const passwordHash = await hashPassword(password);
  return runInTransaction(db, async (trx) => {
    const somebody = await trx
      .selectFrom('person')
      .select('id')
      .where('is_robot', '=', false)
      .limit(1)
      .executeTakeFirst();
    if (somebody) return null;
    const made = await trx
      .insertInto('person')
      .values({
        username: firstUsername,
        first_name: 'Administrator',
        is_staff: true,
        password_hash: passwordHash,
        date_joined: now,
      })
      .onConflict((conflict) => conflict.column('username').doNothing())
      .returning(['id', 'uuid'])
      .executeTakeFirst();
    if (made === undefined) return null;
    const { uuid, id } = made;
    const actor = { personId: null, via: 'start', clientIp: '' } as const;
    await recordChange(trx, actor, {
      at: now,
      action: 'person.created',
      subject: { uuid, name: firstUsername },
      before: null,
      after: { username: firstUsername, is_staff: true, password: 'set', token: 'made' },
    });
    const token = await createToken(trx, {
      personId: id,
      name: 'first account',
      scope: 'admin',
      now,
      expiresAt: null,
      ...(chosen.adminToken !== null && { key: chosen.adminToken }),
    });
    return {
      username: firstUsername,
      password: chosen.adminPassword === null ? password : null,
      token: chosen.adminToken === null ? token : null,
    };
  });
}
