/* The commands with which an operator gets back in, and shuts others out. */

import { text } from 'node:stream/consumers';
import type { Transaction } from 'kysely';
import { generatePassword } from '../access/password-hashing.ts';
import { replacePassword } from '../access/password-service.ts';
import { withdrawTokens } from '../access/token-service.ts';
import { commandLineActor } from '../admin-audit/actor.ts';
import { recordChange, recordDifference } from '../admin-audit/record-change.ts';
import type { Settings } from '../config/settings.ts';
import type { Database } from '../database/schema.ts';
import { runInTransaction } from '../database/transaction.ts';
import { RefusedError } from '../errors/refused-error.ts';
import { StartError } from '../errors/start-error.ts';
import { isEmailOfAnother } from '../people/unique-email.ts';
import { withDatabase } from '../service/open-database.ts';

const clock = (): Date => new Date();

/**
 * `user reset-password`: sets a password and ends the account's sessions; prints the password if it
 * was generated. Throws StartError for the account, BadInput for the password.
 */
export async function resetUserPassword(
  settings: Settings,
  username: string,
  { passwordStdin = false }: { passwordStdin?: boolean },
): Promise<void> {
  const chosen = passwordStdin ? (await text(process.stdin)).trimEnd() : undefined;
  const password = chosen ?? generatePassword();
  try {
    await withDatabase(settings, (db) =>
      replacePassword({ db, clock }, commandLineActor, { username, password }),
    );
  } catch (error) {
    if (error instanceof RefusedError && error.code === 'not_found') throw noUserError(username);
    throw error;
  }
  console.log(`user name  ${username}`);
  if (chosen === undefined) console.log(`password   ${password}`);
}

/**
 * `user make-staff`: makes an account active staff, which may do everything. Throws StartError where
 * there is no such account, it is a service account or was erased, or it is not active and another one
 * has its email.
 */
export async function makeStaff(settings: Settings, username: string): Promise<void> {
  const isChanged = await withDatabase(settings, (db) =>
    runInTransaction(db, async (trx) => {
      const account = await lockAccount(trx, username);
      const { id, uuid, is_staff, is_active, is_service_account } = account;
      if (is_service_account) throw new StartError(`${username} is a service account.`);
      if (account.erased !== null) throw new StartError('This person was erased.');
      if (is_staff && is_active) return false;
      if (!is_active) await requireUnsharedEmail(trx, account, username);
      const after = { is_staff: true, is_active: true };
      await trx.updateTable('person').set(after).where('id', '=', id).execute();
      await recordDifference(trx, commandLineActor, {
        at: clock().toISOString(),
        action: 'person.changed',
        subject: { uuid, name: username },
        before: { is_staff, is_active },
        after,
      });
      return true;
    }),
  );
  console.log(isChanged ? `${username} is staff now.` : `${username} is staff already.`);
}

/** Of two active accounts, only one may have an email. Throws StartError. */
async function requireUnsharedEmail(
  trx: Transaction<Database>,
  { id, email }: Account,
  username: string,
): Promise<void> {
  if (email === '' || !(await isEmailOfAnother(trx, email, id))) return;
  throw new StartError(
    `Another active account has the email of ${username}. Make that one staff, or create a new one.`,
  );
}

/** `token revoke`: of one account, or with `--all` of every one. Throws StartError. */
export async function revokeTokens(
  settings: Settings,
  username: string | undefined,
  options: { all?: boolean },
): Promise<void> {
  const count = await changeSelected(settings, username, options, (trx, owner) =>
    withdrawTokens(trx, commandLineActor, {
      ownerId: owner?.id ?? null,
      now: clock().toISOString(),
    }),
  );
  console.log(count === 0 ? 'There was no token.' : `Revoked: ${count}.`);
}

/** `session end`: of one account, or with `--all` of everybody. Throws StartError. */
export async function endUserSessions(
  settings: Settings,
  username: string | undefined,
  options: { all?: boolean },
): Promise<void> {
  const count = await changeSelected(settings, username, options, async (trx, owner) => {
    const { numDeletedRows } = await trx
      .deleteFrom('session')
      .$if(owner !== null, (query) => query.where('person_id', '=', owner?.id as number))
      .executeTakeFirst();
    const ended = Number(numDeletedRows);
    if (ended === 0) return 0;
    await recordChange(trx, commandLineActor, {
      at: clock().toISOString(),
      action: 'session.ended',
      subject: { uuid: owner?.uuid ?? null, name: username ?? 'everybody' },
      before: { sessions: ended },
      after: null,
    });
    return ended;
  });
  console.log(count === 0 ? 'There was no session.' : `Ended: ${count}.`);
}

type Account = Awaited<ReturnType<typeof lockAccount>>;

/**
 * Runs `change` in a transaction with the named account locked, or with null for `--all`, and returns
 * what it counted. Throws StartError.
 */
async function changeSelected(
  settings: Settings,
  username: string | undefined,
  { all = false }: { all?: boolean },
  change: (trx: Transaction<Database>, owner: Account | null) => Promise<number>,
): Promise<number> {
  if (all === (username !== undefined)) {
    throw new StartError('Name one user, or say --all.');
  }
  return withDatabase(settings, (db) =>
    runInTransaction(db, async (trx) =>
      change(trx, username === undefined ? null : await lockAccount(trx, username)),
    ),
  );
}

async function lockAccount(trx: Transaction<Database>, username: string) {
  const account = await trx
    .selectFrom('person')
    .select(['id', 'uuid', 'email', 'is_staff', 'is_active', 'is_service_account', 'erased'])
    .where('username', '=', username)
    .where('is_robot', '=', false)
    .forNoKeyUpdate()
    .executeTakeFirst();
  if (account === undefined) throw noUserError(username);
  return account;
}

function noUserError(username: string): StartError {
  return new StartError(`There is no user named ${username}.`);
}
