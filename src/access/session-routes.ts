/* The routes that list and end the browser sessions of an account. */

import { Type } from 'typebox';
import { requireCaller } from '../http/caller.ts';
import { parseUuidParam, UuidParams } from '../http/uuid-parameter.ts';
import { resourcePaths } from '../http/resource-urls.ts';
import { errorResponses, NoBody, nullable, Time, Uuid } from '../http/api-schemas.ts';
import type { App, AppContext } from '../http/app-context.ts';
import { endAccountSessions, listSessions } from './account-sessions.ts';

const tags = ['users'];
const sessionsPath = `${resourcePaths.users}:uuid/sessions/`;

const SessionSchema = Type.Object(
  {
    uuid: Uuid,
    created: Time,
    last_used: Time,
    expires: Time,
    address: Type.String({ description: 'The client IP at sign-in.' }),
    user_agent: Type.String(),
    provider: nullable(
      Type.String({ description: 'Slug of the OpenID provider; null: signed in with a password.' }),
    ),
    is_current: Type.Boolean(),
  },
  { title: 'Session' },
);

/** `/api/users/{uuid}/sessions/`: everybody for themselves, staff for everybody. */
export function sessionRoutes(app: App, context: AppContext): void {
  app.get(sessionsPath, {
    schema: {
      operationId: 'users_sessions_list',
      summary: 'List the active sessions of a user',
      tags,
      params: UuidParams,
      response: { 200: Type.Array(SessionSchema), ...errorResponses(404) },
    },
    handler: async (request) =>
      listSessions(context, requireCaller(request), parseUuidParam(request)),
  });

  app.delete(sessionsPath, {
    config: { isAllowedInMaintenance: true },
    schema: {
      operationId: 'users_sessions_destroy_others',
      summary: 'End all sessions of a user except the current one',
      tags,
      params: UuidParams,
      response: { 204: NoBody, ...errorResponses(404) },
    },
    handler: async (request, reply) => {
      await endAccountSessions(context, requireCaller(request), parseUuidParam(request));
      return reply.code(204).send();
    },
  });

  app.delete(`${sessionsPath}:session/`, {
    config: { isAllowedInMaintenance: true },
    schema: {
      operationId: 'users_sessions_destroy',
      summary: 'End one session on all replicas at once',
      tags,
      params: Type.Object({ ...UuidParams.properties, session: Type.String() }),
      response: { 204: NoBody, ...errorResponses(404) },
    },
    handler: async (request, reply) => {
      const account = parseUuidParam(request);
      const session = parseUuidParam(request, 'session');
      await endAccountSessions(context, requireCaller(request), account, session);
      return reply.code(204).send();
    },
  });
}
