/* The routes of the short names of projects. */

import type { FastifyRequest } from 'fastify';
import { sql } from 'kysely';
import { Type } from 'typebox';
import { requireCaller, requireStaff } from '../http/caller.ts';
import { invalidField } from '../http/http-problem.ts';
import {
  buildFilterParameters,
  readFilters,
  type SqlCondition,
  url,
  uuid,
} from '../http/list-filters.ts';
import { listRoutes } from '../http/list-routes.ts';
import { pageParameters } from '../http/pagination.ts';
import { parseResourceUrl, projectUrl, resourcePaths } from '../http/resource-urls.ts';
import { errorResponses, uuidInput } from '../http/api-schemas.ts';
import type { App, AppContext } from '../http/app-context.ts';
import { FieldQuery } from '../http/select-fields.ts';
import { parseUuidParam } from '../http/uuid-parameter.ts';
import { requireVisibleProject } from '../projects/project-service.ts';
import { countProjects, findProject, listProjects } from '../projects/project-store.ts';
import { setProjectShortName } from '../projects/set-project-short-name.ts';
import {
  NewProjectInfoBody,
  ProjectInfoBody,
  ProjectInfoSchema,
  requireNoDestinations,
} from './projectinfo-schema.ts';

const tags = ['openportal-projectinfo'];
const operationPrefix = 'openportal_projectinfo';
const path = '/api/openportal-projectinfo/';

const ProjectParams = Type.Object({ project: uuidInput('UUID of the project.') });

const whereProject = (value: string): SqlCondition => sql`project.uuid = ${value}`;
const filters = {
  project: url('URL of a project.', resourcePaths.projects, whereProject),
  project_uuid: uuid('UUID of a project.', whereProject),
};

/** `/api/openportal-projectinfo/`: the short names of projects (docs/rules/machines.md, M1.2). */
export function projectInfoRoutes(app: App, context: AppContext): void {
  const toJson =
    (request: FastifyRequest) => (row: { uuid: string; short_name: string | null }) => ({
      project: projectUrl(context.baseUrl(request), row.uuid),
      shortname: row.short_name,
      allowed_destinations: null,
    });
  const show = async (request: FastifyRequest, projectUuid: string) =>
    toJson(request)(await requireVisibleProject(context, requireCaller(request), projectUuid));

  listRoutes(app, context, {
    path,
    tags,
    operationPrefix,
    summary: 'List projects with their short names',
    query: Type.Object({ ...pageParameters, ...buildFilterParameters(filters) }),
    item: ProjectInfoSchema,
    order: { name: 'project.name', shortname: 'project.short_name' },
    count: (request, query) => {
      const condition = readFilters(filters, query, {});
      return countProjects(context.db, requireCaller(request), { condition, unmanaged: false });
    },
    loadRows: (request, query, { order, page }) => {
      const filter = { condition: readFilters(filters, query, {}), unmanaged: false };
      return listProjects(context.db, requireCaller(request), filter, order, page);
    },
    createRowSerializer: toJson,
  });

  app.get(`${path}:project/`, {
    schema: {
      operationId: `${operationPrefix}_retrieve`,
      summary: 'Retrieve the short name of a project',
      tags,
      params: ProjectParams,
      querystring: FieldQuery,
      response: { 200: ProjectInfoSchema, ...errorResponses(404) },
    },
    handler: async (request) => show(request, parseUuidParam(request, 'project')),
  });

  app.post(path, {
    schema: {
      operationId: `${operationPrefix}_create`,
      summary: 'Give a project a short name; staff only',
      tags,
      body: NewProjectInfoBody,
      response: { 201: ProjectInfoSchema, ...errorResponses(403, 404, 409, 413, 415) },
    },
    handler: async (request, reply) => {
      const projectUuid = parseResourceUrl(request.body.project, resourcePaths.projects, 'project');
      const project = await findProject(context.db, projectUuid, requireCaller(request));
      if (project === null) throw invalidField('project', 'There is no such project.');
      await change(context, request, project.uuid, request.body);
      return reply.code(201).send(await show(request, project.uuid));
    },
  });

  for (const [method, suffix, name, summary] of [
    ['PUT', '', 'update', 'Give a project a short name, once; staff only'],
    ['PATCH', '', 'partial_update', 'Give a project a short name, once; staff only'],
    ['PUT', 'set_shortname/', 'set_shortname_update', 'Give a project a short name, once'],
    [
      'PUT',
      'set_allowed_destinations/',
      'set_allowed_destinations_update',
      'Where a project may run: not kept here, so only none is accepted',
    ],
  ] as const) {
    app.route({
      method,
      url: `${path}:project/${suffix}`,
      schema: {
        operationId: `${operationPrefix}_${name}`,
        summary,
        tags,
        params: ProjectParams,
        body: ProjectInfoBody,
        response: { 200: ProjectInfoSchema, ...errorResponses(403, 404, 409, 413, 415) },
      },
      handler: async (request) => {
        const uuid = parseUuidParam(request, 'project');
        await change(context, request, uuid, request.body as Type.Static<typeof ProjectInfoBody>);
        return show(request, uuid);
      },
    });
  }
}

/** A short name that is left out or null stays. Throws BadInput, RefusedError. */
async function change(
  context: AppContext,
  request: FastifyRequest,
  uuid: string,
  { shortname, allowed_destinations }: Type.Static<typeof ProjectInfoBody>,
): Promise<void> {
  const caller = requireCaller(request);
  const project = await requireVisibleProject(context, caller, uuid);
  requireStaff(caller);
  requireNoDestinations(allowed_destinations);
  if (shortname != null) await setProjectShortName(context, caller, project, shortname);
}
