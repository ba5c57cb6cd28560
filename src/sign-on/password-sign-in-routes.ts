/* The routes that sign in with a password, and sign out. */

import type { FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import { loadCaller } from '../access/authentication.ts';
import { findKnownBrowser, rememberBrowser } from '../access/known-browser.ts';
import { refuseCrossSiteRequest } from '../access/same-origin.ts';
import {
  clearSessionCookie,
  readSessionCookie,
  setSessionCookie,
} from '../access/session-cookies.ts';
import { requirePasswordLogin } from '../access/require-password-login-enabled.ts';
import { endSession } from '../access/start-and-end-sessions.ts';
import { logSignIn } from '../access/sign-in-log.ts';
import { getClientIp } from '../http/client-ip.ts';
import { unauthorized } from '../http/http-problem.ts';
import { errorResponses, NoBody, Url } from '../http/api-schemas.ts';
import type { App } from '../http/app-context.ts';
import { loadOwnAccount, OwnAccountSchema } from '../people/own-account-json.ts';
import { InvalidLoginError, signInForSession, signInForToken } from './password-sign-in.ts';
import { buildSignOutUrl, type SignOnContext } from './sign-on-context.ts';

const tags = ['access'];

const SignInBody = Type.Object({
  username: Type.String({ minLength: 1, maxLength: 150 }),
  password: Type.String({ minLength: 1, maxLength: 1000 }),
});

/** Exchanges a user name and password for a token (programs) or a session (browsers); signs out. */
export function passwordSignInRoutes(app: App, signOn: SignOnContext): void {
  const { context, passwordLogin } = signOn;

  app.post('/api-auth/password/', {
    schema: {
      operationId: 'api_auth_password',
      summary: 'Exchange a user name and password for a token that lasts 24 hours',
      tags,
      security: [],
      body: SignInBody,
      response: { 200: Type.Object({ token: Type.String() }), ...errorResponses(409, 413, 415) },
    },
    handler: async (request) => {
      refuseCrossSiteRequest(request, context.baseUrl(request));
      requirePasswordLogin(passwordLogin);
      const { key } = await logOutcome(request, 'password for a token', () =>
        signInForToken(context, toCredentials(request)),
      );
      return { token: key };
    },
  });

  app.post('/api/session/', {
    config: { isPublic: true, isAllowedInMaintenance: true },
    schema: {
      operationId: 'session_create',
      summary: 'Sign in in a browser; the session is in a cookie that scripts cannot read',
      tags,
      security: [],
      body: SignInBody,
      response: { 200: OwnAccountSchema, ...errorResponses(403, 413, 415) },
    },
    handler: async (request, reply) => {
      const base = context.baseUrl(request);
      refuseCrossSiteRequest(request, base);
      requirePasswordLogin(passwordLogin);
      const browser = {
        previousKey: readSessionCookie(request, base),
        userAgent: request.headers['user-agent'] ?? '',
      };
      const credentials = {
        ...toCredentials(request),
        findKnownBrowser: (account: string) => findKnownBrowser(context, request, account),
      };
      const session = await logOutcome(request, 'password', () =>
        signInForSession(context, credentials, browser),
      );
      setSessionCookie(reply, base, session.key);
      await rememberBrowser(context, request, reply, session.person);
      const caller = await loadCaller(context.db, session.personId, {
        credential: { via: 'session', uuid: session.uuid, scope: 'admin' },
        clientIp: getClientIp(request),
      });
      if (caller === null) throw unauthorized('Your session has ended.');
      return loadOwnAccount(context.db, caller, base);
    },
  });

  app.delete('/api/session/', {
    config: { isAllowedInMaintenance: true },
    schema: {
      operationId: 'session_destroy',
      summary: 'Sign out',
      tags,
      description:
        '200 where the session began at an OpenID provider: the browser goes to `sign_out_url` to sign out there.',
      response: {
        200: Type.Object({ sign_out_url: Url }),
        204: NoBody,
        ...errorResponses(403),
      },
    },
    handler: async (request, reply) => {
      const base = context.baseUrl(request);
      const key = readSessionCookie(request, base);
      const session = key === undefined ? null : await endSession(context.db, key);
      clearSessionCookie(reply, base);
      if (session?.person) {
        const entry = { event: 'sign-out', person: session.person, address: getClientIp(request) };
        request.log.info(entry, 'sign-out');
      }
      const url = session && (await buildSignOutUrl(signOn, request, session));
      return url === null ? reply.code(204).send() : reply.send({ sign_out_url: url });
    },
  });
}

type SignInRequest = FastifyRequest<{ Body: Type.Static<typeof SignInBody> }>;

function toCredentials(request: SignInRequest) {
  return { ...request.body, clientIp: getClientIp(request) };
}

/** Logs whether a sign-in succeeded. An InvalidLoginError becomes a 401. */
async function logOutcome<Result extends { person: string }>(
  request: SignInRequest,
  way: string,
  signIn: () => Promise<Result>,
): Promise<Result> {
  try {
    const result = await signIn();
    logSignIn(request, { outcome: 'accepted', way, person: result.person });
    return result;
  } catch (error) {
    if (!(error instanceof InvalidLoginError)) throw error;
    logSignIn(request, { outcome: 'refused', way, person: error.person });
    throw unauthorized(error.message);
  }
}
