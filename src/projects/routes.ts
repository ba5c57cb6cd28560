import type { FastifyRequest } from 'fastify';
import type { Type } from 'typebox';
import { toUtcDay } from '../award/dates.ts';
import { requireCaller } from '../http/caller.ts';
import {
  parseBooleanFilter,
  parseTextFilter,
  toContainsPattern,
} from '../http/filter-parameters.ts';
import { listRoutes } from '../http/list-routes.ts';
import { parseUuidParam, UuidParams } from '../http/uuid-parameter.ts';
import { parseUuid, resourcePaths } from '../http/resource-urls.ts';
import { errorResponses, makePartial, NoBody } from '../http/api-schemas.ts';
import type { App, AppContext } from '../http/app-context.ts';
import { toProjectJson } from './project-json.ts';
import {
  changeProject,
  createProject,
  type ProjectHooks,
  removeProject,
  requireVisibleProject,
} from './project-service.ts';
import * as store from './project-store.ts';
import { projectUserRoutes } from './project-user-routes.ts';
import { ProjectBody, ProjectQuery, ProjectSchema } from './schema.ts';

const projectPath = `${resourcePaths.projects}:uuid/`;
const orderColumns = {
  name: 'project.name',
  created: 'project.created',
  start_date: 'project.start_date',
  end_date: 'project.end_date',
  customer_name: 'customer.name',
};

/**
 * `/api/projects/`, and `/api/openportal-unmanaged-projects/` with those that no award manages, which
 * can be attached to one.
 */
export function projectRoutes(app: App, context: AppContext, hooks: ProjectHooks): void {
  readRoutes(app, context, {
    path: resourcePaths.projects,
    operationPrefix: 'projects',
    unmanaged: false,
  });
  readRoutes(app, context, {
    path: resourcePaths.unmanagedProjects,
    operationPrefix: 'openportal_unmanaged_projects',
    unmanaged: true,
  });
  writeRoutes(app, context, hooks);
  projectUserRoutes(app, context);
}

interface ReadRouteOptions {
  path: string;
  operationPrefix: string;
  unmanaged: boolean;
}

function readRoutes(
  app: App,
  context: AppContext,
  { path, operationPrefix, unmanaged }: ReadRouteOptions,
): void {
  const tags = [operationPrefix.replaceAll('_', '-')];
  listRoutes(app, context, {
    path,
    tags,
    operationPrefix,
    summary: unmanaged ? 'List projects that no award manages' : 'List projects',
    query: ProjectQuery,
    item: ProjectSchema,
    order: orderColumns,
    count: (request, query) => {
      const filter = { ...parseProjectFilter(query), unmanaged };
      return store.countProjects(context.db, requireCaller(request), filter);
    },
    loadRows: (request, query, { order, page }) => {
      const filter = { ...parseProjectFilter(query), unmanaged };
      return store.listProjects(context.db, requireCaller(request), filter, order, page);
    },
    createRowSerializer: (request) => {
      const base = context.baseUrl(request);
      const today = toUtcDay(context.clock());
      return (row) => toProjectJson(row, base, today);
    },
  });

  app.get(`${path}:uuid/`, {
    schema: {
      operationId: `${operationPrefix}_retrieve`,
      summary: unmanaged ? 'Retrieve a project that no award manages' : 'Retrieve a project',
      tags,
      params: UuidParams,
      response: { 200: ProjectSchema, ...errorResponses(404) },
    },
    handler: async (request) =>
      loadProjectJson(context, request, parseUuidParam(request), { unmanaged }),
  });
}

function parseProjectFilter(query: Type.Static<typeof ProjectQuery>) {
  const name = parseTextFilter(query.name, 'name');
  const text = parseTextFilter(query.query, 'query');
  const customer = parseTextFilter(query.customer_uuid, 'customer_uuid');
  const removed = parseTextFilter(query.is_removed, 'is_removed');
  return {
    name: name && toContainsPattern(name),
    query: text && toContainsPattern(text),
    customerUuid: customer && parseUuid(customer, 'customer_uuid'),
    isRemoved: removed === undefined ? undefined : parseBooleanFilter(removed, 'is_removed'),
  };
}

function writeRoutes(app: App, context: AppContext, hooks: ProjectHooks): void {
  const tags = ['projects'];

  app.post(resourcePaths.projects, {
    schema: {
      operationId: 'projects_create',
      summary: 'Create a project',
      tags,
      body: ProjectBody,
      response: { 201: ProjectSchema, ...errorResponses(403, 413, 415) },
    },
    handler: async (request, reply) => {
      const uuid = await createProject(context, requireCaller(request), request.body);
      return reply.code(201).send(await loadProjectJson(context, request, uuid));
    },
  });

  app.patch(projectPath, {
    schema: {
      operationId: 'projects_partial_update',
      summary: 'Change a project',
      tags,
      params: UuidParams,
      body: makePartial(ProjectBody),
      response: { 200: ProjectSchema, ...errorResponses(403, 404, 409, 413, 415) },
    },
    handler: async (request) => {
      const uuid = parseUuidParam(request);
      await changeProject(context, requireCaller(request), uuid, request.body);
      return loadProjectJson(context, request, uuid);
    },
  });

  app.delete(projectPath, {
    schema: {
      operationId: 'projects_destroy',
      summary: 'Mark a project as removed',
      tags,
      params: UuidParams,
      response: { 204: NoBody, ...errorResponses(403, 404) },
    },
    handler: async (request, reply) => {
      await removeProject(context, requireCaller(request), parseUuidParam(request), hooks);
      return reply.code(204).send();
    },
  });
}

async function loadProjectJson(
  context: AppContext,
  request: FastifyRequest,
  uuid: string,
  options?: { unmanaged: boolean },
) {
  const row = await requireVisibleProject(context, requireCaller(request), uuid, options);
  return toProjectJson(row, context.baseUrl(request), toUtcDay(context.clock()));
}
