import type { FastifyRequest } from 'fastify';
import type { Type } from 'typebox';
import { toActor, type Caller, requireCaller, requireStaff } from '../access/caller.ts';
import { checkPassword, listGuessableNames as wordsOf } from '../access/password-rules.ts';
import { hashPassword } from '../access/password-hashing.ts';
import { deleteResetLinks } from '../access/password-reset-links.ts';
import { endSessions } from '../access/session-store.ts';
import { recordChange, recordDifference } from '../admin-audit/record-change.ts';
import { runInTransaction, lockRow } from '../database/transaction.ts';
import { resourcePaths } from '../http/resource-urls.ts';
import {
  toContainsPattern,
  parseTextFilter,
  parseBooleanFilter,
} from '../http/filter-parameters.ts';
import { listRoutes, parseUuidParam, UuidParams } from '../http/list-routes.ts';
import { invalidField, conflict, notFound } from '../http/http-problem.ts';
import { type App, type AppContext, makePartial, errorResponses } from '../http/route-types.ts';
import { OwnAccountSchema, loadOwnAccount } from './own-account.ts';
import { toPersonJson } from './person-json.ts';
import { PersonBody, PersonQuery, PersonSchema } from './schema.ts';
import * as store from './store.ts';

const tags = ['users'];
const personPath = `${resourcePaths.users}:uuid/`;
const orderColumns = {
  username: 'person.username',
  full_name: 'person.full_name',
  email: 'person.email',
  date_joined: 'person.date_joined',
};

/** `/api/users/`: staff manage, everybody reads their own account. */
export function peopleRoutes(app: App, desk: AppContext): void {
  listRoutes(app, desk, {
    path: resourcePaths.users,
    tags,
    operationPrefix: 'users',
    summary: 'List users',
    query: PersonQuery,
    item: PersonSchema,
    order: orderColumns,
    count: (request, query) =>
      store.countPeople(desk.db, requireCaller(request), parsePersonFilter(query)),
    loadRows: (request, query, { order, page }) => {
      return store.listPeople(
        desk.db,
        requireCaller(request),
        parsePersonFilter(query),
        order,
        page,
      );
    },
    createRowSerializer: (request) => {
      const base = desk.baseUrl(request);
      return (row) => toPersonJson(row, base);
    },
  });

  const show = async (request: FastifyRequest, uuid: string) => {
    const row = await store.findPerson(desk.db, uuid, requireCaller(request));
    if (row === null) throw notFound();
    return toPersonJson(row, desk.baseUrl(request));
  };

  app.get(`${resourcePaths.users}me/`, {
    schema: {
      operationId: 'users_me_retrieve',
      summary: 'Your own account',
      tags,
      response: { 200: OwnAccountSchema, ...errorResponses() },
    },
    handler: async (request) =>
      loadOwnAccount(desk.db, requireCaller(request), desk.baseUrl(request)),
  });

  app.get(personPath, {
    schema: {
      operationId: 'users_retrieve',
      summary: 'Retrieve a user',
      tags,
      params: UuidParams,
      response: { 200: PersonSchema, ...errorResponses(404) },
    },
    handler: async (request) => show(request, parseUuidParam(request)),
  });

  app.post(resourcePaths.users, {
    schema: {
      operationId: 'users_create',
      summary: 'Make an account',
      tags,
      body: PersonBody,
      response: { 201: PersonSchema, ...errorResponses(403, 413, 415) },
    },
    handler: async (request, reply) => {
      const caller = requireCaller(request);
      requireStaff(caller);
      const isProgram = request.body.is_service_account ?? false;
      if (isProgram) refusePassword(request.body);
      const { username, full_name = '', email = '', password } = request.body;
      if (password !== undefined) {
        checkPassword(password, wordsOf({ username, full_name, email }), 'password');
      }
      const values = await toPersonColumns(request.body);
      const at = desk.clock().toISOString();
      const uuid = await runInTransaction(desk.db, async (trx) => {
        const made = await store.createPerson(trx, {
          username: request.body.username,
          password_hash: null,
          is_service_account: isProgram,
          date_joined: at,
          ...values,
        });
        const after = toPersonAuditValues(await store.findPerson(trx, made, caller));
        await recordChange(trx, toActor(caller), {
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

  app.patch(personPath, {
    schema: {
      operationId: 'users_partial_update',
      summary: 'Change an account',
      tags,
      params: UuidParams,
      body: makePartial(PersonBody),
      response: { 200: PersonSchema, ...errorResponses(403, 404, 409, 413, 415) },
    },
    handler: async (request) => {
      const caller = requireCaller(request);
      const row = await store.findPerson(desk.db, parseUuidParam(request), caller);
      if (row === null) throw notFound();
      requireStaff(caller);
      if (row.is_robot) throw conflict('The robot decides by the rules; it cannot be changed.');
      const { is_staff, is_active, is_service_account } = request.body;
      if (row.uuid === caller.uuid && (is_staff === false || is_active === false)) {
        throw conflict('You cannot take your own rights away.');
      }
      if (is_service_account !== undefined && is_service_account !== row.is_service_account) {
        throw invalidField('is_service_account', 'This is decided once, when an account is made.');
      }
      if (row.is_service_account) refusePassword(request.body);
      if (row.uuid === caller.uuid && request.body.password !== undefined) {
        throw invalidField(
          'password',
          `Your own is changed at ${resourcePaths.users}me/password/.`,
        );
      }
      if (request.body.password !== undefined) {
        checkPassword(request.body.password, wordsOf(row), 'password');
      }
      await changePerson(desk, caller, row, await toPersonColumns(request.body));
      return show(request, row.uuid);
    },
  });
}

/** Changes an account, and says so in the administrative audit. */
async function changePerson(
  desk: AppContext,
  caller: Caller,
  { id, uuid }: store.PersonRow,
  set: Awaited<ReturnType<typeof toPersonColumns>>,
): Promise<void> {
  await runInTransaction(desk.db, async (trx) => {
    await lockRow(trx, 'person', id);
    const before = await store.findPerson(trx, uuid, caller);
    await store.updatePerson(trx, id, set);
    const after = await store.findPerson(trx, uuid, caller);
    if (before === null || after === null) throw notFound();
    if (losesStaffRights(before, after)) await store.requireRemainingStaff(trx);
    if (set.password_hash !== undefined || !after.is_active) {
      await endSessions(trx, id);
      await deleteResetLinks(trx, id);
    }
    await recordDifference(trx, toActor(caller), {
      at: desk.clock().toISOString(),
      action: 'person.changed',
      subject: { uuid, name: after.username },
      before: toPersonAuditValues(before),
      after: { ...toPersonAuditValues(after), ...(set.password_hash && { password: 'changed' }) },
    });
  });
}

function losesStaffRights(before: store.PersonRow, after: store.PersonRow): boolean {
  return before.is_staff && before.is_active && !(after.is_staff && after.is_active);
}

/** As the administrative audit keeps an account. */
function toPersonAuditValues(row: store.PersonRow | null): Record<string, unknown> {
  if (row === null) return {};
  const { id: _, uuid: __, is_robot: ___, full_name: ____, date_joined: _____, ...kept } = row;
  return kept;
}

function refusePassword({ password }: { password?: string }): void {
  if (password !== undefined) {
    throw invalidField('password', 'A service account has tokens, never a password.');
  }
}

function parsePersonFilter(query: Type.Static<typeof PersonQuery>): store.PersonFilter {
  const texts: Record<string, string[]> = {
    query: ['person.username', 'person.full_name', 'person.email'],
    username: ['person.username'],
    full_name: ['person.full_name'],
    email: ['person.email'],
  };
  const values = query as Record<string, string | undefined>;
  return {
    contains: Object.entries(texts).flatMap(([name, columns]) => {
      const text = parseTextFilter(values[name], name);
      return text === undefined ? [] : [{ columns, pattern: toContainsPattern(text) }];
    }),
    flags: (['is_staff', 'is_support', 'is_active', 'is_service_account'] as const).flatMap(
      (column) => {
        const text = parseTextFilter(values[column], column);
        return text === undefined ? [] : [{ column, value: parseBooleanFilter(text, column) }];
      },
    ),
  };
}

async function toPersonColumns(body: Partial<Type.Static<typeof PersonBody>>) {
  const { username, email, is_staff, is_support, is_active, password } = body;
  return {
    ...toNameColumns(body),
    ...(username !== undefined && { username }),
    ...(email !== undefined && { email }),
    ...(is_staff !== undefined && { is_staff }),
    ...(is_support !== undefined && { is_support }),
    ...(is_active !== undefined && { is_active }),
    ...(password !== undefined && { password_hash: await hashPassword(password) }),
  };
}

/** A full name is split at its first space, so that first and last name give it back. */
function toNameColumns({
  full_name,
  first_name,
  last_name,
}: Partial<Type.Static<typeof PersonBody>>) {
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
