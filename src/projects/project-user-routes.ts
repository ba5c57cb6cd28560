import { Type } from 'typebox';
import { MemberSchema } from '../customers/schema.ts';
import { requireCaller } from '../http/caller.ts';
import { parseUuidParam, UuidParams } from '../http/uuid-parameter.ts';
import {
  pageParameters,
  parsePage,
  requireExistingPage,
  setPageHeaders,
} from '../http/pagination.ts';
import { resourcePaths } from '../http/resource-urls.ts';
import { errorResponses, NoBody } from '../http/api-schemas.ts';
import type { App, AppContext } from '../http/app-context.ts';
import { grantProjectRole, revokeProjectRole } from './project-role-service.ts';
import { listProjectUsers } from './project-role-store.ts';
import { requireVisibleProject } from './project-service.ts';
import { ProjectRoleBody } from './schema.ts';

const projectPath = `${resourcePaths.projects}:uuid/`;
const tags = ['projects'];

/** Members of a project: everybody who sees the project reads them, staff grant and revoke roles. */
export function projectUserRoutes(app: App, context: AppContext): void {
  app.get(`${projectPath}list_users/`, {
    schema: {
      operationId: 'projects_list_users_list',
      summary: 'List the members and open invitations of a project',
      tags,
      params: UuidParams,
      querystring: Type.Object(pageParameters),
      response: { 200: Type.Array(MemberSchema), ...errorResponses(404) },
    },
    handler: async (request, reply) => {
      const uuid = parseUuidParam(request);
      const { id } = await requireVisibleProject(context, requireCaller(request), uuid);
      const page = parsePage(request.query);
      const users = await listProjectUsers(context.db, id, page);
      const total = users[0]?.total ?? 0;
      requireExistingPage(page, total);
      setPageHeaders(reply, request, context.baseUrl(request), page, total);
      return users;
    },
  });

  app.post(`${projectPath}add_user/`, {
    schema: {
      operationId: 'projects_add_user',
      summary: 'Give a user a role in a project, in place of the role that they have',
      tags,
      params: UuidParams,
      body: ProjectRoleBody,
      response: { 200: NoBody, ...errorResponses(403, 404, 409, 413, 415) },
    },
    handler: async (request, reply) => {
      const uuid = parseUuidParam(request);
      await grantProjectRole(context, requireCaller(request), uuid, request.body);
      return reply.send();
    },
  });

  app.post(`${projectPath}delete_user/`, {
    schema: {
      operationId: 'projects_delete_user',
      summary: 'Revoke the role of a user in a project, which ends their membership',
      tags,
      params: UuidParams,
      body: ProjectRoleBody,
      response: { 200: NoBody, ...errorResponses(403, 404, 409, 413, 415) },
    },
    handler: async (request, reply) => {
      const uuid = parseUuidParam(request);
      await revokeProjectRole(context, requireCaller(request), uuid, request.body);
      return reply.send();
    },
  });
}
