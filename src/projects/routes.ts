/* The routes of projects. */

import type { FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import { toUtcDay } from '../award/dates.ts';
import { type Caller, requireCaller } from '../http/caller.ts';
import { buildFilterParameters, readFilters, type SqlCondition } from '../http/list-filters.ts';
import { listRoutes } from '../http/list-routes.ts';
import { parseUuidParam, UuidParams } from '../http/uuid-parameter.ts';
import { pageParameters } from '../http/pagination.ts';
import { resourcePaths } from '../http/resource-urls.ts';
import { errorResponses, makePartial, NoBody } from '../http/api-schemas.ts';
import type { App, AppContext } from '../http/app-context.ts';
import { FieldQuery } from '../http/select-fields.ts';
import { projectFilters, projectOrder } from './project-filters.ts';
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
import { ProjectBody, ProjectSchema } from './api-schema.ts';

const projectPath = `${resourcePaths.projects}:uuid/`;
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
  const read = (query: Record<string, unknown>, caller: Caller): SqlCondition =>
    readFilters(projectFilters, query, { caller, today: toUtcDay(context.clock()) });
  listRoutes(app, context, {
    path,
    tags,
    operationPrefix,
    summary: unmanaged ? 'List projects that no award manages' : 'List projects',
    query: Type.Object({ ...pageParameters, ...buildFilterParameters(projectFilters) }),
    item: ProjectSchema,
    order: projectOrder,
    count: (request, query) => {
      const caller = requireCaller(request);
      return store.countProjects(context.listDb(request), caller, {
        condition: read(query, caller),
        unmanaged,
      });
    },
    loadRows: (request, query, { order, page }) => {
      const caller = requireCaller(request);
      const filter = { condition: read(query, caller), unmanaged };
      return store.listProjects(context.listDb(request), caller, filter, order, page);
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
      querystring: FieldQuery,
      response: { 200: ProjectSchema, ...errorResponses(404) },
    },
    handler: async (request) =>
      loadProjectJson(context, request, parseUuidParam(request), { unmanaged }),
  });
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

  for (const { method, name, body } of [
    { method: 'PUT', name: 'projects_update', body: ProjectBody },
    { method: 'PATCH', name: 'projects_partial_update', body: makePartial(ProjectBody) },
  ] as const) {
    app.route({
      method,
      url: projectPath,
      schema: {
        operationId: name,
        summary: 'Change a project; what is left out stays',
        tags,
        params: UuidParams,
        body,
        response: { 200: ProjectSchema, ...errorResponses(403, 404, 409, 413, 415) },
      },
      handler: async (request) => {
        const uuid = parseUuidParam(request);
        await changeProject(
          context,
          requireCaller(request),
          uuid,
          request.body as Partial<Type.Static<typeof ProjectBody>>,
        );
        return loadProjectJson(context, request, uuid);
      },
    });
  }

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
