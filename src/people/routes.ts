import type { Type } from 'typebox';
import { notFoundError } from '../errors/refused-error.ts';
import { type Caller, requireCaller } from '../http/caller.ts';
import {
  parseBooleanFilter,
  parseTextFilter,
  toContainsPattern,
} from '../http/filter-parameters.ts';
import { listRoutes } from '../http/list-routes.ts';
import { parseUuidParam, UuidParams } from '../http/uuid-parameter.ts';
import { type BaseUrl, resourcePaths } from '../http/resource-urls.ts';
import { errorResponses, makePartial } from '../http/api-schemas.ts';
import type { App, AppContext } from '../http/app-context.ts';
import { loadOwnAccount, OwnAccountSchema } from './own-account.ts';
import { toPersonJson } from './person-json.ts';
import { changeAccount, createAccount } from './person-service.ts';
import * as store from './person-store.ts';
import { PersonBody, PersonQuery, PersonSchema } from './schema.ts';

const tags = ['users'];
const personPath = `${resourcePaths.users}:uuid/`;
const orderColumns = {
  username: 'person.username',
  full_name: 'person.full_name',
  email: 'person.email',
  date_joined: 'person.date_joined',
};

/** `/api/users/`: staff make and change accounts, everybody reads their own. */
export function peopleRoutes(app: App, context: AppContext): void {
  readRoutes(app, context);
  writeRoutes(app, context);
}

function readRoutes(app: App, context: AppContext): void {
  listRoutes(app, context, {
    path: resourcePaths.users,
    tags,
    operationPrefix: 'users',
    summary: 'List users',
    query: PersonQuery,
    item: PersonSchema,
    order: orderColumns,
    count: (request, query) =>
      store.countPeople(context.db, requireCaller(request), parsePersonFilter(query)),
    loadRows: (request, query, { order, page }) => {
      const filter = parsePersonFilter(query);
      return store.listPeople(context.db, requireCaller(request), filter, order, page);
    },
    createRowSerializer: (request) => {
      const base = context.baseUrl(request);
      return (row) => toPersonJson(row, base);
    },
  });

  app.get(`${resourcePaths.users}me/`, {
    schema: {
      operationId: 'users_me_retrieve',
      summary: 'Retrieve your own account',
      tags,
      response: { 200: OwnAccountSchema, ...errorResponses() },
    },
    handler: async (request) =>
      loadOwnAccount(context.db, requireCaller(request), context.baseUrl(request)),
  });

  app.get(personPath, {
    schema: {
      operationId: 'users_retrieve',
      summary: 'Retrieve a user',
      tags,
      params: UuidParams,
      response: { 200: PersonSchema, ...errorResponses(404) },
    },
    handler: async (request) => {
      const uuid = parseUuidParam(request);
      return loadPersonJson(context, requireCaller(request), uuid, context.baseUrl(request));
    },
  });
}

function writeRoutes(app: App, context: AppContext): void {
  app.post(resourcePaths.users, {
    schema: {
      operationId: 'users_create',
      summary: 'Create a user',
      tags,
      body: PersonBody,
      response: { 201: PersonSchema, ...errorResponses(403, 413, 415) },
    },
    handler: async (request, reply) => {
      const row = await createAccount(context, requireCaller(request), request.body);
      return reply.code(201).send(toPersonJson(row, context.baseUrl(request)));
    },
  });

  app.patch(personPath, {
    schema: {
      operationId: 'users_partial_update',
      summary: 'Change a user',
      tags,
      params: UuidParams,
      body: makePartial(PersonBody),
      response: { 200: PersonSchema, ...errorResponses(403, 404, 409, 413, 415) },
    },
    handler: async (request) => {
      const caller = requireCaller(request);
      const uuid = parseUuidParam(request);
      await changeAccount(context, caller, uuid, request.body);
      return loadPersonJson(context, caller, uuid, context.baseUrl(request));
    },
  });
}

async function loadPersonJson({ db }: AppContext, caller: Caller, uuid: string, base: BaseUrl) {
  const row = await store.findPerson(db, uuid, caller);
  if (row === null) throw notFoundError();
  return toPersonJson(row, base);
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
