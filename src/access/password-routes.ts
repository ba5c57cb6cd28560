import type { Transaction } from 'kysely';
import { Type } from 'typebox';
import { type Actor, recordChange } from '../admin-audit/record-change.ts';
import type { Database } from '../database/schema.ts';
import { runInTransaction, lockRow } from '../database/transaction.ts';
import { resourcePaths } from '../http/resource-urls.ts';
import { getClientIp } from '../http/client-ip.ts';
import { UuidParams } from '../http/list-routes.ts';
import { invalidField, conflict, forbidden } from '../http/http-problem.ts';
import { type App, type AppContext, NoBody, errorResponses, Time } from '../http/route-types.ts';
import { countAttempt, clearAttempt } from './sign-in-throttle.ts';
import { toActor, requireCaller, requireStaff } from './caller.ts';
import { refuseCrossSiteRequest } from './cookies.ts';
import { lockUnchangedPassword } from './lock-unchanged-password.ts';
import { loadRequestedAccount } from './requested-account.ts';
import { checkPassword, listGuessableNames } from './password-rules.ts';
import { hashPassword, verifyPassword } from './password-hashing.ts';
import {
  deleteResetLinks,
  createResetLink,
  findResetLinkOwner,
  consumeResetLink,
} from './password-reset-links.ts';
import { endSessions } from './session-store.ts';
import { logSignIn } from './sign-in-log.ts';

const tags = ['access'];
const PasswordSchema = Type.String({ minLength: 1, maxLength: 1000, description: 'Never read.' });
const ResetKeySchema = Type.String({
  minLength: 1,
  maxLength: 200,
  description: 'What follows # in the link.',
});

/** One's own password, and links with which somebody sets it who has lost theirs. */
export function passwordRoutes(app: App, desk: AppContext, passwordLogin: boolean): void {
  const refuseWhereOff = (): void => {
    if (!passwordLogin) throw forbidden('Nobody signs in with a password here.');
  };

  app.post(`${resourcePaths.users}me/password/`, {
    schema: {
      operationId: 'users_me_password',
      summary: 'Change your own password; your other sessions end',
      tags,
      body: Type.Object({ current_password: PasswordSchema, new_password: PasswordSchema }),
      response: { 204: NoBody, ...errorResponses(413, 415) },
    },
    handler: async (request, reply) => {
      refuseWhereOff();
      const caller = requireCaller(request);
      const now = desk.clock();
      const { current_password: current, new_password: password } = request.body;
      const person = await desk.db
        .selectFrom('person')
        .select(['id', 'uuid', 'username', 'full_name', 'email', 'password_hash'])
        .where('id', '=', caller.personId)
        .executeTakeFirstOrThrow();
      const attempt = { account: person.username, clientIp: caller.clientIp };
      await countAttempt(desk.db, attempt, now);
      const refuse = () => {
        const { uuid } = person;
        logSignIn(request, { outcome: 'refused', way: 'password change', person: uuid });
        return invalidField('current_password', 'This is not your password.');
      };
      if (!(await verifyPassword(current, person.password_hash))) throw refuse();
      await clearAttempt(desk.db, attempt, now);
      checkPassword(password, listGuessableNames(person), 'new_password');
      const hash = await hashPassword(password);
      await runInTransaction(desk.db, async (trx) => {
        if (!(await lockUnchangedPassword(trx, person))) throw refuse();
        await setPassword(trx, person, hash, toActor(caller), now, caller.credential.uuid);
      });
      return reply.code(204).send();
    },
  });

  app.post(`${resourcePaths.users}:uuid/reset-link/`, {
    schema: {
      operationId: 'users_reset_link',
      summary: 'Make a link with which somebody sets a new password, once, within a day',
      tags: ['users'],
      params: UuidParams,
      response: {
        201: Type.Object({ url: Type.String(), expires_at: Time }),
        ...errorResponses(404, 409),
      },
    },
    handler: async (request, reply) => {
      const caller = requireCaller(request);
      const person = await loadRequestedAccount(desk, request);
      requireStaff(caller);
      refuseWhereOff();
      if (person.is_service_account) throw conflict('A service account has no password.');
      if (!person.is_active) throw conflict('This account is deactivated.');
      const now = desk.clock();
      const { key, expiresAt } = await runInTransaction(desk.db, async (trx) => {
        // Of two that are made at once, the later one ends the other.
        await lockRow(trx, 'person', person.id);
        const made = await createResetLink(trx, person.id, now);
        await recordChange(trx, toActor(caller), {
          at: now.toISOString(),
          action: 'person.reset_link_made',
          subject: { uuid: person.uuid, name: person.username },
          before: null,
          after: { expires_at: made.expiresAt },
        });
        return made;
      });
      // Behind the #, where no server and no log ever sees it.
      const url = `${desk.baseUrl(request)}/reset#${key}`;
      return reply.code(201).send({ url, expires_at: expiresAt });
    },
  });

  app.post('/api/reset/check/', {
    config: { isPublic: true },
    schema: {
      operationId: 'reset_check',
      summary: 'Whose password a link sets',
      tags,
      security: [],
      body: Type.Object({ key: ResetKeySchema }),
      response: {
        200: Type.Object({ username: Type.String(), full_name: Type.String() }),
        ...errorResponses(413, 415),
      },
    },
    handler: async (request) => {
      refuseCrossSiteRequest(request, desk.baseUrl(request));
      refuseWhereOff();
      const { username, full_name } = await ownerOfLink(request.body.key);
      return { username, full_name };
    },
  });

  app.post('/api/reset/', {
    config: { isPublic: true },
    schema: {
      operationId: 'reset_create',
      summary: 'Set a new password with a link; it works once, and all sessions end',
      tags,
      security: [],
      body: Type.Object({ key: ResetKeySchema, new_password: PasswordSchema }),
      response: { 204: NoBody, ...errorResponses(413, 415) },
    },
    handler: async (request, reply) => {
      refuseCrossSiteRequest(request, desk.baseUrl(request));
      refuseWhereOff();
      const { key, new_password: password } = request.body;
      const person = await ownerOfLink(key);
      checkPassword(password, listGuessableNames(person), 'new_password');
      const hash = await hashPassword(password);
      const actor = {
        personId: person.id,
        via: 'sign-in',
        clientIp: getClientIp(request),
      } as const;
      await runInTransaction(desk.db, async (trx) => {
        if (!(await consumeResetLink(trx, key))) throw createUsedLinkProblem();
        await setPassword(trx, person, hash, actor, desk.clock());
      });
      return reply.code(204).send();
    },
  });

  async function ownerOfLink(key: string) {
    const person = await findResetLinkOwner(desk.db, key, desk.clock());
    if (person === null) throw createUsedLinkProblem();
    return person;
  }
}

const createUsedLinkProblem = () =>
  invalidField('key', 'This link has been used or is too old. Ask for another.');

interface PasswordOwner {
  id: number;
  uuid: string;
  username: string;
  full_name: string;
  email: string;
}

/** With it end the sessions, all but one that is named, and the links that would set another. */
async function setPassword(
  trx: Transaction<Database>,
  { id, uuid, username }: PasswordOwner,
  hash: string,
  actor: Actor,
  now: Date,
  stays?: string,
): Promise<void> {
  await trx.updateTable('person').set({ password_hash: hash }).where('id', '=', id).execute();
  await endSessions(trx, id, stays === undefined ? {} : { but: stays });
  await deleteResetLinks(trx, id);
  await recordChange(trx, actor, {
    at: now.toISOString(),
    action: 'person.password_changed',
    subject: { uuid, name: username },
    before: { password: null },
    after: { password: 'changed' },
  });
}
