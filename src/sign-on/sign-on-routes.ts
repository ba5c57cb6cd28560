import { getPathPrefix } from '../http/base-url.ts';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import { isCrossSiteRequest } from '../access/same-origin.ts';
import { createNetworkRateLimit } from '../access/request-rate-limit.ts';
import { logSignIn } from '../access/sign-in-log.ts';
import { errorResponses, NoBody, urlInput } from '../http/api-schemas.ts';
import type { App } from '../http/app-context.ts';
import { toLocalPath } from './local-path.ts';
import type { OpenIdProvider } from './openid-provider.ts';
import { SignOnRefusedError } from './person-from-identity.ts';
import { requireProvider, type SignOnContext } from './sign-on-context.ts';
import { completeSignOn, SignOnFailedError, startSignOn } from './sign-on-flow.ts';

const tags = ['access'];

const SignInMethodsSchema = Type.Object({
  password: Type.Boolean({ description: 'Whether people may sign in with a password.' }),
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
}

function signInMethodsRoute(app: App, { providers, passwordLogin, context }: SignOnContext): void {
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
        const purpose = { next, personId: null };
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

/** Redirects to the sign-in page, which explains the problem; details go to the operator's log only. */
function redirectWithProblem(
  { context }: SignOnContext,
  request: FastifyRequest,
  reply: FastifyReply,
  { settings: { slug } }: OpenIdProvider,
  error: unknown,
): FastifyReply {
  const isOurs = error instanceof SignOnFailedError || error instanceof SignOnRefusedError;
  const problem = isOurs ? error.problem : 'failed';
  const { code, message } = error as { code?: unknown; message?: unknown };
  // Not the error itself: it may carry a token of the provider.
  const reason = { problem, code, message };
  logSignIn(request, { outcome: 'refused', way: slug, person: null, reason });
  const prefix = getPathPrefix(context.baseUrl(request));
  return reply.redirect(`${prefix}/sign-in?problem=${problem}`, 303);
}
