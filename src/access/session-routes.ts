import { Type } from 'typebox';
import { recordChange } from '../administration/record.ts';
import { inTransaction } from '../database/transaction.ts';
import { paths } from '../http/addresses.ts';
import { UuidParams } from '../http/lists.ts';
import { notFound } from '../http/problem.ts';
import { type App, type Desk, NoBody, nullable, refusing, Time, Uuid } from '../http/resource.ts';
import { actorOf, callerOf } from './caller.ts';
import { accountOf, uuidOr404 } from './owner.ts';
import { endSessions, listSessions } from './sessions.ts';

const tags = ['users'];
const all = `${paths.users}:uuid/sessions/`;

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
export function sessionRoutes(app: App, desk: Desk): void {
  app.get(all, {
    schema: {
      operationId: 'users_sessions_list',
      summary: 'Where a user is signed in',
      tags,
      params: UuidParams,
      response: { 200: Type.Array(SessionSchema), ...refusing(404) },
    },
    handler: async (request) => {
      const { credential } = callerOf(request);
      const { id } = await accountOf(desk, request);
      const sessions = await listSessions(desk.db, id, desk.clock());
      return sessions.map((row) => ({ ...row, is_current: row.uuid === credential.uuid }));
    },
  });

  app.delete(all, {
    schema: {
      operationId: 'users_sessions_destroy_others',
      summary: 'Sign a user out everywhere but here',
      tags,
      params: UuidParams,
      response: { 204: NoBody, ...refusing(404) },
    },
    handler: async (request, reply) => {
      const caller = callerOf(request);
      const person = await accountOf(desk, request);
      await inTransaction(desk.db, async (trx) => {
        const ended = await endSessions(trx, person.id, { but: caller.credential.uuid });
        if (ended === 0) return;
        await recordChange(trx, actorOf(caller), {
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

  app.delete(`${all}:session/`, {
    schema: {
      operationId: 'users_sessions_destroy',
      summary: 'End one session, at once and everywhere',
      tags,
      params: Type.Object({ ...UuidParams.properties, session: Type.String() }),
      response: { 204: NoBody, ...refusing(404) },
    },
    handler: async (request, reply) => {
      const caller = callerOf(request);
      const person = await accountOf(desk, request);
      const uuid = uuidOr404(request.params.session);
      await inTransaction(desk.db, async (trx) => {
        if ((await endSessions(trx, person.id, { only: uuid })) === 0) throw notFound();
        await recordChange(trx, actorOf(caller), {
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
