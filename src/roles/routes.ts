/* The routes of roles: the list of roles that people can have. */

import { type SqlBool, sql } from 'kysely';
import { Type } from 'typebox';
import { requireCaller } from '../http/caller.ts';
import {
  buildFilterParameters,
  contains,
  equals,
  flag,
  readFilters,
  uuid,
} from '../http/list-filters.ts';
import { listRoutes } from '../http/list-routes.ts';
import { parseUuidParam, UuidParams } from '../http/uuid-parameter.ts';
import { notFound } from '../http/http-problem.ts';
import { pageParameters } from '../http/pagination.ts';
import { resourcePaths } from '../http/resource-urls.ts';
import { errorResponses, nullable, Uuid } from '../http/api-schemas.ts';
import type { App, AppContext } from '../http/app-context.ts';
import { FieldQuery } from '../http/select-fields.ts';
import { countRoles, listRoles, type RoleRow } from './role-store.ts';

const tags = ['roles'];
const firstPage = { number: 1, size: 1, offset: 0, pageSize: 1 };
const Nothing = nullable(
  Type.String({ description: 'Always null here: roles are the same for every customer.' }),
);

const RoleSchema = Type.Object(
  {
    uuid: Uuid,
    name: Type.String(),
    description: Type.String(),
    permissions: Type.Array(Type.String(), { description: 'Empty: rights follow from the role.' }),
    is_system_role: Type.Boolean(),
    is_active: Type.Boolean(),
    users_count: Type.Integer({ description: '0 for a caller who may not see everybody.' }),
    content_type: Type.Unsafe<'customer' | 'project'>({
      type: 'string',
      enum: ['customer', 'project'],
    }),
    template_uuid: Nothing,
    template_name: Nothing,
    customer_uuid: Nothing,
    customer_name: Nothing,
  },
  { title: 'RoleDetails' },
);

/** Whether something that is true of every role is what was asked for. */
const allAre = (fact: boolean) => (asked: boolean) => sql<SqlBool>`${asked === fact}`;

const filters = {
  name: contains('name'),
  description: contains('description'),
  query: contains('name', 'description'),
  content_type: equals('content_type'),
  is_active: flag('Every role is active.', allAre(true)),
  is_system_role: flag('Every role is a system role.', allAre(true)),
  include_concealed: flag('No role is concealed.', () => sql<SqlBool>`true`),
  available_for_customer: uuid('Roles are the same for every customer.', () => sql<SqlBool>`true`),
};

/** `/api/roles/`: the roles that people can have, and that `role_mapping` of a template can name. */
export function roleRoutes(app: App, context: AppContext): void {
  listRoutes(app, context, {
    path: resourcePaths.roles,
    tags,
    operationPrefix: 'roles',
    summary: 'List the roles that people can have',
    query: Type.Object({ ...pageParameters, ...buildFilterParameters(filters) }),
    item: RoleSchema,
    order: { name: 'name', scope: 'content_type', users_count: 'users_count' },
    count: (request, query) => countRoles(context.listDb(request), readFilters(filters, query, {})),
    loadRows: (request, query, { order, page }) => {
      const condition = readFilters(filters, query, {});
      return listRoles(context.listDb(request), requireCaller(request), condition, order, page);
    },
    createRowSerializer: () => toRoleJson,
  });

  app.get(`${resourcePaths.roles}:uuid/`, {
    schema: {
      operationId: 'roles_retrieve',
      summary: 'Retrieve a role',
      tags,
      params: UuidParams,
      querystring: FieldQuery,
      response: { 200: RoleSchema, ...errorResponses(404) },
    },
    handler: async (request) => {
      const condition = sql<SqlBool>`uuid = ${parseUuidParam(request)}`;
      const caller = requireCaller(request);
      const [row] = await listRoles(context.db, caller, condition, [], firstPage);
      if (row === undefined) throw notFound();
      return toRoleJson(row);
    },
  });
}

function toRoleJson(row: RoleRow) {
  return {
    ...row,
    permissions: [],
    is_system_role: true,
    is_active: true,
    template_uuid: null,
    template_name: null,
    customer_uuid: null,
    customer_name: null,
  };
}
