import type { Transaction } from 'kysely';
import { Type } from 'typebox';
import { type Actor, recordChange } from '../administration/record.ts';
import type { Database } from '../database/schema.ts';
import { inTransaction, lockRow } from '../database/transaction.ts';
import { paths } from '../http/addresses.ts';
import { addressOf } from '../http/client-address.ts';
import { UuidParams } from '../http/lists.ts';
import { badField, conflict, forbidden } from '../http/problem.ts';
import { type App, type Desk, NoBody, refusing, Time } from '../http/resource.ts';
import { countAttempt, forgetAttempt } from './attempts.ts';
import { actorOf, callerOf, requireStaff } from './caller.ts';
import { refuseOtherSites } from './cookie.ts';
import { holdPassword } from './held-password.ts';
import { accountOf } from './owner.ts';
import { checkPassword, namesOf } from './password-rules.ts';
import { hashPassword, isPassword } from './passwords.ts';
import { endResetLinks, makeResetLink, personOfLink, useResetLink } from './reset-links.ts';
import { endSessions } from './sessions.ts';
import { logSignIn } from './sign-in-log.ts';

const tags = ['access'];
const Password = Type.String({ minLength: 1, maxLength: 1000, description: 'Never read.' });
const Key = Type.String({
  minLength: 1,
  maxLength: 200,
  description: 'What follows # in the link.',
});

/** One's own password, and links with which somebody sets it who has lost theirs. */
export function passwordRoutes(app: App, desk: Desk, passwordLogin: boolean): void {
  const refuseWhereOff = (): void => {
    if (!passwordLogin) throw forbidden('Nobody signs in with a password here.');
  };

  app.post(`${paths.users}me/password/`, {
    schema: {
      operationId: 'users_me_password',
      summary: 'Change your own password; your other sessions end',
      tags,
      body: Type.Object({ current_password: Password, new_password: Password }),
      response: { 204: NoBody, ...refusing(413, 415) },
    },
    handler: async (request, reply) => {
      refuseWhereOff();
      const caller = callerOf(request);
      const now = desk.clock();
      const { current_password: current, new_password: password } = request.body;
      const person = await desk.db
        .selectFrom('person')
        .select(['id', 'uuid', 'username', 'full_name', 'email', 'password_hash'])
        .where('id', '=', caller.personId)
        .executeTakeFirstOrThrow();
      const attempt = { account: person.username, address: caller.address };
      await countAttempt(desk.db, attempt, now);
      const refuse = () => {
        const { uuid } = person;
        logSignIn(request, { outcome: 'refused', way: 'password change', person: uuid });
        return badField('current_password', 'This is not your password.');
      };
      if (!(await isPassword(current, person.password_hash))) throw refuse();
      await forgetAttempt(desk.db, attempt, now);
      checkPassword(password, namesOf(person), 'new_password');
      const hash = await hashPassword(password);
      await inTransaction(desk.db, async (trx) => {
        if (!(await holdPassword(trx, person))) throw refuse();
        await writePassword(trx, person, hash, actorOf(caller), now, caller.credential.uuid);
      });
      return reply.code(204).send();
    },
  });

  app.post(`${paths.users}:uuid/reset-link/`, {
    schema: {
      operationId: 'users_reset_link',
      summary: 'Make a link with which somebody sets a new password, once, within a day',
      tags: ['users'],
      params: UuidParams,
      response: {
        201: Type.Object({ url: Type.String(), expires_at: Time }),
        ...refusing(404, 409),
      },
    },
    handler: async (request, reply) => {
      const caller = callerOf(request);
      const person = await accountOf(desk, request);
      requireStaff(caller);
      refuseWhereOff();
      if (person.is_service_account) throw conflict('A service account has no password.');
      if (!person.is_active) throw conflict('This account is deactivated.');
      const now = desk.clock();
      const { key, expiresAt } = await inTransaction(desk.db, async (trx) => {
        // Of two that are made at once, the later one ends the other.
        await lockRow(trx, 'person', person.id);
        const made = await makeResetLink(trx, person.id, now);
        await recordChange(trx, actorOf(caller), {
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
      body: Type.Object({ key: Key }),
      response: {
        200: Type.Object({ username: Type.String(), full_name: Type.String() }),
        ...refusing(413, 415),
      },
    },
    handler: async (request) => {
      refuseOtherSites(request, desk.baseUrl(request));
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
      body: Type.Object({ key: Key, new_password: Password }),
      response: { 204: NoBody, ...refusing(413, 415) },
    },
    handler: async (request, reply) => {
      refuseOtherSites(request, desk.baseUrl(request));
      refuseWhereOff();
      const { key, new_password: password } = request.body;
      const person = await ownerOfLink(key);
      checkPassword(password, namesOf(person), 'new_password');
      const hash = await hashPassword(password);
      const actor = { personId: person.id, via: 'sign-in', address: addressOf(request) } as const;
      await inTransaction(desk.db, async (trx) => {
        if (!(await useResetLink(trx, key))) throw usedLink();
        await writePassword(trx, person, hash, actor, desk.clock());
      });
      return reply.code(204).send();
    },
  });

  async function ownerOfLink(key: string) {
    const person = await personOfLink(desk.db, key, desk.clock());
    if (person === null) throw usedLink();
    return person;
  }
}

const usedLink = () => badField('key', 'This link has been used or is too old. Ask for another.');

interface Owner {
  id: number;
  uuid: string;
  username: string;
  full_name: string;
  email: string;
}

/** With it end the sessions, all but one that is named, and the links that would set another. */
async function writePassword(
  trx: Transaction<Database>,
  { id, uuid, username }: Owner,
  hash: string,
  actor: Actor,
  now: Date,
  stays?: string,
): Promise<void> {
  await trx.updateTable('person').set({ password_hash: hash }).where('id', '=', id).execute();
  await endSessions(trx, id, stays === undefined ? {} : { but: stays });
  await endResetLinks(trx, id);
  await recordChange(trx, actor, {
    at: now.toISOString(),
    action: 'person.password_changed',
    subject: { uuid, name: username },
    before: { password: null },
    after: { password: 'changed' },
  });
}
