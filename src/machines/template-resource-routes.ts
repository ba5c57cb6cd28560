import { Type } from 'typebox';
import { errorResponses } from '../http/api-schemas.ts';
import type { App, AppContext } from '../http/app-context.ts';
import { requireCaller } from '../http/caller.ts';
import { resourcePaths } from '../http/resource-urls.ts';
import { parseUuidParam, UuidParams } from '../http/uuid-parameter.ts';
import { requireVisibleTemplate } from '../templates/template-service.ts';
import { TemplateResourceSchema, TemplateResourcesBody } from './resource-api-schema.ts';
import { listTemplateResources, replaceTemplateResources } from './template-resources.ts';

const tags = ['openportal-project-template'];
const path = `${resourcePaths.templates}:uuid/resources/`;

/** The resources of a template: who sees the template reads them, staff set them. */
export function templateResourceRoutes(app: App, context: AppContext): void {
  app.get(path, {
    schema: {
      operationId: 'openportal_project_template_resources_list',
      summary: 'The resources that projects of a template get',
      tags,
      params: UuidParams,
      response: { 200: Type.Array(TemplateResourceSchema), ...errorResponses(404) },
    },
    handler: async (request) => {
      const uuid = parseUuidParam(request);
      const template = await requireVisibleTemplate(context, requireCaller(request), uuid);
      return listTemplateResources(context.db, template.id);
    },
  });

  app.put(path, {
    schema: {
      operationId: 'openportal_project_template_resources_update',
      summary: 'Set the resources that projects of a template get',
      tags,
      params: UuidParams,
      body: TemplateResourcesBody,
      response: {
        200: Type.Array(TemplateResourceSchema),
        ...errorResponses(403, 404, 413, 415),
      },
    },
    handler: async (request) => {
      const uuid = parseUuidParam(request);
      const caller = requireCaller(request);
      await replaceTemplateResources(context, caller, uuid, request.body);
      const template = await requireVisibleTemplate(context, caller, uuid);
      return listTemplateResources(context.db, template.id);
    },
  });
}
