import { Type } from 'typebox';
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
import { grantCustomerRole, revokeCustomerRole } from './customer-role-service.ts';
import { countCustomerUsers, listCustomerUsers } from './customer-role-store.ts';
import { requireVisibleCustomer } from './customer-service.ts';
import { CustomerRoleBody, MemberSchema } from './schema.ts';

const tags = ['customers'];
const customerPath = `${resourcePaths.customers}:uuid/`;

/** Roles in a customer: everybody who sees the customer reads them, staff grant and revoke them. */
export function customerUserRoutes(app: App, context: AppContext): void {
  app.get(`${customerPath}list_users/`, {
    schema: {
      operationId: 'customers_list_users_list',
      summary: 'List the people with a role in a customer',
      tags,
      params: UuidParams,
      querystring: Type.Object(pageParameters),
      response: { 200: Type.Array(MemberSchema), ...errorResponses(404) },
    },
    handler: async (request, reply) => {
      const uuid = parseUuidParam(request);
      const { id } = await requireVisibleCustomer(context, requireCaller(request), uuid);
      const page = parsePage(request.query);
      const total = await countCustomerUsers(context.db, id);
      requireExistingPage(page, total);
      setPageHeaders(reply, request, context.baseUrl(request), page, total);
      return listCustomerUsers(context.db, id, page);
    },
  });

  app.post(`${customerPath}add_user/`, {
    schema: {
      operationId: 'customers_add_user',
      summary: 'Give a user a role in a customer',
      tags,
      params: UuidParams,
      body: CustomerRoleBody,
      response: { 200: NoBody, ...errorResponses(403, 404, 413, 415) },
    },
    handler: async (request, reply) => {
      const uuid = parseUuidParam(request);
      await grantCustomerRole(context, requireCaller(request), uuid, request.body);
      return reply.send();
    },
  });

  app.post(`${customerPath}delete_user/`, {
    schema: {
      operationId: 'customers_delete_user',
      summary: 'Revoke the role of a user in a customer',
      tags,
      params: UuidParams,
      body: CustomerRoleBody,
      response: { 200: NoBody, ...errorResponses(403, 404, 413, 415) },
    },
    handler: async (request, reply) => {
      const uuid = parseUuidParam(request);
      await revokeCustomerRole(context, requireCaller(request), uuid, request.body);
      return reply.send();
    },
  });
}
