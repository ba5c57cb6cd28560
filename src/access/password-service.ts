/* Changes passwords: one's own with the current one, a forgotten one with a link from staff. */

import type { Transaction } from 'kysely';
import { type Actor, signInActor, toActor } from '../admin-audit/actor.ts';
import { recordChange } from '../admin-audit/record-change.ts';
import { BadInput } from '../award/bad-input.ts';
import type { Database } from '../database/schema.ts';
import { runInTransaction } from '../database/transaction.ts';
import { conflictError, notFoundError } from '../errors/refused-error.ts';
import { type Caller, requireStaff } from '../http/caller.ts';
import type { AppContext } from '../http/app-context.ts';
import { findOwnOrAnyAccount } from './find-account.ts';
import { lockUnerasedPerson } from './lock-unerased-person.ts';
import { lockUnchangedPassword } from './lock-unchanged-password.ts';
import { hashPassword, verifyPassword } from './password-hashing.ts';
import {
  consumeResetLink,
  createResetLink,
  deleteResetLinks,
  findResetLinkOwner,
} from './password-reset-links.ts';
import { checkPassword, listGuessableNames } from './password-rules.ts';
import { endSessions } from './start-and-end-sessions.ts';
import { clearAttempt, countAttempt } from './sign-in-throttle.ts';

type ServiceContext = Pick<AppContext, 'db' | 'clock'>;

/** The current password that somebody entered for a change is wrong. */
export class WrongPasswordError extends BadInput {
  constructor() {
    super('current_password', 'This is not your password.');
    this.name = 'WrongPasswordError';
  }
}

/**
 * Changes the caller's own password and ends their other sessions, with an audit entry. Throws
 * WrongPasswordError, BadInput for the new password, a 429 after too many wrong ones.
 */
export async function changeOwnPassword(
  { db, clock }: ServiceContext,
  caller: Caller,
  { current, next }: { current: string; next: string },
): Promise<void> {
  const now = clock();
  const person = await db
    .selectFrom('person')
    .select(['id', 'uuid', 'username', 'full_name', 'email', 'password_hash'])
    .where('id', '=', caller.personId)
    .executeTakeFirstOrThrow();
  const attempt = { account: person.username, clientIp: caller.clientIp };
  await countAttempt(db, attempt, now);
  if (!(await verifyPassword(current, person.password_hash))) throw new WrongPasswordError();
  await clearAttempt(db, attempt, now);
  checkPassword(next, listGuessableNames(person), 'new_password');
  const passwordHash = await hashPassword(next);
  await runInTransaction(db, async (trx) => {
    if (!(await lockUnchangedPassword(trx, person))) throw new WrongPasswordError();
    await setPassword(trx, toActor(caller), person, {
      passwordHash,
      now,
      sessionToKeep: caller.credential.uuid,
    });
  });
}

/**
 * Creates the link with which an account's owner sets a new password; staff only. Returns its key.
 * Throws RefusedError where the caller may not, or the account is a service account or inactive.
 */
export async function createPasswordResetLink(
  { db, clock }: ServiceContext,
  caller: Caller,
  accountUuid: string,
): Promise<{ key: string; expiresAt: string }> {
  const account = await findOwnOrAnyAccount(db, caller, accountUuid);
  requireStaff(caller);
  if (account.is_service_account) throw conflictError('A service account has no password.');
  if (!account.is_active) throw conflictError('This account is deactivated.');
  const now = clock();
  return runInTransaction(db, async (trx) => {
    await lockUnerasedPerson(trx, account.id);
    const link = await createResetLink(trx, account.id, now);
    await recordChange(trx, toActor(caller), {
      at: now.toISOString(),
      action: 'person.reset_link_made',
      subject: { uuid: account.uuid, name: account.username },
      before: null,
      after: { expires_at: link.expiresAt },
    });
    return link;
  });
}

/** The account that a reset link is for. Throws BadInput where it was used or has expired. */
export async function requireResetLinkOwner({ db, clock }: ServiceContext, key: string) {
  const owner = await findResetLinkOwner(db, key, clock());
  if (owner === null) throw usedLinkError();
  return owner;
}

/**
 * Sets a new password with a reset link, which then no longer works, and ends all sessions of the
 * account, with an audit entry. Throws BadInput for the link or the password.
 */
export async function resetPassword(
  context: ServiceContext,
  { key, password, clientIp }: { key: string; password: string; clientIp: string },
): Promise<void> {
  const owner = await requireResetLinkOwner(context, key);
  checkPassword(password, listGuessableNames(owner), 'new_password');
  const passwordHash = await hashPassword(password);
  await runInTransaction(context.db, async (trx) => {
    if (!(await consumeResetLink(trx, key))) throw usedLinkError();
    await setPassword(trx, signInActor(owner.id, clientIp), owner, {
      passwordHash,
      now: context.clock(),
    });
  });
}

/**
 * Sets the password of an account without the present one or a link, for somebody with a shell on the
 * machine; ends its sessions and reset links, with an audit entry. Throws BadInput for the password,
 * RefusedError (`not_found`, `conflict`) where no such account signs in with one.
 */
export async function replacePassword(
  { db, clock }: ServiceContext,
  actor: Actor,
  { username, password }: { username: string; password: string },
): Promise<void> {
  const account = await db
    .selectFrom('person')
    .select([
      'id',
      'uuid',
      'username',
      'full_name',
      'email',
      'is_active',
      'is_robot',
      'is_service_account',
    ])
    .where('username', '=', username)
    .executeTakeFirst();
  if (account === undefined || account.is_robot) throw notFoundError();
  if (account.is_service_account) throw conflictError('A service account has no password.');
  if (!account.is_active) throw conflictError('This account is deactivated.');
  checkPassword(password, listGuessableNames(account), 'password');
  const passwordHash = await hashPassword(password);
  await runInTransaction(db, (trx) =>
    setPassword(trx, actor, account, { passwordHash, now: clock() }),
  );
}

function usedLinkError(): BadInput {
  return new BadInput('key', 'This link has been used or is too old. Ask for another.');
}

/** Ends the sessions of the account but `keptSession`, and deletes its reset link. */
async function setPassword(
  trx: Transaction<Database>,
  actor: Actor,
  { id, uuid, username }: { id: number; uuid: string; username: string },
  { passwordHash, now, sessionToKeep }: { passwordHash: string; now: Date; sessionToKeep?: string },
): Promise<void> {
  await lockUnerasedPerson(trx, id);
  await trx
    .updateTable('person')
    .set({ password_hash: passwordHash })
    .where('id', '=', id)
    .execute();
  await endSessions(trx, id, sessionToKeep === undefined ? {} : { except: sessionToKeep });
  await deleteResetLinks(trx, id);
  await recordChange(trx, actor, {
    at: now.toISOString(),
    action: 'person.password_changed',
    subject: { uuid, name: username },
    before: { password: null },
    after: { password: 'changed' },
  });
}
