/* The routes that sign in with an OpenID provider. */

import { getPathPrefix } from '../http/base-url.ts';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import { isCrossSiteRequest } from '../access/same-origin.ts';
import { createNetworkRateLimit } from '../access/request-rate-limit.ts';
import { logSignIn } from '../access/sign-in-log.ts';
import { errorResponses, NoBody, nullable, urlInput } from '../http/api-schemas.ts';
import type { App } from '../http/app-context.ts';
import { describeProviderFault } from './describe-provider-fault.ts';
import { toLocalPath } from './local-path.ts';
import type { OpenIdProvider } from './openid-provider.ts';
import { SignOnRefusedError } from './sign-on-refused-error.ts';
import { requireProvider, type SignOnContext } from './sign-on-context.ts';
import {
  completeSignOn,
  LinkingFailedError,
  SignOnFailedError,
  startSignOn,
} from './sign-on-flow.ts';

const tags = ['access'];

const SignInMethodsSchema = Type.Object({
  password: Type.Boolean({ description: 'Whether people may sign in with a password.' }),
  public_url: nullable(
    Type.String({
      description:
        'The URL at which people reach this service, if it is set; sign-on works there only.',
      'x-doc': { format: 'uri' },
    }),
  ),
  providers: Type.Array(
    Type.Object({
      slug: Type.String(),
      name: Type.String(),
      url: urlInput('A path of this service.'),
    }),
  ),
});
const ProviderParams = Type.Object({ provider: Type.String({ maxLength: 40 }) });
const redirectResponses = { 302: NoBody, ...errorResponses(404) };
/** Per client network, since each start stores a row for ten minutes and needs no credentials. */
const MAX_STARTS_PER_MINUTE = 120;

/** `/api/sign-in/`: the ways to sign in, and single sign-on with OpenID Connect. */
export function signOnRoutes(app: App, signOn: SignOnContext): void {
  signInMethodsRoute(app, signOn);
  signOnStartRoute(app, signOn);
  signOnCallbackRoute(app, signOn);
  providerSignOutRoute(app, signOn);
}

function signInMethodsRoute(
  app: App,
  { providers, passwordLogin, publicUrl, context }: SignOnContext,
): void {
  app.get('/api/sign-in/', {
    config: { isPublic: true },
    schema: {
      operationId: 'sign_in_list',
      summary: 'List the ways to sign in',
      tags,
      security: [],
      response: { 200: SignInMethodsSchema, ...errorResponses() },
    },
    handler: async (request) => ({
      password: passwordLogin,
      public_url: publicUrl,
      providers: providers.map(({ settings: { slug, name } }) => ({
        slug,
        name,
        url: `${getPathPrefix(context.baseUrl(request))}/api/sign-in/${slug}/`,
      })),
    }),
  });
}

function signOnStartRoute(app: App, signOn: SignOnContext): void {
  const prefixOf = (request: FastifyRequest) => getPathPrefix(signOn.context.baseUrl(request));
  const limitStarts = createNetworkRateLimit(app, MAX_STARTS_PER_MINUTE);
  app.get('/api/sign-in/:provider/', {
    config: { isPublic: true },
    schema: {
      operationId: 'sign_in_begin',
      summary: 'Go to an OpenID provider to sign in',
      tags,
      security: [],
      params: ProviderParams,
      querystring: Type.Object({
        next: Type.Optional(Type.String({ description: 'The page to continue with.' })),
        account: Type.Optional(
          Type.String({
            description:
              '`another`: the provider asks who signs on, although it knows the browser.',
          }),
        ),
      }),
      response: redirectResponses,
    },
    handler: async (request, reply) => {
      const provider = requireProvider(signOn, request.params.provider);
      const next = toLocalPath(request.query.next);
      // Another site must not sign somebody in by sending their browser here: they confirm it first.
      if (isCrossSiteRequest(request)) {
        return reply.redirect(`${prefixOf(request)}/sign-in?next=${encodeURIComponent(next)}`, 302);
      }
      await limitStarts(request);
      try {
        const anotherAccount = request.query.account === 'another';
        const purpose = { next, personId: null, anotherAccount };
        const url = await startSignOn(signOn.context, provider, request, reply, purpose);
        return reply.redirect(url, 302);
      } catch (error) {
        return redirectWithProblem(signOn, request, reply, provider, error);
      }
    },
  });
}

function signOnCallbackRoute(app: App, signOn: SignOnContext): void {
  const prefixOf = (request: FastifyRequest) => getPathPrefix(signOn.context.baseUrl(request));
  app.get('/api/sign-in/:provider/callback/', {
    config: { isPublic: true },
    schema: {
      operationId: 'sign_in_finish',
      summary: 'Return from an OpenID provider, which sends the browser here',
      tags,
      security: [],
      params: ProviderParams,
      response: { 303: NoBody, ...errorResponses(404) },
    },
    handler: async (request, reply) => {
      const provider = requireProvider(signOn, request.params.provider);
      try {
        const next = await completeSignOn(signOn.context, provider, request, reply);
        return reply.redirect(prefixOf(request) + next, 303);
      } catch (error) {
        return redirectWithProblem(signOn, request, reply, provider, error);
      }
    },
  });
}

function providerSignOutRoute(app: App, signOn: SignOnContext): void {
  app.get('/api/sign-in/:provider/sign-out/', {
    config: { isPublic: true },
    schema: {
      operationId: 'sign_in_sign_out',
      summary: 'Go to an OpenID provider to sign out there, without a session here',
      description: 'For somebody who was refused: the provider would sign them on again.',
      tags,
      security: [],
      params: ProviderParams,
      response: redirectResponses,
    },
    handler: async (request, reply) => {
      const provider = requireProvider(signOn, request.params.provider);
      const signInPage = `${signOn.context.baseUrl(request)}/sign-in`;
      const url = await provider.buildSignOutUrl(null, signInPage);
      return reply.redirect(url ?? `${signInPage}?problem=no-sign-out`, 302);
    },
  });
}

/**
 * Redirects to the page that explains the problem: that of sign-in, or the account's own where an
 * identity was to be added. Details go to the operator's log only.
 */
function redirectWithProblem(
  { context }: SignOnContext,
  request: FastifyRequest,
  reply: FastifyReply,
  { settings: { slug } }: OpenIdProvider,
  thrown: unknown,
): FastifyReply {
  const linking = thrown instanceof LinkingFailedError ? thrown : null;
  const error = linking === null ? thrown : linking.cause;
  const isOurs = error instanceof SignOnFailedError || error instanceof SignOnRefusedError;
  const problem = isOurs ? error.problem : 'failed';
  const reason = isOurs ? { problem } : { problem, ...describeProviderFault(error) };
  logSignIn(request, { outcome: 'refused', way: slug, person: null, reason });
  const query = new URLSearchParams({ problem });
  // The sign-in page offers another account of the provider that refused this one.
  if (error instanceof SignOnRefusedError && linking === null) query.set('provider', slug);
  const prefix = getPathPrefix(context.baseUrl(request));
  return reply.redirect(`${prefix}${linking?.page ?? '/sign-in'}?${query}`, 303);
}
