/* Signs in with an OpenID provider: the start, and the return from the provider. */

import { randomBytes } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import {
  readSessionCookie,
  readSignOnCookie,
  setSessionCookie,
  setSignOnCookie,
} from '../access/session-cookies.ts';
import { createSession, endSession, lockActiveSession } from '../access/start-and-end-sessions.ts';
import { logSignIn } from '../access/sign-in-log.ts';
import { recordSignIn } from '../access/token-lapse.ts';
import { hashKey } from '../access/token-store.ts';
import { lockRow, runInTransaction } from '../database/transaction.ts';
import { getClientIp } from '../http/client-ip.ts';
import type { AppContext } from '../http/app-context.ts';
import type { OpenIdProvider, VerifiedIdentity } from './openid-provider.ts';
import { findOrCreatePerson, linkIdentity } from './person-from-identity.ts';
import { SignOnRefusedError } from './sign-on-refused-error.ts';
import { recordRefusedSignOn } from './refused-sign-on-store.ts';
import { consumeSignOn, type SignOn, storeSignOn } from './sign-on-store.ts';

/** A sign-on that cannot continue. */
export class SignOnFailedError extends Error {
  /** `expired`: not begun in this browser, begun too long ago, or used already. */
  readonly problem: 'expired' | 'refused';

  constructor(problem: 'expired' | 'refused') {
    super(problem);
    this.name = 'SignOnFailedError';
    this.problem = problem;
  }
}

/** An identity could not be added to the account of somebody who stays signed in. */
export class LinkingFailedError extends Error {
  /** The path of the page that explains it. */
  readonly page: string;

  constructor(page: string, cause: unknown) {
    super('An identity could not be added.', { cause });
    this.name = 'LinkingFailedError';
    this.page = page;
  }
}

/**
 * Begins a sign-on: stores it, sets its cookie and returns the provider's URL to go to. Throws where
 * the provider does not answer.
 */
export async function startSignOn(
  context: AppContext,
  provider: OpenIdProvider,
  request: FastifyRequest,
  reply: FastifyReply,
  {
    anotherAccount = false,
    ...purpose
  }: Pick<SignOn, 'next' | 'personId'> & {
    /** The provider asks who signs on, although it knows the browser. */
    anotherAccount?: boolean;
  },
): Promise<string> {
  const base = context.baseUrl(request);
  const handshake = provider.createHandshake();
  const redirectUri = buildRedirectUri(base, provider);
  const url = await provider.buildAuthorizationUrl(handshake, redirectUri, { anotherAccount });
  const key = randomBytes(32).toString('base64url');
  // Stored now: the session cookie is SameSite=Strict, so the way back from the provider lacks it.
  const sessionKey = readSessionCookie(request, base);
  const signOn = {
    ...handshake,
    ...purpose,
    provider: provider.settings.slug,
    sessionDigest: sessionKey === undefined ? null : hashKey(sessionKey),
  };
  await storeSignOn(context.db, key, signOn, context.clock());
  setSignOnCookie(reply, base, key);
  return url;
}

/**
 * Completes a sign-on when the provider sends the browser back: signs in, or adds the identity to the
 * account that began it. Returns the path of the page to continue with. Throws SignOnFailedError,
 * SignOnRefusedError, what the provider's reply is at fault with, or LinkingFailedError with one of these.
 */
export async function completeSignOn(
  context: AppContext,
  provider: OpenIdProvider,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<string> {
  const callback = new URL(buildRedirectUri(context.baseUrl(request), provider));
  callback.search = request.url.includes('?') ? request.url.slice(request.url.indexOf('?')) : '';
  const signOn = await consumeRequestSignOn(context, provider, request, callback.searchParams);
  try {
    if (callback.searchParams.get('error') === 'access_denied') {
      throw new SignOnFailedError('refused');
    }
    const identity = await provider.completeSignOn(signOn, callback);
    if (signOn.personId === null) {
      await signIn(context, provider, request, reply, { signOn, identity });
    } else {
      const { personId, sessionDigest } = signOn;
      const clientIp = getClientIp(request);
      await addIdentityToAccount(context, { personId, sessionDigest, identity, clientIp });
    }
  } catch (error) {
    const hasSession = !(error instanceof SignOnFailedError && error.problem === 'expired');
    // The person is signed in all the while: their own page explains the problem.
    if (signOn.personId !== null && hasSession) throw new LinkingFailedError(signOn.next, error);
    throw error;
  }
  return signOn.next;
}

/** The sign-on in progress that the request belongs to. Throws SignOnFailedError (`expired`). */
async function consumeRequestSignOn(
  { db, baseUrl, clock }: AppContext,
  provider: OpenIdProvider,
  request: FastifyRequest,
  parameters: URLSearchParams,
): Promise<SignOn> {
  const key = readSignOnCookie(request, baseUrl(request));
  const state = parameters.get('state');
  if (key === undefined || state === null) throw new SignOnFailedError('expired');
  const expected = { provider: provider.settings.slug, state: state.replaceAll('\0', '') };
  const signOn = await consumeSignOn(db, key, expected, clock());
  if (signOn === null) throw new SignOnFailedError('expired');
  return signOn;
}

async function signIn(
  { db, clock, baseUrl, sessionLimits }: AppContext,
  { settings }: OpenIdProvider,
  request: FastifyRequest,
  reply: FastifyReply,
  { signOn, identity }: { signOn: SignOn; identity: VerifiedIdentity },
): Promise<void> {
  const now = clock();
  const clientIp = getClientIp(request);
  const { key, person } = await runInTransaction(db, async (trx) => {
    // A browser never has two sessions: the previous one ends with the new one.
    if (signOn.sessionDigest !== null) await endSession(trx, signOn.sessionDigest);
    const origin = { now: now.toISOString(), clientIp };
    const { id: personId, uuid } = await findOrCreatePerson(trx, settings, identity, origin);
    await recordSignIn(trx, personId, origin.now);
    const session = await createSession(trx, {
      personId,
      now,
      limits: sessionLimits,
      clientIp,
      userAgent: request.headers['user-agent'] ?? '',
      signOn: { provider: settings.slug, ...identity },
    });
    return { ...session, person: uuid };
  }).catch(async (error: unknown) => {
    if (error instanceof SignOnRefusedError) {
      const refusal = { problem: error.problem, now: now.toISOString() };
      await recordRefusedSignOn(db, settings, identity, refusal);
    }
    throw error;
  });
  setSessionCookie(reply, baseUrl(request), key);
  logSignIn(request, { outcome: 'accepted', way: settings.slug, person });
}

/**
 * Adds an identity to the account in whose session the sign-on began. That session must still be
 * active: somebody with an ended session's cookie must not gain a permanent way to sign in. Throws
 * SignOnFailedError or SignOnRefusedError.
 */
async function addIdentityToAccount(
  { db, clock, sessionLimits }: AppContext,
  addition: {
    personId: number;
    sessionDigest: Buffer | null;
    identity: VerifiedIdentity;
    clientIp: string;
  },
): Promise<void> {
  const { personId, sessionDigest, identity, clientIp } = addition;
  const now = clock();
  await runInTransaction(db, async (trx) => {
    // Before the session, which an erasure deletes after it has locked the account.
    await lockRow(trx, 'person', personId);
    const isActive =
      sessionDigest !== null &&
      (await lockActiveSession(trx, sessionDigest, personId, now, sessionLimits));
    if (!isActive) throw new SignOnFailedError('expired');
    const person = await trx
      .selectFrom('person')
      .select(['id', 'uuid', 'username'])
      .where('id', '=', personId)
      .where('is_active', '=', true)
      .executeTakeFirst();
    if (person === undefined) throw new SignOnRefusedError('inactive');
    const actor = { personId, via: 'session', clientIp } as const;
    await linkIdentity(trx, person, identity, { now: now.toISOString(), actor });
  });
}

const buildRedirectUri = (base: string, { settings: { slug } }: OpenIdProvider): string =>
  `${base}/api/sign-in/${slug}/callback/`;
