/* The routes of resources. */

import type { FastifyRequest } from 'fastify';
import type { BridgeConnection } from '../bridge/bridge-connection.ts';
import { conflictError, forbiddenError } from '../errors/refused-error.ts';
import { errorResponses, makePartial, NoBody } from '../http/api-schemas.ts';
import type { App, AppContext } from '../http/app-context.ts';
import { canReadEverything, requireCaller } from '../http/caller.ts';
import { parseTextFilter, toContainsPattern } from '../http/filter-parameters.ts';
import { listRoutes } from '../http/list-routes.ts';
import { resourcePaths } from '../http/resource-urls.ts';
import { parseUuidParam, UuidParams } from '../http/uuid-parameter.ts';
import { adoptUnknown } from './adopt.ts';
import { checkResource } from './check-resource.ts';
import {
  AdoptBody,
  ResourceBody,
  ResourceQuery,
  ResourceSchema,
  UnknownSchema,
} from './resource-api-schema.ts';
import { toResourceJson } from './resource-json.ts';
import {
  changeResource,
  createResource,
  deleteResource,
  requireResource,
  requireWritableResource,
} from './resource-service.ts';
import * as store from './resource-store.ts';
import { loadUnknown } from './unknown-projects.ts';

const tags = ['openportal-resources'];
const prefix = 'openportal_resources';
const path = resourcePaths.resources;
const itemPath = `${path}:uuid/`;

/** The context of routes that ask the network. */
export interface MachineRouteContext extends AppContext {
  /** null: no bridge is connected. */
  bridge: Pick<BridgeConnection, 'client'> | null;
}

/** `/api/openportal-resources/`: staff and support read, staff write. */
export function resourceRoutes(app: App, context: MachineRouteContext): void {
  readRoutes(app, context);
  writeRoutes(app, context);
  networkRoutes(app, context);
}

function requireReader(request: FastifyRequest): void {
  if (!canReadEverything(requireCaller(request))) throw forbiddenError();
}

function readRoutes(app: App, context: MachineRouteContext): void {
  const toPattern = (name: string | undefined): string | undefined => {
    const text = parseTextFilter(name, 'name');
    return text && toContainsPattern(text);
  };
  listRoutes(app, context, {
    path,
    tags,
    operationPrefix: prefix,
    summary: 'List resources',
    query: ResourceQuery,
    item: ResourceSchema,
    order: { name: 'resource.name', created: 'resource.created' },
    count: async (request, { name }) => {
      requireReader(request);
      return store.countResources(context.db, toPattern(name));
    },
    loadRows: async (request, { name }, { order, page }) => {
      requireReader(request);
      return store.listResources(context.db, toPattern(name), order, page);
    },
    createRowSerializer: (request) => {
      const base = context.baseUrl(request);
      return (row) => toResourceJson(row, base);
    },
  });

  app.get(itemPath, {
    schema: {
      operationId: `${prefix}_retrieve`,
      summary: 'Retrieve a resource',
      tags,
      params: UuidParams,
      response: { 200: ResourceSchema, ...errorResponses(404) },
    },
    handler: (request) => loadResourceJson(context, request, parseUuidParam(request)),
  });

  app.get(`${itemPath}unknown/`, {
    schema: {
      operationId: `${prefix}_unknown_retrieve`,
      summary: 'Projects and accounts of a resource that nobody here knows',
      tags,
      params: UuidParams,
      response: { 200: UnknownSchema, ...errorResponses(404) },
    },
    handler: async (request) => {
      const row = await requireResource(context, requireCaller(request), parseUuidParam(request));
      return loadUnknown(context.db, row.id);
    },
  });
}

function writeRoutes(app: App, context: MachineRouteContext): void {
  app.post(path, {
    schema: {
      operationId: `${prefix}_create`,
      summary: 'Create a resource',
      tags,
      body: ResourceBody,
      response: { 201: ResourceSchema, ...errorResponses(403, 409, 413, 415) },
    },
    handler: async (request, reply) => {
      const uuid = await createResource(context, requireCaller(request), request.body);
      return reply.code(201).send(await loadResourceJson(context, request, uuid));
    },
  });

  app.patch(itemPath, {
    schema: {
      operationId: `${prefix}_partial_update`,
      summary: 'Change a resource',
      tags,
      params: UuidParams,
      body: makePartial(ResourceBody),
      response: { 200: ResourceSchema, ...errorResponses(403, 404, 409, 413, 415) },
    },
    handler: async (request) => {
      const uuid = parseUuidParam(request);
      await changeResource(context, requireCaller(request), uuid, request.body);
      return loadResourceJson(context, request, uuid);
    },
  });

  app.delete(itemPath, {
    schema: {
      operationId: `${prefix}_destroy`,
      summary: 'Delete a resource without projects and templates',
      tags,
      params: UuidParams,
      response: { 204: NoBody, ...errorResponses(403, 404, 409) },
    },
    handler: async (request, reply) => {
      await deleteResource(context, requireCaller(request), parseUuidParam(request));
      return reply.code(204).send();
    },
  });

  app.post(`${itemPath}adopt/`, {
    schema: {
      operationId: `${prefix}_adopt`,
      summary: 'Link projects and accounts of a resource to projects and people here',
      tags,
      params: UuidParams,
      body: AdoptBody,
      response: { 200: UnknownSchema, ...errorResponses(403, 404, 409, 413, 415) },
    },
    handler: async (request) => {
      const caller = requireCaller(request);
      const row = await requireWritableResource(context, caller, parseUuidParam(request));
      await adoptUnknown(context, caller, row, request.body);
      return loadUnknown(context.db, row.id);
    },
  });
}

function networkRoutes(app: App, context: MachineRouteContext): void {
  app.post(`${itemPath}check/`, {
    schema: {
      operationId: `${prefix}_check`,
      summary: 'Ask which agents of a resource answer, and what they can do',
      tags,
      params: UuidParams,
      response: { 200: ResourceSchema, ...errorResponses(403, 404, 409) },
    },
    handler: async (request) => {
      const caller = requireCaller(request);
      const row = await requireWritableResource(context, caller, parseUuidParam(request));
      const { bridge, db, clock, portal } = context;
      if (bridge === null) throw conflictError('No bridge is connected.');
      const refusal = await checkResource({ db, clock, portal, client: bridge.client }, row);
      if (refusal !== null) throw conflictError(refusal);
      return loadResourceJson(context, request, row.uuid);
    },
  });
}

async function loadResourceJson(context: AppContext, request: FastifyRequest, uuid: string) {
  const row = await requireResource(context, requireCaller(request), uuid);
  return toResourceJson(row, context.baseUrl(request));
}
