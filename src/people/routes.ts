/* The routes of accounts. */

import { Type } from 'typebox';
import { type Caller, requireCaller } from '../http/caller.ts';
import { buildFilterParameters, readFilters } from '../http/list-filters.ts';
import { listRoutes } from '../http/list-routes.ts';
import { parseUuidParam, UuidParams } from '../http/uuid-parameter.ts';
import { pageParameters } from '../http/pagination.ts';
import { type BaseUrl, resourcePaths } from '../http/resource-urls.ts';
import { errorResponses, makePartial, NoBody } from '../http/api-schemas.ts';
import type { App, AppContext } from '../http/app-context.ts';
import { FieldQuery } from '../http/select-fields.ts';
import { loadOwnAccount, OwnAccountSchema } from './own-account-json.ts';
import { personFilters, personOrder } from './person-filters.ts';
import type { PersonFields } from './person-input.ts';
import { toPeopleJson, toPersonJson } from './person-json.ts';
import { changeAccount, createAccount, requireVisiblePerson } from './person-service.ts';
import * as store from './person-store.ts';
import { PersonBody, PersonSchema } from './api-schema.ts';

const tags = ['users'];
const personPath = `${resourcePaths.users}:uuid/`;
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
    query: Type.Object({ ...pageParameters, ...buildFilterParameters(personFilters) }),
    item: PersonSchema,
    order: personOrder,
    count: (request, query) => {
      const condition = readFilters(personFilters, query, {});
      return store.countPeople(context.listDb(request), requireCaller(request), condition);
    },
    loadRows: async (request, query, { order, page }) => {
      const condition = readFilters(personFilters, query, {});
      const caller = requireCaller(request);
      const rows = await store.listPeople(context.listDb(request), caller, condition, order, page);
      return toPeopleJson(context.db, rows, context.baseUrl(request), caller);
    },
    createRowSerializer: () => (person) => person,
  });

  app.get(`${resourcePaths.users}me/`, {
    schema: {
      operationId: 'users_me_retrieve',
      summary: 'Retrieve your own account',
      tags,
      querystring: FieldQuery,
      response: { 200: OwnAccountSchema, ...errorResponses() },
    },
    handler: async (request) =>
      loadOwnAccount(context.db, requireCaller(request), context.baseUrl(request)),
  });

  app.head(`${resourcePaths.users}me/`, {
    schema: {
      operationId: 'users_me_count',
      summary: 'Retrieve your own account: only that there is one',
      tags,
      response: { 200: NoBody, ...errorResponses() },
    },
    handler: async (_request, reply) => reply.header('x-result-count', '1').send(),
  });

  app.get(personPath, {
    schema: {
      operationId: 'users_retrieve',
      summary: 'Retrieve a user',
      tags,
      params: UuidParams,
      querystring: FieldQuery,
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
      const caller = requireCaller(request);
      const row = await createAccount(context, caller, request.body);
      const json = await toPersonJson(context.db, row, context.baseUrl(request), caller);
      return reply.code(201).send(json);
    },
  });

  for (const { method, name, body } of [
    { method: 'PUT', name: 'users_update', body: PersonBody },
    { method: 'PATCH', name: 'users_partial_update', body: makePartial(PersonBody) },
  ] as const) {
    app.route({
      method,
      url: personPath,
      schema: {
        operationId: name,
        summary: 'Change a user; what is left out stays',
        tags,
        params: UuidParams,
        body,
        response: { 200: PersonSchema, ...errorResponses(403, 404, 409, 413, 415) },
      },
      handler: async (request) => {
        const caller = requireCaller(request);
        const uuid = parseUuidParam(request);
        await changeAccount(context, caller, uuid, request.body as PersonFields);
        return loadPersonJson(context, caller, uuid, context.baseUrl(request));
      },
    });
  }
}

async function loadPersonJson({ db }: AppContext, caller: Caller, uuid: string, base: BaseUrl) {
  const row = await requireVisiblePerson({ db }, caller, uuid);
  return toPersonJson(db, row, base, caller);
}
