/* The route that exchanges an OpenID provider's access token for an API token. */

import type { FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import { createNetworkRateLimit } from '../access/request-rate-limit.ts';
import { logSignIn } from '../access/sign-in-log.ts';
import { getClientIp } from '../http/client-ip.ts';
import { forbidden, HttpProblem, invalidField, unauthorized } from '../http/http-problem.ts';
import { errorResponses } from '../http/api-schemas.ts';
import type { App } from '../http/app-context.ts';
import {
  exchangeAccessToken,
  IntrospectionFailedError,
  NoAccountError,
} from './exchange-access-token.ts';
import { AccessTokenRefusedError } from './judge-access-token.ts';
import type { OpenIdProvider } from './openid-provider.ts';
import type { SignOnContext } from './sign-on-context.ts';

/** Each makes us ask the provider, and needs no credentials of ours. */
const MAX_EXCHANGES_PER_MINUTE = 60;

const ApiTokenSchema = Type.Object({
  token: Type.String({ description: 'Shown only in this reply. It lasts an hour.' }),
  user_access: Type.Unsafe<string>({ type: 'string', enum: ['staff', 'not a staff'] }),
  user_email: Type.String(),
});

/** `GET /api/openportal/get_api_token/` (docs/rules/api.md, R5.11). */
export function accessTokenRoutes(app: App, signOn: SignOnContext): void {
  const limitExchanges = createNetworkRateLimit(app, MAX_EXCHANGES_PER_MINUTE);
  app.get('/api/openportal/get_api_token/', {
    config: { isPublic: true },
    schema: {
      operationId: 'openportal_get_api_token_retrieve',
      summary: 'Exchange an access token of an OpenID provider for an API token',
      description:
        'Send `Authorization: Bearer <access token>`. The access token must be for this service and have a scope that the operator listed; it decides the scope of the API token.',
      tags: ['openportal'],
      security: [],
      querystring: Type.Object({
        provider: Type.Optional(
          Type.String({ description: 'Slug of the provider, needed where there are several.' }),
        ),
      }),
      response: { 200: ApiTokenSchema, ...errorResponses(409) },
    },
    handler: async (request) => {
      const accessToken = requireBearer(request);
      await limitExchanges(request);
      const provider = chooseProvider(signOn, request.query.provider);
      const way = `access token of ${provider.settings.slug}`;
      try {
        const exchanged = await exchangeAccessToken(signOn.context, provider, {
          accessToken,
          clientIp: getClientIp(request),
        });
        logSignIn(request, { outcome: 'accepted', way, person: exchanged.person });
        return {
          token: exchanged.key,
          user_access: exchanged.isStaff ? 'staff' : 'not a staff',
          user_email: exchanged.email,
        };
      } catch (error) {
        const reason = describeReason(error);
        logSignIn(request, { outcome: 'refused', way, person: null, reason });
        throw toProblem(error);
      }
    },
  });
}

/** Only `Bearer`: with `Token` clients send keys of ours. Throws a 401. */
function requireBearer({ headers }: FastifyRequest): string {
  const token = /^bearer +(\S+) *$/i.exec(headers.authorization ?? '')?.[1];
  if (token === undefined) {
    throw unauthorized('Send Authorization: Bearer <access token of the OpenID provider>.');
  }
  return token;
}

/**
 * The provider to ask. With several, the caller names one: a token must not be sent to a provider
 * that did not issue it. Throws a 400 or 403.
 */
function chooseProvider({ providers }: SignOnContext, slug: string | undefined): OpenIdProvider {
  const exchanging = providers.filter(
    ({ settings }) => Object.keys(settings.apiTokenScopes).length > 0,
  );
  const slugs = exchanging.map(({ settings }) => settings.slug);
  if (exchanging.length === 0) {
    throw forbidden('Access tokens are not exchanged here. An operator can allow it.');
  }
  const found = exchanging.find(
    ({ settings }) => settings.slug === (slug ?? (slugs.length === 1 ? slugs[0] : undefined)),
  );
  if (found === undefined)
    throw invalidField('provider', `One of ${slugs.join(', ')} is required.`);
  return found;
}

function toProblem(error: unknown): unknown {
  if (error instanceof AccessTokenRefusedError) {
    return error.problem === 'scope' ? forbidden(error.message) : unauthorized(error.message);
  }
  if (error instanceof NoAccountError) {
    return forbidden('No active account here has this identity. Sign in with a browser first.');
  }
  if (error instanceof IntrospectionFailedError) {
    const detail = 'The OpenID provider did not check the access token. Try again later.';
    return new HttpProblem(503, { detail }, { 'retry-after': '10' });
  }
  return error;
}

/** For the log: never the error of the provider itself, which may carry the token. */
function describeReason(error: unknown): unknown {
  const { code, message } = (error instanceof IntrospectionFailedError ? error.cause : error) as {
    code?: unknown;
    message?: unknown;
  };
  return error instanceof NoAccountError ? 'no active account' : { code, message };
}
