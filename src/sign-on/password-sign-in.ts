/* Signs in with a user name and password, for a token or a session. */

import type { Transaction } from 'kysely';
import { lockUnchangedPassword } from '../access/lock-unchanged-password.ts';
import { verifyPassword } from '../access/password-hashing.ts';
import { createSession, endSession } from '../access/start-and-end-sessions.ts';
import { recordSignIn } from '../access/token-lapse.ts';
import { clearAttempt, countAttempt } from '../access/sign-in-throttle.ts';
import { issueToken } from '../access/token-service.ts';
import { signInActor } from '../admin-audit/actor.ts';
import type { Database } from '../database/schema.ts';
import { runInTransaction } from '../database/transaction.ts';
import type { AppContext } from '../http/app-context.ts';
import { acceptInvitations } from '../people/invitations.ts';

type ServiceContext = Pick<AppContext, 'db' | 'clock' | 'sessionLimits'>;

export interface PasswordCredentials {
  username: string;
  password: string;
  clientIp: string;
  /** Identifies the browser if it is known for this account (UUID). */
  findKnownBrowser?: (account: string) => Promise<string | null>;
}

/** User name and password do not match, or the account is inactive. */
export class InvalidLoginError extends Error {
  /** UUID of the account; null where there is none with that user name. For the log only. */
  readonly person: string | null;

  constructor(person: string | null) {
    super('Invalid username or password.');
    this.name = 'InvalidLoginError';
    this.person = person;
  }
}

const PASSWORD_TOKEN_LIFETIME_MS = 24 * 3_600_000;

/** Signs in a program: a token that lasts 24 hours. Throws as `signInWithPassword`. */
export function signInForToken(
  context: ServiceContext,
  credentials: PasswordCredentials,
): Promise<{ person: string; key: string }> {
  return signInWithPassword(context, credentials, async (trx, owner) => {
    const now = context.clock();
    const token = await issueToken(trx, signInActor(owner.id, credentials.clientIp), {
      owner,
      name: 'password sign-in',
      scope: 'admin',
      now: now.toISOString(),
      expiresAt: new Date(now.getTime() + PASSWORD_TOKEN_LIFETIME_MS).toISOString(),
    });
    return { person: owner.uuid, key: token.key };
  });
}

/**
 * Signs in a browser: a session, which replaces the one with `previousKey`, so that a browser never
 * has two. Throws as `signInWithPassword`.
 */
export function signInForSession(
  context: ServiceContext,
  credentials: PasswordCredentials,
  { previousKey, userAgent }: { previousKey: string | undefined; userAgent: string },
): Promise<{ personId: number; person: string; key: string; uuid: string }> {
  return signInWithPassword(context, credentials, async (trx, owner) => {
    const now = context.clock();
    const { sessionLimits: limits } = context;
    if (previousKey !== undefined) await endSession(trx, previousKey);
    const { clientIp } = credentials;
    const session = await createSession(trx, {
      ...{ personId: owner.id, now, limits, clientIp, userAgent },
    });
    return { personId: owner.id, person: owner.uuid, ...session };
  });
}

interface SignInAccount {
  id: number;
  uuid: string;
  username: string;
}

/**
 * Verifies a password, turns open invitations to that person's e-mail address into memberships
 * (docs/rules/awards.md, A6.1), and runs `begin`, in one transaction. Neither the error nor the
 * response time says what was wrong. Throws InvalidLoginError, or a 429 after too many failures.
 */
async function signInWithPassword<Result>(
  { db, clock }: ServiceContext,
  { username, password, clientIp, findKnownBrowser }: PasswordCredentials,
  begin: (trx: Transaction<Database>, account: SignInAccount) => Promise<Result>,
): Promise<Result> {
  const person = await db
    .selectFrom('person')
    .select(['id', 'uuid', 'username', 'email', 'password_hash'])
    .where('username', '=', username)
    .where('is_active', '=', true)
    .executeTakeFirst();
  const knownBrowser = (person && (await findKnownBrowser?.(person.uuid))) ?? null;
  const attempt = { account: username, clientIp, knownBrowser };
  await countAttempt(db, attempt, clock());
  const matches = await verifyPassword(password, person?.password_hash ?? null);
  if (person === undefined || !matches) throw new InvalidLoginError(person?.uuid ?? null);
  await clearAttempt(db, attempt, clock());
  return runInTransaction(db, async (trx) => {
    if (!(await lockUnchangedPassword(trx, person))) throw new InvalidLoginError(person.uuid);
    await recordSignIn(trx, person.id, clock().toISOString());
    await acceptInvitations(trx, person, person.email, { now: clock().toISOString(), clientIp });
    return begin(trx, person);
  });
}
