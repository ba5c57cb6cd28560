import { randomBytes } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import {
  isCrossSiteRequest,
  setSessionCookie,
  setSignOnCookie,
  readSignOnCookie,
  readSessionCookie,
} from '../access/cookies.ts';
import { createNetworkRateLimit } from '../access/request-rate-limit.ts';
import {
  createSession,
  deleteExpiredSessions,
  endSession,
  lockActiveSession,
} from '../access/session-store.ts';
import { logSignIn } from '../access/sign-in-log.ts';
import { hashKey } from '../access/token-store.ts';
import { runInTransaction } from '../database/transaction.ts';
import { getClientIp } from '../http/client-ip.ts';
import { notFound } from '../http/http-problem.ts';
import { type App, type AppContext, NoBody, errorResponses } from '../http/route-types.ts';
import { type VerifiedIdentity, OpenIdProvider } from './openid-provider.ts';
import { linkIdentity, findOrCreatePerson, SignOnRefusedError } from './person-from-identity.ts';
import { storeSignOn, type SignOn, consumeSignOn } from './store.ts';

/** Everything that signing on elsewhere stands on. */
export interface SignOnContext {
  context: AppContext;
  providers: readonly OpenIdProvider[];
  passwordLogin: boolean;
}

const tags = ['access'];

const SignInMethodsSchema = Type.Object({
  password: Type.Boolean({ description: 'Whether accounts here may sign in with a password.' }),
  providers: Type.Array(
    Type.Object({ slug: Type.String(), name: Type.String(), url: Type.String() }),
  ),
});
const ProviderParams = Type.Object({ provider: Type.String({ maxLength: 40 }) });
const redirectResponses = { 302: NoBody, ...errorResponses(404) };
/** A minute from one network: each leaves a row behind for ten, and nobody is known yet. */
const maxSignOnsPerMinute = 120;

/** `/api/sign-in/`: how one gets in, and single sign-on with OpenID Connect. */
export function signOnRoutes(app: App, parts: SignOnContext): void {
  const { context: desk, providers, passwordLogin } = parts;
  const limitBeginnings = createNetworkRateLimit(app, maxSignOnsPerMinute);

  app.get('/api/sign-in/', {
    config: { isPublic: true },
    schema: {
      operationId: 'sign_in_list',
      summary: 'The ways to sign in',
      tags,
      security: [],
      response: { 200: SignInMethodsSchema, ...errorResponses() },
    },
    handler: async () => ({
      password: passwordLogin,
      providers: providers.map(({ settings: { slug, name } }) => ({
        slug,
        name,
        url: `/api/sign-in/${slug}/`,
      })),
    }),
  });

  app.get('/api/sign-in/:provider/', {
    config: { isPublic: true },
    schema: {
      operationId: 'sign_in_begin',
      summary: 'Go to an OpenID provider to sign in',
      tags,
      security: [],
      params: ProviderParams,
      querystring: Type.Object({
        next: Type.Optional(Type.String({ description: 'The page to go on with.' })),
      }),
      response: redirectResponses,
    },
    handler: async (request, reply) => {
      const provider = requireProvider(parts, request.params.provider);
      const next = toLocalPath(request.query.next);
      // Nobody is signed in because another site sends their browser here: they say so themselves.
      if (isCrossSiteRequest(request)) {
        return reply.redirect(`/sign-in?next=${encodeURIComponent(next)}`, 302);
      }
      await limitBeginnings(request);
      const wanted = { next, personId: null };
      try {
        return reply.redirect(await startSignOn(desk, provider, request, reply, wanted), 302);
      } catch (error) {
        return redirectWithProblem(request, reply, provider, error);
      }
    },
  });

  app.get('/api/sign-in/:provider/callback/', {
    config: { isPublic: true },
    schema: {
      operationId: 'sign_in_finish',
      summary: 'Where an OpenID provider sends the browser back to',
      tags,
      security: [],
      params: ProviderParams,
      response: { 303: NoBody, ...errorResponses(404) },
    },
    handler: async (request, reply) => {
      const provider = requireProvider(parts, request.params.provider);
      try {
        return reply.redirect(await completeSignOn(desk, provider, request, reply), 303);
      } catch (error) {
        return redirectWithProblem(request, reply, provider, error);
      }
    },
  });
}

/** Begins a sign-on and gives the provider's address to go to. */
export async function startSignOn(
  desk: AppContext,
  provider: OpenIdProvider,
  request: FastifyRequest,
  reply: FastifyReply,
  wanted: Pick<SignOn, 'next' | 'personId'>,
): Promise<string> {
  const base = desk.baseUrl(request);
  const handshake = OpenIdProvider.createHandshake();
  const url = await provider.buildAuthorizationUrl(handshake, buildRedirectUri(base, provider));
  const key = randomBytes(32).toString('base64url');
  // On the way back it is not brought (SameSite=Strict).
  const brought = readSessionCookie(request, base);
  const signOn = {
    ...handshake,
    ...wanted,
    provider: provider.settings.slug,
    sessionDigest: brought === undefined ? null : hashKey(brought),
  };
  await storeSignOn(desk.db, key, signOn, desk.clock());
  setSignOnCookie(reply, base, key);
  return url;
}

/** Ends a sign-on: signed in, or the identity added. Gives the page to go on with. */
async function completeSignOn(
  desk: AppContext,
  provider: OpenIdProvider,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<string> {
  const base = desk.baseUrl(request);
  const answer = new URL(buildRedirectUri(base, provider));
  answer.search = request.url.includes('?') ? request.url.slice(request.url.indexOf('?')) : '';
  const signOn = await consumeRequestSignOn(
    desk,
    provider,
    request,
    answer.searchParams.get('state'),
  );
  if (signOn === null) throw new SignOnFailedError('expired');
  if (answer.searchParams.get('error') === 'access_denied') throw new SignOnFailedError('refused');
  const assertion = await provider.completeSignOn(signOn, answer);
  const now = desk.clock();
  const witness = { now: now.toISOString(), address: getClientIp(request) };
  if (signOn.personId !== null) {
    await addIdentityToAccount(desk, signOn, signOn.personId, assertion, witness);
    return signOn.next;
  }
  const { key, person } = await runInTransaction(desk.db, async (trx) => {
    await deleteExpiredSessions(trx, now);
    // Nobody has two sessions in one browser: the one before ends with the new one.
    if (signOn.sessionDigest !== null) await endSession(trx, signOn.sessionDigest);
    const { id: personId, uuid } = await findOrCreatePerson(
      trx,
      provider.settings,
      assertion,
      witness,
    );
    const session = await createSession(trx, {
      personId,
      now,
      clientIp: getClientIp(request),
      userAgent: request.headers['user-agent'] ?? '',
      signOn: { provider: provider.settings.slug, idToken: assertion.idToken },
    });
    return { ...session, person: uuid };
  });
  setSessionCookie(reply, base, key);
  logSignIn(request, { outcome: 'accepted', way: provider.settings.slug, person });
  return signOn.next;
}

/**
 * Adds the identity to the account of whoever began, in whose session: where that has ended since,
 * whoever has its cookie still makes no way in that stays. Throws SignOnFailed or SignOnRefused.
 */
async function addIdentityToAccount(
  desk: AppContext,
  { sessionDigest }: SignOn,
  personId: number,
  assertion: VerifiedIdentity,
  { now, address }: { now: string; address: string },
): Promise<void> {
  await runInTransaction(desk.db, async (trx) => {
    const isOpen =
      sessionDigest !== null &&
      (await lockActiveSession(trx, sessionDigest, personId, desk.clock()));
    if (!isOpen) throw new SignOnFailedError('expired');
    const person = await trx
      .selectFrom('person')
      .select(['id', 'uuid', 'username'])
      .where('id', '=', personId)
      .where('is_active', '=', true)
      .executeTakeFirst();
    if (person === undefined) throw new SignOnRefusedError('inactive');
    const actor = { personId, via: 'session', clientIp: address } as const;
    await linkIdentity(trx, person, assertion, { now, actor });
  });
}

async function consumeRequestSignOn(
  desk: AppContext,
  provider: OpenIdProvider,
  request: FastifyRequest,
  state: string | null,
): Promise<SignOn | null> {
  const key = readSignOnCookie(request, desk.baseUrl(request));
  if (key === undefined || state === null) return null;
  const known = { provider: provider.settings.slug, state: state.replaceAll('\0', '') };
  return consumeSignOn(desk.db, key, known, desk.clock());
}

/** `expired`: not begun in this browser, too long ago, or used already. */
class SignOnFailedError extends Error {
  readonly problem: 'expired' | 'refused';

  constructor(problem: 'expired' | 'refused') {
    super(problem);
    this.name = 'SignOnFailed';
    this.problem = problem;
  }
}

/** Back to the sign-in page, which says what to do. Why, in full, is for the operator alone. */
function redirectWithProblem(
  request: FastifyRequest,
  reply: FastifyReply,
  { settings: { slug } }: OpenIdProvider,
  error: unknown,
): FastifyReply {
  const isOurs = error instanceof SignOnFailedError || error instanceof SignOnRefusedError;
  const problem = isOurs ? error.problem : 'failed';
  const { code, message } = error as { code?: unknown; message?: unknown };
  // Never the error itself: what it carries may hold a token.
  const reason = { problem, code, message };
  logSignIn(request, { outcome: 'refused', way: slug, person: null, reason });
  return reply.redirect(`/sign-in?problem=${problem}`, 303);
}

export function requireProvider({ providers }: SignOnContext, slug: string): OpenIdProvider {
  const provider = providers.find(({ settings }) => settings.slug === slug);
  if (provider === undefined) throw notFound();
  return provider;
}

const buildRedirectUri = (base: string, { settings: { slug } }: OpenIdProvider): string =>
  `${base}/api/sign-in/${slug}/callback/`;

/** The page to go on with: a path of ours, whatever a link to the sign-in says. */
export function toLocalPath(next: string | undefined): string {
  if (next === undefined || next.length > 2000 || !next.startsWith('/')) return '/';
  const here = 'http://here.invalid';
  if (!URL.canParse(next, here)) return '/';
  const { origin, pathname, search, hash } = new URL(next, here);
  // As a browser reads it: `//elsewhere` and `/.//elsewhere` are other sites.
  const isOurs = origin === here && !pathname.startsWith('//') && !/^\/api\b/.test(pathname);
  return isOurs ? pathname + search + hash : '/';
}

/** What signing out at the provider takes, for a session that began there. */
export async function buildSignOutUrl(
  { context: desk, providers }: SignOnContext,
  request: FastifyRequest,
  session: { provider: string | null; id_token: string | null },
): Promise<string | null> {
  const provider = providers.find(({ settings }) => settings.slug === session.provider);
  if (provider === undefined || session.id_token === null) return null;
  return provider.buildSignOutUrl(session.id_token, `${desk.baseUrl(request)}/sign-in`);
}
