import type { FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import { createNetworkRateLimit } from '../access/request-rate-limit.ts';
import { getClientIp } from '../http/client-ip.ts';
import { errorResponses, NoBody } from '../http/api-schemas.ts';
import type { App } from '../http/app-context.ts';
import { invalidField } from '../http/http-problem.ts';
import { endSessionsByLogout } from './back-channel-logout.ts';
import { describeProviderFault } from './describe-provider-fault.ts';
import { requireProvider, type SignOnContext } from './sign-on-context.ts';

/** Per client network, since each one verifies a signature and needs no credentials. */
const MAX_LOGOUTS_PER_MINUTE = 300;

/**
 * `/api/sign-in/{provider}/back-channel-logout/`: a provider says that somebody signed out there
 * (OpenID Connect Back-Channel Logout 1.0, 2.5). Its signature is the credential.
 */
export function backChannelLogoutRoute(app: App, signOn: SignOnContext): void {
  const limitLogouts = createNetworkRateLimit(app, MAX_LOGOUTS_PER_MINUTE);
  app.post('/api/sign-in/:provider/back-channel-logout/', {
    config: { isPublic: true, takesForm: true, isAllowedInMaintenance: true },
    schema: {
      operationId: 'sign_in_back_channel_logout',
      summary: 'For OpenID providers: end the sessions of somebody who signed out there',
      tags: ['access'],
      security: [],
      consumes: ['application/x-www-form-urlencoded'],
      params: Type.Object({ provider: Type.String({ maxLength: 40 }) }),
      body: Type.Object({ logout_token: Type.String({ minLength: 1, maxLength: 100_000 }) }),
      response: { 200: NoBody, ...errorResponses(404, 413, 415) },
    },
    handler: async (request, reply) => {
      const provider = requireProvider(signOn, request.params.provider);
      await limitLogouts(request);
      const { db, clock } = signOn.context;
      const now = clock();
      const logout = await provider
        .verifyLogoutToken(request.body.logout_token, now)
        .catch((error: unknown) => {
          const reason = describeProviderFault(error);
          const { slug } = provider.settings;
          request.log.warn(
            { event: 'sign-out', outcome: 'refused', way: slug, reason },
            'sign-out',
          );
          throw invalidField('logout_token', 'This is no valid logout token of the provider.');
        });
      const origin = { now, clientIp: getClientIp(request) };
      const accounts = await endSessionsByLogout(db, provider, logout, origin);
      logSignOuts(request, provider.settings.slug, accounts);
      return reply.code(200).send();
    },
  });
}

function logSignOuts(
  request: FastifyRequest,
  way: string,
  accounts: readonly { uuid: string; sessions: number }[],
): void {
  for (const { uuid: person, sessions } of accounts) {
    const address = getClientIp(request);
    request.log.info(
      { event: 'sign-out', outcome: 'accepted', way, person, sessions, address },
      'sign-out',
    );
  }
}
