import { randomBytes } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import {
  comesFromElsewhere,
  giveSession,
  keepKeyOfSignOn,
  keyOfSignOn,
  sessionKeyOf,
} from '../access/cookie.ts';
import { limitOfNetworks } from '../access/request-limit.ts';
import { beginSession, dropEndedSessions, endSession, holdSession } from '../access/sessions.ts';
import { logSignIn } from '../access/sign-in-log.ts';
import { digestOf } from '../access/tokens.ts';
import { inTransaction } from '../database/transaction.ts';
import { addressOf } from '../http/client-address.ts';
import { notFound } from '../http/problem.ts';
import { type App, type Desk, NoBody, refusing } from '../http/resource.ts';
import { type Assertion, OpenIdProvider } from './openid.ts';
import { linkAssertion, personOfAssertion, SignOnRefused } from './people.ts';
import { keepSignOn, type SignOn, takeSignOn } from './store.ts';

/** Everything that signing on elsewhere stands on. */
export interface SignOnParts {
  desk: Desk;
  providers: readonly OpenIdProvider[];
  passwordLogin: boolean;
}

const tags = ['access'];

const WaysIn = Type.Object({
  password: Type.Boolean({ description: 'Whether accounts here may sign in with a password.' }),
  providers: Type.Array(
    Type.Object({ slug: Type.String(), name: Type.String(), url: Type.String() }),
  ),
});
const ProviderParams = Type.Object({ provider: Type.String({ maxLength: 40 }) });
const elsewhere = { 302: NoBody, ...refusing(404) };
/** A minute from one network: each leaves a row behind for ten, and nobody is known yet. */
const mostBeginnings = 120;

/** `/api/sign-in/`: how one gets in, and single sign-on with OpenID Connect. */
export function signOnRoutes(app: App, parts: SignOnParts): void {
  const { desk, providers, passwordLogin } = parts;
  const limitBeginnings = limitOfNetworks(app, mostBeginnings);

  app.get('/api/sign-in/', {
    config: { isPublic: true },
    schema: {
      operationId: 'sign_in_list',
      summary: 'The ways to sign in',
      tags,
      security: [],
      response: { 200: WaysIn, ...refusing() },
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
      response: elsewhere,
    },
    handler: async (request, reply) => {
      const provider = providerOf(parts, request.params.provider);
      const next = pageOf(request.query.next);
      // Nobody is signed in because another site sends their browser here: they say so themselves.
      if (comesFromElsewhere(request)) {
        return reply.redirect(`/sign-in?next=${encodeURIComponent(next)}`, 302);
      }
      await limitBeginnings(request);
      const wanted = { next, personId: null };
      try {
        return reply.redirect(await begin(desk, provider, request, reply, wanted), 302);
      } catch (error) {
        return refuse(request, reply, provider, error);
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
      response: { 303: NoBody, ...refusing(404) },
    },
    handler: async (request, reply) => {
      const provider = providerOf(parts, request.params.provider);
      try {
        return reply.redirect(await finish(desk, provider, request, reply), 303);
      } catch (error) {
        return refuse(request, reply, provider, error);
      }
    },
  });
}

/** Begins a sign-on and gives the provider's address to go to. */
export async function begin(
  desk: Desk,
  provider: OpenIdProvider,
  request: FastifyRequest,
  reply: FastifyReply,
  wanted: Pick<SignOn, 'next' | 'personId'>,
): Promise<string> {
  const base = desk.baseUrl(request);
  const handshake = OpenIdProvider.newHandshake();
  const url = await provider.begin(handshake, redirectUri(base, provider));
  const key = randomBytes(32).toString('base64url');
  // On the way back it is not brought (SameSite=Strict).
  const brought = sessionKeyOf(request, base);
  const signOn = {
    ...handshake,
    ...wanted,
    provider: provider.settings.slug,
    sessionDigest: brought === undefined ? null : digestOf(brought),
  };
  await keepSignOn(desk.db, key, signOn, desk.clock());
  keepKeyOfSignOn(reply, base, key);
  return url;
}

/** Ends a sign-on: signed in, or the identity added. Gives the page to go on with. */
async function finish(
  desk: Desk,
  provider: OpenIdProvider,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<string> {
  const base = desk.baseUrl(request);
  const answer = new URL(redirectUri(base, provider));
  answer.search = request.url.includes('?') ? request.url.slice(request.url.indexOf('?')) : '';
  const signOn = await signOnOf(desk, provider, request, answer.searchParams.get('state'));
  if (signOn === null) throw new SignOnFailed('expired');
  if (answer.searchParams.get('error') === 'access_denied') throw new SignOnFailed('refused');
  const assertion = await provider.finish(signOn, answer);
  const now = desk.clock();
  const witness = { now: now.toISOString(), address: addressOf(request) };
  if (signOn.personId !== null) {
    await link(desk, signOn, signOn.personId, assertion, witness);
    return signOn.next;
  }
  const { key, person } = await inTransaction(desk.db, async (trx) => {
    await dropEndedSessions(trx, now);
    // Nobody has two sessions in one browser: the one before ends with the new one.
    if (signOn.sessionDigest !== null) await endSession(trx, signOn.sessionDigest);
    const { id: personId, uuid } = await personOfAssertion(
      trx,
      provider.settings,
      assertion,
      witness,
    );
    const session = await beginSession(trx, {
      personId,
      now,
      address: addressOf(request),
      userAgent: request.headers['user-agent'] ?? '',
      signOn: { provider: provider.settings.slug, idToken: assertion.idToken },
    });
    return { ...session, person: uuid };
  });
  giveSession(reply, base, key);
  logSignIn(request, { outcome: 'accepted', way: provider.settings.slug, person });
  return signOn.next;
}

/**
 * Adds the identity to the account of whoever began, in whose session: where that has ended since,
 * whoever has its cookie still makes no way in that stays. Throws SignOnFailed or SignOnRefused.
 */
async function link(
  desk: Desk,
  { sessionDigest }: SignOn,
  personId: number,
  assertion: Assertion,
  { now, address }: { now: string; address: string },
): Promise<void> {
  await inTransaction(desk.db, async (trx) => {
    const isOpen =
      sessionDigest !== null && (await holdSession(trx, sessionDigest, personId, desk.clock()));
    if (!isOpen) throw new SignOnFailed('expired');
    const person = await trx
      .selectFrom('person')
      .select(['id', 'uuid', 'username'])
      .where('id', '=', personId)
      .where('is_active', '=', true)
      .executeTakeFirst();
    if (person === undefined) throw new SignOnRefused('inactive');
    const actor = { personId, via: 'session', address } as const;
    await linkAssertion(trx, person, assertion, { now, actor });
  });
}

async function signOnOf(
  desk: Desk,
  provider: OpenIdProvider,
  request: FastifyRequest,
  state: string | null,
): Promise<SignOn | null> {
  const key = keyOfSignOn(request, desk.baseUrl(request));
  if (key === undefined || state === null) return null;
  const known = { provider: provider.settings.slug, state: state.replaceAll('\0', '') };
  return takeSignOn(desk.db, key, known, desk.clock());
}

/** `expired`: not begun in this browser, too long ago, or used already. */
class SignOnFailed extends Error {
  readonly problem: 'expired' | 'refused';

  constructor(problem: 'expired' | 'refused') {
    super(problem);
    this.name = 'SignOnFailed';
    this.problem = problem;
  }
}

/** Back to the sign-in page, which says what to do. Why, in full, is for the operator alone. */
function refuse(
  request: FastifyRequest,
  reply: FastifyReply,
  { settings: { slug } }: OpenIdProvider,
  error: unknown,
): FastifyReply {
  const isOurs = error instanceof SignOnFailed || error instanceof SignOnRefused;
  const problem = isOurs ? error.problem : 'failed';
  const { code, message } = error as { code?: unknown; message?: unknown };
  // Never the error itself: what it carries may hold a token.
  const reason = { problem, code, message };
  logSignIn(request, { outcome: 'refused', way: slug, person: null, reason });
  return reply.redirect(`/sign-in?problem=${problem}`, 303);
}

export function providerOf({ providers }: SignOnParts, slug: string): OpenIdProvider {
  const provider = providers.find(({ settings }) => settings.slug === slug);
  if (provider === undefined) throw notFound();
  return provider;
}

const redirectUri = (base: string, { settings: { slug } }: OpenIdProvider): string =>
  `${base}/api/sign-in/${slug}/callback/`;

/** The page to go on with: a path of ours, whatever a link to the sign-in says. */
export function pageOf(next: string | undefined): string {
  if (next === undefined || next.length > 2000 || !next.startsWith('/')) return '/';
  const here = 'http://here.invalid';
  if (!URL.canParse(next, here)) return '/';
  const { origin, pathname, search, hash } = new URL(next, here);
  // As a browser reads it: `//elsewhere` and `/.//elsewhere` are other sites.
  const isOurs = origin === here && !pathname.startsWith('//') && !/^\/api\b/.test(pathname);
  return isOurs ? pathname + search + hash : '/';
}

/** What signing out at the provider takes, for a session that began there. */
export async function signOutUrlFor(
  { desk, providers }: SignOnParts,
  request: FastifyRequest,
  session: { provider: string | null; id_token: string | null },
): Promise<string | null> {
  const provider = providers.find(({ settings }) => settings.slug === session.provider);
  if (provider === undefined || session.id_token === null) return null;
  return provider.signOutUrl(session.id_token, `${desk.baseUrl(request)}/sign-in`);
}
