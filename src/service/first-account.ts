import type { Kysely } from 'kysely';
import { generatePassword, hashPassword } from '../access/password-hashing.ts';
import { getTokenExpiry } from '../access/token-lapse.ts';
import { issueToken } from '../access/token-service.ts';
import { startActor } from '../admin-audit/actor.ts';
import type { Database } from '../database/schema.ts';
import { runInTransaction } from '../database/transaction.ts';
import { createPerson } from '../people/create-person.ts';

/** The first account, to be shown to the operator once. */
export interface FirstAccount {
  username: string;
  /** null where the settings chose it: a known secret is not printed. */
  password: string | null;
  token: string | null;
}

const firstUsername = 'admin';

/**
 * Makes the first staff account, with a token, on a database without accounts; returns null on any
 * other. Of replicas that start together, one makes it. `chosen` comes from the settings, which have
 * checked it.
 */
export async function createFirstAccount(
  db: Kysely<Database>,
  chosen: { adminPassword: string | null; adminToken: string | null },
  now: string,
): Promise<FirstAccount | null> {
  const password = chosen.adminPassword ?? generatePassword();
  const person = {
    username: firstUsername,
    first_name: 'Administrator',
    is_staff: true,
    password_hash: await hashPassword(password),
  };
  return runInTransaction(db, async (trx) => {
    const existing = await trx
      .selectFrom('person')
      .select('id')
      .where('is_robot', '=', false)
      .limit(1)
      .executeTakeFirst();
    if (existing) return null;
    const owner = await createPerson(trx, startActor, person, { now });
    if (owner === null) return null;
    const token = await issueToken(trx, startActor, {
      owner,
      name: 'first account',
      scope: 'admin',
      now,
      expiresAt: getTokenExpiry(new Date(now)),
      ...(chosen.adminToken !== null && { key: chosen.adminToken }),
    });
    return {
      username: firstUsername,
      password: chosen.adminPassword === null ? password : null,
      token: chosen.adminToken === null ? token.key : null,
    };
  });
}

/** A line for each setting that chose something of the first account, which exists already. */
export function describeIgnoredSettings({
  adminPassword,
  adminToken,
}: {
  adminPassword: string | null;
  adminToken: string | null;
}): string[] {
  const reason = 'is ignored: the database has accounts already';
  return [
    ...(adminPassword === null
      ? []
      : [
          `GATEHOUSE_ADMIN_PASSWORD ${reason}. Staff set passwords under People; reset links are there too.`,
        ]),
    ...(adminToken === null
      ? []
      : [`GATEHOUSE_ADMIN_TOKEN ${reason}. Create a token with: npx gatehouse token create NAME`]),
  ];
}

/** Call this at once after creating it: if a later step fails, it cannot be printed again. */
export function printFirstAccount(account: FirstAccount | null): void {
  if (account === null) return;
  const chosen = '(as set in the environment)';
  console.log('The first account, shown only this once:');
  console.log(`  user name  ${account.username}`);
  console.log(`  password   ${account.password ?? chosen}`);
  console.log(`  API token  ${account.token ?? chosen}`);
}
