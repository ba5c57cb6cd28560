/* The routes of project templates. */

import type { FastifyRequest } from 'fastify';
import type { Type } from 'typebox';
import { requireCaller } from '../http/caller.ts';
import { parseTextFilter, toContainsPattern } from '../http/filter-parameters.ts';
import { listRoutes } from '../http/list-routes.ts';
import { parseUuidParam, UuidParams } from '../http/uuid-parameter.ts';
import { parseUuid, resourcePaths } from '../http/resource-urls.ts';
import { errorResponses, makePartial, NoBody } from '../http/api-schemas.ts';
import type { App, AppContext } from '../http/app-context.ts';
import { TemplateBody, TemplateQuery, TemplateSchema } from './api-schema.ts';
import { toTemplateJson } from './template-json.ts';
import {
  changeTemplate,
  createTemplate,
  deleteTemplate,
  replaceTemplate,
  requireVisibleTemplate,
  type TemplateHooks,
} from './template-service.ts';
import * as store from './template-store.ts';

const tags = ['openportal-project-template'];
const operationPrefix = 'openportal_project_template';
const templatePath = `${resourcePaths.templates}:uuid/`;
const orderColumns = {
  name: 'project_template.name',
  portal: 'project_template.portal',
  offering: 'project_template.offering',
  created: 'project_template.created',
};

/**
 * `/api/openportal-project-template/`: owners and managers of provider or customer read, staff and owners of
 * the provider write.
 */
export function templateRoutes(app: App, context: AppContext, hooks: TemplateHooks): void {
  const writeContext = { ...context, ...hooks };
  readRoutes(app, context);
  createRoute(app, writeContext);
  updateRoutes(app, writeContext);
  deleteRoutes(app, writeContext);
}

type WriteContext = AppContext & TemplateHooks;

function readRoutes(app: App, context: AppContext): void {
  listRoutes(app, context, {
    path: resourcePaths.templates,
    tags,
    operationPrefix,
    summary: 'List project templates',
    query: TemplateQuery,
    item: TemplateSchema,
    order: orderColumns,
    count: (request, query) =>
      store.countTemplates(
        context.listDb(request),
        requireCaller(request),
        parseTemplateFilter(query),
      ),
    loadRows: (request, query, { order, page }) => {
      const filter = parseTemplateFilter(query);
      return store.listTemplates(
        context.listDb(request),
        requireCaller(request),
        filter,
        order,
        page,
      );
    },
    createRowSerializer: (request) => {
      const base = context.baseUrl(request);
      return (row) => toTemplateJson(row, base);
    },
  });

  app.get(templatePath, {
    schema: {
      operationId: `${operationPrefix}_retrieve`,
      summary: 'Retrieve a project template',
      tags,
      params: UuidParams,
      response: { 200: TemplateSchema, ...errorResponses(404) },
    },
    handler: async (request) => loadTemplateJson(context, request, parseUuidParam(request)),
  });
}

function parseTemplateFilter(query: Type.Static<typeof TemplateQuery>): store.TemplateFilter {
  const name = parseTextFilter(query.name, 'name');
  const uuid = parseTextFilter(query.uuid, 'uuid');
  return {
    name: name && toContainsPattern(name),
    portal: parseTextFilter(query.portal, 'portal'),
    offering: parseTextFilter(query.offering, 'offering'),
    uuid: uuid && parseUuid(uuid, 'uuid'),
  };
}

function createRoute(app: App, context: WriteContext): void {
  app.post(resourcePaths.templates, {
    schema: {
      operationId: `${operationPrefix}_create`,
      summary: 'Create a project template',
      tags,
      body: TemplateBody,
      response: { 201: TemplateSchema, ...errorResponses(403, 413, 415) },
    },
    handler: async (request, reply) => {
      const uuid = await createTemplate(context, requireCaller(request), request.body);
      return reply.code(201).send(await loadTemplateJson(context, request, uuid));
    },
  });
}

function updateRoutes(app: App, context: WriteContext): void {
  const response = { 200: TemplateSchema, ...errorResponses(403, 404, 409, 413, 415) };

  app.put(templatePath, {
    schema: {
      operationId: `${operationPrefix}_update`,
      summary: 'Replace a project template',
      tags,
      params: UuidParams,
      body: TemplateBody,
      response,
    },
    handler: async (request) => {
      const uuid = parseUuidParam(request);
      await replaceTemplate(context, requireCaller(request), uuid, request.body);
      return loadTemplateJson(context, request, uuid);
    },
  });

  app.patch(templatePath, {
    schema: {
      operationId: `${operationPrefix}_partial_update`,
      summary: 'Change a project template',
      tags,
      params: UuidParams,
      body: makePartial(TemplateBody),
      response,
    },
    handler: async (request) => {
      const uuid = parseUuidParam(request);
      await changeTemplate(context, requireCaller(request), uuid, request.body);
      return loadTemplateJson(context, request, uuid);
    },
  });
}

function deleteRoutes(app: App, context: WriteContext): void {
  // Waldur's clients use both paths.
  for (const [path, name] of [
    [templatePath, 'destroy'],
    [`${templatePath}delete/`, 'delete_destroy'],
  ] as const) {
    app.delete(path, {
      schema: {
        operationId: `${operationPrefix}_${name}`,
        summary: 'Delete a project template without awards',
        tags,
        params: UuidParams,
        response: { 204: NoBody, ...errorResponses(403, 404, 409) },
      },
      handler: async (request, reply) => {
        await deleteTemplate(context, requireCaller(request), parseUuidParam(request));
        return reply.code(204).send();
      },
    });
  }
}

async function loadTemplateJson(context: AppContext, request: FastifyRequest, uuid: string) {
  const row = await requireVisibleTemplate(context, requireCaller(request), uuid);
  return toTemplateJson(row, context.baseUrl(request));
}
