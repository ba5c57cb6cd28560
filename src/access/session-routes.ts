import { Type } from 'typebox';
import { recordChange } from '../admin-audit/record-change.ts';
import { runInTransaction } from '../database/transaction.ts';
import { resourcePaths } from '../http/resource-urls.ts';
import { UuidParams } from '../http/list-routes.ts';
import { notFound } from '../http/http-problem.ts';
import {
  type App,
  type AppContext,
  NoBody,
  nullable,
  errorResponses,
  Time,
  Uuid,
} from '../http/route-types.ts';
import { toActor, requireCaller } from './caller.ts';
import { loadRequestedAccount, parseUuidOrNotFound } from './requested-account.ts';
import { endSessions, listActiveSessions } from './session-store.ts';

const tags = ['users'];
const sessionsPath = `${resourcePaths.users}:uuid/sessions/`;

const SessionSchema = Type.Object({
  uuid: Uuid,
  created: Time,
  last_used: Time,
  expires: Time,
  address: Type.String(),
  user_agent: Type.String(),
  provider: nullable(Type.String({ description: 'Where they signed on; null: here.' })),
  is_current: Type.Boolean(),
});

/** `/api/users/{uuid}/sessions/`: everybody for themselves, staff for everybody. */
export function sessionRoutes(app: App, desk: AppContext): void {
  app.get(sessionsPath, {
    schema: {
      operationId: 'users_sessions_list',
      summary: 'Where a user is signed in',
      tags,
      params: UuidParams,
      response: { 200: Type.Array(SessionSchema), ...errorResponses(404) },
    },
    handler: async (request) => {
      const { credential } = requireCaller(request);
      const { id } = await loadRequestedAccount(desk, request);
      const sessions = await listActiveSessions(desk.db, id, desk.clock());
      return sessions.map((row) => ({ ...row, is_current: row.uuid === credential.uuid }));
    },
  });

  app.delete(sessionsPath, {
    schema: {
      operationId: 'users_sessions_destroy_others',
      summary: 'Sign a user out everywhere but here',
      tags,
      params: UuidParams,
      response: { 204: NoBody, ...errorResponses(404) },
    },
    handler: async (request, reply) => {
      const caller = requireCaller(request);
      const person = await loadRequestedAccount(desk, request);
      await runInTransaction(desk.db, async (trx) => {
        const ended = await endSessions(trx, person.id, { but: caller.credential.uuid });
        if (ended === 0) return;
        await recordChange(trx, toActor(caller), {
          at: desk.clock().toISOString(),
          action: 'session.ended',
          subject: { uuid: person.uuid, name: person.username },
          before: { sessions: ended },
          after: null,
        });
      });
      return reply.code(204).send();
    },
  });

  app.delete(`${sessionsPath}:session/`, {
    schema: {
      operationId: 'users_sessions_destroy',
      summary: 'End one session, at once and everywhere',
      tags,
      params: Type.Object({ ...UuidParams.properties, session: Type.String() }),
      response: { 204: NoBody, ...errorResponses(404) },
    },
    handler: async (request, reply) => {
      const caller = requireCaller(request);
      const person = await loadRequestedAccount(desk, request);
      const uuid = parseUuidOrNotFound(request.params.session);
      await runInTransaction(desk.db, async (trx) => {
        if ((await endSessions(trx, person.id, { only: uuid })) === 0) throw notFound();
        await recordChange(trx, toActor(caller), {
          at: desk.clock().toISOString(),
          action: 'session.ended',
          subject: { uuid: person.uuid, name: person.username },
          before: { sessions: 1 },
          after: null,
        });
      });
      return reply.code(204).send();
    },
  });
}
