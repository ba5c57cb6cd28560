import { findOwnOrAnyAccount } from '../access/find-account.ts';
import { lockUnerasedPerson } from '../access/lock-unerased-person.ts';
import { findSessionStart } from '../access/start-and-end-sessions.ts';
import { toActor } from '../admin-audit/actor.ts';
import { recordChange } from '../admin-audit/record-change.ts';
import { runInTransaction } from '../database/transaction.ts';
import { conflictError, forbiddenError, notFoundError } from '../errors/refused-error.ts';
import { type Caller, requireStaff } from '../http/caller.ts';
import type { AppContext } from '../http/app-context.ts';
import { type IdentityRow, listIdentities, removeIdentity } from './identity-store.ts';
import { linkIdentity } from './person-from-identity.ts';
import { SignOnRefusedError } from './sign-on-refused-error.ts';

type ServiceContext = Pick<AppContext, 'db' | 'clock'>;

/** The identities of an account: everybody their own, staff everybody's. Throws RefusedError. */
export async function listAccountIdentities(
  { db }: ServiceContext,
  caller: Caller,
  accountUuid: string,
): Promise<IdentityRow[]> {
  return listIdentities(db, (await findOwnOrAnyAccount(db, caller, accountUuid)).id);
}

/**
 * Adds an identity to an account; staff only. `resolveIssuer` finds the issuer once the caller is known
 * to be allowed. Throws RefusedError where the caller may not, the account is a service account or was
 * erased, or the identity belongs to an account.
 */
export async function addAccountIdentity(
  { db, clock }: ServiceContext,
  caller: Caller,
  accountUuid: string,
  { subject, resolveIssuer }: { subject: string; resolveIssuer: () => Promise<string> },
): Promise<void> {
  const account = await findOwnOrAnyAccount(db, caller, accountUuid);
  requireStaff(caller);
  if (account.is_service_account) {
    throw conflictError('A service account has tokens; nobody signs in as it.');
  }
  const issuer = await resolveIssuer();
  const origin = { now: clock().toISOString(), actor: toActor(caller) };
  try {
    await runInTransaction(db, async (trx) => {
      await lockUnerasedPerson(trx, account.id);
      await linkIdentity(trx, account, { issuer, subject }, origin);
    });
  } catch (error) {
    if (!(error instanceof SignOnRefusedError)) throw error;
    throw conflictError('This identity already belongs to an account.');
  }
}

/**
 * Removes an identity from an account: everybody their own, staff everybody's. Throws RefusedError
 * (`not_found`) where the account has no such identity or the caller may not see it.
 */
export async function removeAccountIdentity(
  { db, clock }: ServiceContext,
  caller: Caller,
  accountUuid: string,
  identityUuid: string,
): Promise<void> {
  const account = await findOwnOrAnyAccount(db, caller, accountUuid);
  await runInTransaction(db, async (trx) => {
    const removed = await removeIdentity(trx, account.id, identityUuid);
    if (removed === null) throw notFoundError();
    await recordChange(trx, toActor(caller), {
      at: clock().toISOString(),
      action: 'person.identity_removed',
      subject: { uuid: account.uuid, name: account.username },
      before: removed,
      after: null,
    });
  });
}

/** How long after sign-in somebody may add an identity to their own account. */
const MAX_SIGN_IN_AGE_MS = 15 * 60_000;

/**
 * Throws RefusedError (`forbidden`) unless the caller signed in recently: somebody who finds a browser
 * left open must not gain a permanent way to sign in.
 */
export async function requireRecentSignIn(
  { db, clock }: ServiceContext,
  { credential }: Caller,
): Promise<void> {
  if (credential.via !== 'session') throw forbiddenError('This is possible in a browser only.');
  const start = await findSessionStart(db, credential.uuid);
  if (start !== null && clock().getTime() - Date.parse(start) <= MAX_SIGN_IN_AGE_MS) return;
  throw forbiddenError(
    'This needs a sign-in of the last 15 minutes. Sign out, sign in, try again.',
  );
}
