import type { FastifyRequest } from 'fastify';
import type { Type } from 'typebox';
import { actorOf, type Caller, callerOf, requireStaff } from '../access/caller.ts';
import { checkPassword, namesOf as wordsOf } from '../access/password-rules.ts';
import { hashPassword } from '../access/passwords.ts';
import { endResetLinks } from '../access/reset-links.ts';
import { endSessions } from '../access/sessions.ts';
import { recordChange, recordDifference } from '../administration/record.ts';
import { inTransaction, lockRow } from '../database/transaction.ts';
import { paths } from '../http/addresses.ts';
import { containing, given, parseFlag } from '../http/filters.ts';
import { listRoutes, pathUuid, UuidParams } from '../http/lists.ts';
import { badField, conflict, notFound } from '../http/problem.ts';
import { type App, type Desk, partial, refusing } from '../http/resource.ts';
import { MeSchema, readMe } from './me.ts';
import { representPerson } from './representation.ts';
import { PersonBody, PersonQuery, PersonSchema } from './schema.ts';
import * as store from './store.ts';

const tags = ['users'];
const one = `${paths.users}:uuid/`;
const orderColumns = {
  username: 'person.username',
  full_name: 'person.full_name',
  email: 'person.email',
  date_joined: 'person.date_joined',
};

/** `/api/users/`: staff manage, everybody reads their own account. */
export function peopleRoutes(app: App, desk: Desk): void {
  listRoutes(app, desk, {
    path: paths.users,
    tags,
    operations: 'users',
    summary: 'List users',
    query: PersonQuery,
    item: PersonSchema,
    order: orderColumns,
    count: (request, query) => store.countPeople(desk.db, callerOf(request), filterOf(query)),
    rows: (request, query, { order, page }) => {
      return store.listPeople(desk.db, callerOf(request), filterOf(query), order, page);
    },
    represent: (request) => {
      const base = desk.baseUrl(request);
      return (row) => representPerson(row, base);
    },
  });

  const show = async (request: FastifyRequest, uuid: string) => {
    const row = await store.findPerson(desk.db, uuid, callerOf(request));
    if (row === null) throw notFound();
    return representPerson(row, desk.baseUrl(request));
  };

  app.get(`${paths.users}me/`, {
    schema: {
      operationId: 'users_me_retrieve',
      summary: 'Your own account',
      tags,
      response: { 200: MeSchema, ...refusing() },
    },
    handler: async (request) => readMe(desk.db, callerOf(request), desk.baseUrl(request)),
  });

  app.get(one, {
    schema: {
      operationId: 'users_retrieve',
      summary: 'Retrieve a user',
      tags,
      params: UuidParams,
      response: { 200: PersonSchema, ...refusing(404) },
    },
    handler: async (request) => show(request, pathUuid(request)),
  });

  app.post(paths.users, {
    schema: {
      operationId: 'users_create',
      summary: 'Make an account',
      tags,
      body: PersonBody,
      response: { 201: PersonSchema, ...refusing(403, 413, 415) },
    },
    handler: async (request, reply) => {
      const caller = callerOf(request);
      requireStaff(caller);
      const isProgram = request.body.is_service_account ?? false;
      if (isProgram) refusePassword(request.body);
      const { username, full_name = '', email = '', password } = request.body;
      if (password !== undefined) {
        checkPassword(password, wordsOf({ username, full_name, email }), 'password');
      }
      const values = await valuesOf(request.body);
      const at = desk.clock().toISOString();
      const uuid = await inTransaction(desk.db, async (trx) => {
        const made = await store.createPerson(trx, {
          username: request.body.username,
          password_hash: null,
          is_service_account: isProgram,
          date_joined: at,
          ...values,
        });
        const after = recorded(await store.findPerson(trx, made, caller));
        await recordChange(trx, actorOf(caller), {
          at,
          action: 'person.created',
          subject: { uuid: made, name: request.body.username },
          before: null,
          after: { ...after, ...(values.password_hash && { password: 'set' }) },
        });
        return made;
      });
      return reply.code(201).send(await show(request, uuid));
    },
  });

  app.patch(one, {
    schema: {
      operationId: 'users_partial_update',
      summary: 'Change an account',
      tags,
      params: UuidParams,
      body: partial(PersonBody),
      response: { 200: PersonSchema, ...refusing(403, 404, 409, 413, 415) },
    },
    handler: async (request) => {
      const caller = callerOf(request);
      const row = await store.findPerson(desk.db, pathUuid(request), caller);
      if (row === null) throw notFound();
      requireStaff(caller);
      if (row.is_robot) throw conflict('The robot decides by the rules; it cannot be changed.');
      const { is_staff, is_active, is_service_account } = request.body;
      if (row.uuid === caller.uuid && (is_staff === false || is_active === false)) {
        throw conflict('You cannot take your own rights away.');
      }
      if (is_service_account !== undefined && is_service_account !== row.is_service_account) {
        throw badField('is_service_account', 'This is decided once, when an account is made.');
      }
      if (row.is_service_account) refusePassword(request.body);
      if (row.uuid === caller.uuid && request.body.password !== undefined) {
        throw badField('password', `Your own is changed at ${paths.users}me/password/.`);
      }
      if (request.body.password !== undefined) {
        checkPassword(request.body.password, wordsOf(row), 'password');
      }
      await change(desk, caller, row, await valuesOf(request.body));
      return show(request, row.uuid);
    },
  });
}

/** Changes an account, and says so in the administrative audit. */
async function change(
  desk: Desk,
  caller: Caller,
  { id, uuid }: store.PersonRow,
  set: Awaited<ReturnType<typeof valuesOf>>,
): Promise<void> {
  await inTransaction(desk.db, async (trx) => {
    await lockRow(trx, 'person', id);
    const before = await store.findPerson(trx, uuid, caller);
    await store.updatePerson(trx, id, set);
    const after = await store.findPerson(trx, uuid, caller);
    if (before === null || after === null) throw notFound();
    if (takesRights(before, after)) await store.requireStaffLeft(trx);
    if (set.password_hash !== undefined || !after.is_active) {
      await endSessions(trx, id);
      await endResetLinks(trx, id);
    }
    await recordDifference(trx, actorOf(caller), {
      at: desk.clock().toISOString(),
      action: 'person.changed',
      subject: { uuid, name: after.username },
      before: recorded(before),
      after: { ...recorded(after), ...(set.password_hash && { password: 'changed' }) },
    });
  });
}

function takesRights(before: store.PersonRow, after: store.PersonRow): boolean {
  return before.is_staff && before.is_active && !(after.is_staff && after.is_active);
}

/** As the administrative audit keeps an account. */
function recorded(row: store.PersonRow | null): Record<string, unknown> {
  if (row === null) return {};
  const { id: _, uuid: __, is_robot: ___, full_name: ____, date_joined: _____, ...kept } = row;
  return kept;
}

function refusePassword({ password }: { password?: string }): void {
  if (password !== undefined) {
    throw badField('password', 'A service account has tokens, never a password.');
  }
}

function filterOf(query: Type.Static<typeof PersonQuery>): store.PersonFilter {
  const texts: Record<string, string[]> = {
    query: ['person.username', 'person.full_name', 'person.email'],
    username: ['person.username'],
    full_name: ['person.full_name'],
    email: ['person.email'],
  };
  const values = query as Record<string, string | undefined>;
  return {
    contains: Object.entries(texts).flatMap(([name, columns]) => {
      const text = given(values[name], name);
      return text === undefined ? [] : [{ columns, pattern: containing(text) }];
    }),
    flags: (['is_staff', 'is_support', 'is_active', 'is_service_account'] as const).flatMap(
      (column) => {
        const text = given(values[column], column);
        return text === undefined ? [] : [{ column, value: parseFlag(text, column) }];
      },
    ),
  };
}

async function valuesOf(body: Partial<Type.Static<typeof PersonBody>>) {
  const { username, email, is_staff, is_support, is_active, password } = body;
  return {
    ...namesOf(body),
    ...(username !== undefined && { username }),
    ...(email !== undefined && { email }),
    ...(is_staff !== undefined && { is_staff }),
    ...(is_support !== undefined && { is_support }),
    ...(is_active !== undefined && { is_active }),
    ...(password !== undefined && { password_hash: await hashPassword(password) }),
  };
}

/** A full name is split at its first space, so that first and last name give it back. */
function namesOf({ full_name, first_name, last_name }: Partial<Type.Static<typeof PersonBody>>) {
  const given =
    full_name !== undefined && first_name === undefined && last_name === undefined
      ? splitName(full_name.trim())
      : { first_name, last_name };
  return {
    ...(given.first_name !== undefined && { first_name: given.first_name }),
    ...(given.last_name !== undefined && { last_name: given.last_name }),
  };
}

function splitName(name: string): { first_name: string; last_name: string } {
  const space = name.indexOf(' ');
  if (space === -1) return { first_name: name, last_name: '' };
  return { first_name: name.slice(0, space), last_name: name.slice(space + 1) };
}
