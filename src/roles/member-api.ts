/* The routes that customers and projects share: who is a member, and giving and taking roles. */

import type { FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import { requireCaller, type Caller } from '../http/caller.ts';
import { buildFilterParameters, readFilters } from '../http/list-filters.ts';
import { listRoutes } from '../http/list-routes.ts';
import { parseUuidParam, UuidParams } from '../http/uuid-parameter.ts';
import { pageParameters } from '../http/pagination.ts';
import { errorResponses, NoBody } from '../http/api-schemas.ts';
import type { App, AppContext } from '../http/app-context.ts';
import { MemberSchema, buildRoleGrantBody, RoleExpirySchema } from './member-schema.ts';
import {
  countMembers,
  listMembers,
  memberFilters,
  memberOrder,
  type MemberScope,
  toMemberJson,
} from './member-store.ts';
import type { Role } from './role-catalog.ts';
import type { RoleRequest } from './role-request.ts';

type ChangeRole<Result> = (caller: Caller, uuid: string, request: RoleRequest) => Promise<Result>;
/** When the role ends; null never. */
type Expiry = { expiration_time: string | null };

interface MemberRoutesOptions {
  /** As in `/api/projects/`. */
  path: string;
  /** `projects` makes `projects_add_user` and so on. */
  operationPrefix: string;
  kind: Role['content_type'];
  /** What one is called in summaries. */
  noun: string;
  /** The customer or project that this caller sees. Throws RefusedError. */
  findScope: (caller: Caller, uuid: string) => Promise<MemberScope>;
  grant: ChangeRole<Expiry>;
  change: ChangeRole<Expiry>;
  revoke: ChangeRole<void>;
}

/** `list_users/`, `add_user/`, `update_user/` and `delete_user/` of customers or projects. */
export function memberRoutes(app: App, context: AppContext, options: MemberRoutesOptions): void {
  const { path, operationPrefix, kind, noun } = options;
  const tags = [operationPrefix.replaceAll('_', '-')];
  const scopeOf = (request: FastifyRequest) =>
    options.findScope(requireCaller(request), parseUuidParam(request));

  listRoutes(app, context, {
    path: `${path}:uuid/list_users/`,
    tags,
    operationPrefix: `${operationPrefix}_list_users`,
    summary: `List the members and open invitations of a ${noun}`,
    params: UuidParams,
    query: Type.Object({ ...pageParameters, ...buildFilterParameters(memberFilters) }),
    item: MemberSchema,
    order: memberOrder,
    count: async (request, query) => {
      const condition = readFilters(memberFilters, query, {});
      return countMembers(context.listDb(request), await scopeOf(request), condition);
    },
    loadRows: async (request, query, { order, page }) => {
      const condition = readFilters(memberFilters, query, {});
      return listMembers(context.listDb(request), await scopeOf(request), condition, order, page);
    },
    createRowSerializer: () => toMemberJson,
  });

  for (const [name, status, summary, work] of [
    ['add_user', 201, `Give a user a role in a ${noun}`, options.grant],
    ['update_user', 200, `Change when the role of a user in a ${noun} ends`, options.change],
  ] as const) {
    app.post(`${path}:uuid/${name}/`, {
      schema: {
        operationId: `${operationPrefix}_${name}`,
        summary,
        tags,
        params: UuidParams,
        body: buildRoleGrantBody(kind),
        response: { [status]: RoleExpirySchema, ...errorResponses(403, 404, 409, 413, 415) },
      },
      handler: async (request, reply) => {
        const body = request.body as RoleRequest;
        const expiry = await work(requireCaller(request), parseUuidParam(request), body);
        return reply.code(status).send(expiry);
      },
    });
  }

  app.post(`${path}:uuid/delete_user/`, {
    schema: {
      operationId: `${operationPrefix}_delete_user`,
      summary: `Revoke the role of a user in a ${noun}`,
      tags,
      params: UuidParams,
      body: buildRoleGrantBody(kind),
      response: { 200: NoBody, ...errorResponses(403, 404, 409, 413, 415) },
    },
    handler: async (request, reply) => {
      const body = request.body as RoleRequest;
      await options.revoke(requireCaller(request), parseUuidParam(request), body);
      return reply.send();
    },
  });
}
