import type { FastifyRequest } from 'fastify';
import type { Type } from 'typebox';
import { callerOf, requireStaff } from '../access/caller.ts';
import { hashPassword } from '../access/passwords.ts';
import { paths } from '../http/addresses.ts';
import { containing, given, parseFlag } from '../http/filters.ts';
import { listRoutes, pathUuid, UuidParams } from '../http/lists.ts';
import { conflict, notFound } from '../http/problem.ts';
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
    represent: (request, row) => representPerson(row, desk.baseUrl(request)),
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
      requireStaff(callerOf(request));
      const uuid = await store.createPerson(desk.db, {
        username: request.body.username,
        password_hash: null,
        date_joined: desk.clock().toISOString(),
        ...(await valuesOf(request.body)),
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
      const { is_staff, is_active } = request.body;
      if (row.uuid === caller.uuid && (is_staff === false || is_active === false)) {
        throw conflict('You cannot take your own rights away.');
      }
      await store.updatePerson(desk.db, row.id, await valuesOf(request.body));
      return show(request, row.uuid);
    },
  });
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
    flags: (['is_staff', 'is_support', 'is_active'] as const).flatMap((column) => {
      const text = given(values[column], column);
      return text === undefined ? [] : [{ column, value: parseFlag(text, column) }];
    }),
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
