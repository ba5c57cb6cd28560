/* The routes of customers. */

import type { FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import { requireCaller } from '../http/caller.ts';
import { buildFilterParameters, readFilters } from '../http/list-filters.ts';
import { listRoutes } from '../http/list-routes.ts';
import { parseUuidParam, UuidParams } from '../http/uuid-parameter.ts';
import { pageParameters } from '../http/pagination.ts';
import { resourcePaths } from '../http/resource-urls.ts';
import { errorResponses, makePartial, NoBody } from '../http/api-schemas.ts';
import type { App, AppContext } from '../http/app-context.ts';
import { FieldQuery } from '../http/select-fields.ts';
import { customerFilters, customerOrder } from './customer-filters.ts';
import { toCustomerJson } from './customer-json.ts';
import {
  changeCustomer,
  createCustomer,
  deleteCustomer,
  requireVisibleCustomer,
} from './customer-service.ts';
import * as store from './customer-store.ts';
import { customerUserRoutes } from './customer-user-routes.ts';
import { CustomerBody, CustomerSchema } from './api-schema.ts';

const tags = ['customers'];
const customerPath = `${resourcePaths.customers}:uuid/`;
/** `/api/customers/`: people with a role in a customer or its projects read, staff write. */
export function customerRoutes(app: App, context: AppContext): void {
  readRoutes(app, context);
  writeRoutes(app, context);
  customerUserRoutes(app, context);
}

function readRoutes(app: App, context: AppContext): void {
  listRoutes(app, context, {
    path: resourcePaths.customers,
    tags,
    operationPrefix: 'customers',
    summary: 'List customers',
    query: Type.Object({ ...pageParameters, ...buildFilterParameters(customerFilters) }),
    item: CustomerSchema,
    order: customerOrder,
    count: (request, query) => {
      const caller = requireCaller(request);
      const condition = readFilters(customerFilters, query, { caller });
      return store.countCustomers(context.listDb(request), caller, condition);
    },
    loadRows: (request, query, { order, page }) => {
      const caller = requireCaller(request);
      const condition = readFilters(customerFilters, query, { caller });
      return store.listCustomers(context.listDb(request), caller, condition, order, page);
    },
    createRowSerializer: (request) => {
      const base = context.baseUrl(request);
      return (row) => toCustomerJson(row, base);
    },
  });

  app.get(customerPath, {
    schema: {
      operationId: 'customers_retrieve',
      summary: 'Retrieve a customer',
      tags,
      params: UuidParams,
      querystring: FieldQuery,
      response: { 200: CustomerSchema, ...errorResponses(404) },
    },
    handler: async (request) => loadCustomerJson(context, request, parseUuidParam(request)),
  });
}

function writeRoutes(app: App, context: AppContext): void {
  app.post(resourcePaths.customers, {
    schema: {
      operationId: 'customers_create',
      summary: 'Create a customer',
      tags,
      body: CustomerBody,
      response: { 201: CustomerSchema, ...errorResponses(403, 413, 415) },
    },
    handler: async (request, reply) => {
      const uuid = await createCustomer(context, requireCaller(request), request.body);
      return reply.code(201).send(await loadCustomerJson(context, request, uuid));
    },
  });

  for (const { method, name, body } of [
    { method: 'PUT', name: 'customers_update', body: CustomerBody },
    { method: 'PATCH', name: 'customers_partial_update', body: makePartial(CustomerBody) },
  ] as const) {
    app.route({
      method,
      url: customerPath,
      schema: {
        operationId: name,
        summary: 'Change a customer; what is left out stays',
        tags,
        params: UuidParams,
        body,
        response: { 200: CustomerSchema, ...errorResponses(403, 404, 413, 415) },
      },
      handler: async (request) => {
        const uuid = parseUuidParam(request);
        await changeCustomer(
          context,
          requireCaller(request),
          uuid,
          request.body as Partial<Type.Static<typeof CustomerBody>>,
        );
        return loadCustomerJson(context, request, uuid);
      },
    });
  }

  app.delete(customerPath, {
    schema: {
      operationId: 'customers_destroy',
      summary: 'Delete a customer without projects and templates',
      tags,
      params: UuidParams,
      response: { 204: NoBody, ...errorResponses(403, 404, 409) },
    },
    handler: async (request, reply) => {
      await deleteCustomer(context, requireCaller(request), parseUuidParam(request));
      return reply.code(204).send();
    },
  });
}

async function loadCustomerJson(context: AppContext, request: FastifyRequest, uuid: string) {
  const row = await requireVisibleCustomer(context, requireCaller(request), uuid);
  return toCustomerJson(row, context.baseUrl(request));
}
