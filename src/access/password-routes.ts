/* The routes of passwords: changing one's own, and links that reset a forgotten one. */

import { Type } from 'typebox';
import { requireCaller } from '../http/caller.ts';
import { getClientIp } from '../http/client-ip.ts';
import { parseUuidParam, UuidParams } from '../http/uuid-parameter.ts';
import { resourcePaths } from '../http/resource-urls.ts';
import { errorResponses, NoBody, Time, Url } from '../http/api-schemas.ts';
import type { App, AppContext } from '../http/app-context.ts';
import { refuseCrossSiteRequest } from './same-origin.ts';
import {
  changeOwnPassword,
  createPasswordResetLink,
  requireResetLinkOwner,
  resetPassword,
  WrongPasswordError,
} from './password-service.ts';
import { requirePasswordLogin } from './require-password-login-enabled.ts';
import { logSignIn } from './sign-in-log.ts';

const tags = ['access'];
const PasswordSchema = Type.String({ minLength: 1, maxLength: 1000, description: 'Write only.' });
const ResetKeySchema = Type.String({
  minLength: 1,
  maxLength: 200,
  description: 'The part of the link after #.',
});

/** The caller's own password, and links with which somebody sets a new one. */
export function passwordRoutes(app: App, context: AppContext, passwordLogin: boolean): void {
  ownPasswordRoute(app, context, passwordLogin);
  resetLinkRoute(app, context, passwordLogin);
  resetRoutes(app, context, passwordLogin);
}

function ownPasswordRoute(app: App, context: AppContext, passwordLogin: boolean): void {
  app.post(`${resourcePaths.users}me/password/`, {
    schema: {
      operationId: 'users_me_password',
      summary: 'Change your own password; your other sessions end',
      tags,
      body: Type.Object({ current_password: PasswordSchema, new_password: PasswordSchema }),
      response: { 204: NoBody, ...errorResponses(413, 415) },
    },
    handler: async (request, reply) => {
      requirePasswordLogin(passwordLogin);
      const caller = requireCaller(request);
      const { current_password: current, new_password: next } = request.body;
      try {
        await changeOwnPassword(context, caller, { current, next });
      } catch (error) {
        if (error instanceof WrongPasswordError) {
          const { uuid } = caller;
          logSignIn(request, { outcome: 'refused', way: 'password change', person: uuid });
        }
        throw error;
      }
      return reply.code(204).send();
    },
  });
}

function resetLinkRoute(app: App, context: AppContext, passwordLogin: boolean): void {
  app.post(`${resourcePaths.users}:uuid/reset-link/`, {
    schema: {
      operationId: 'users_reset_link',
      summary: 'Create a link with which a user sets a new password, once, within a day',
      tags: ['users'],
      params: UuidParams,
      response: {
        201: Type.Object({ url: Url, expires_at: Time }),
        ...errorResponses(404, 409),
      },
    },
    handler: async (request, reply) => {
      requirePasswordLogin(passwordLogin);
      const account = parseUuidParam(request);
      const link = await createPasswordResetLink(context, requireCaller(request), account);
      // Browsers do not send what follows #, so the key reaches no server log.
      const url = `${context.baseUrl(request)}/reset#${link.key}`;
      return reply.code(201).send({ url, expires_at: link.expiresAt });
    },
  });
}

function resetRoutes(app: App, context: AppContext, passwordLogin: boolean): void {
  app.post('/api/reset/check/', {
    config: { isPublic: true },
    schema: {
      operationId: 'reset_check',
      summary: 'Show whose password a link sets',
      tags,
      security: [],
      body: Type.Object({ key: ResetKeySchema }),
      response: {
        200: Type.Object({ username: Type.String(), full_name: Type.String() }),
        ...errorResponses(413, 415),
      },
    },
    handler: async (request) => {
      refuseCrossSiteRequest(request, context.baseUrl(request));
      requirePasswordLogin(passwordLogin);
      const { username, full_name } = await requireResetLinkOwner(context, request.body.key);
      return { username, full_name };
    },
  });

  app.post('/api/reset/', {
    config: { isPublic: true },
    schema: {
      operationId: 'reset_create',
      summary: 'Set a new password with a link, which works once; all sessions of the user end',
      tags,
      security: [],
      body: Type.Object({ key: ResetKeySchema, new_password: PasswordSchema }),
      response: { 204: NoBody, ...errorResponses(413, 415) },
    },
    handler: async (request, reply) => {
      refuseCrossSiteRequest(request, context.baseUrl(request));
      requirePasswordLogin(passwordLogin);
      const { key, new_password: password } = request.body;
      await resetPassword(context, { key, password, clientIp: getClientIp(request) });
      return reply.code(204).send();
    },
  });
}
