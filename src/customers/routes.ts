import type { FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import { toActor, requireCaller, requireStaff } from '../access/caller.ts';
import { recordChange, recordDifference } from '../admin-audit/record-change.ts';
import { parseEmail } from '../award/email.ts';
import { isForeignKeyViolation } from '../database/sql-state.ts';
import { runInTransaction, lockRow } from '../database/transaction.ts';
import { parseUuid, resourcePaths } from '../http/resource-urls.ts';
import { toContainsPattern, parseTextFilter } from '../http/filter-parameters.ts';
import { listRoutes, parseUuidParam, UuidParams } from '../http/list-routes.ts';
import {
  parsePage,
  pageParameters,
  requireExistingPage,
  setPageHeaders,
} from '../http/pagination.ts';
import { invalidField, conflict, notFound } from '../http/http-problem.ts';
import {
  type App,
  type AppContext,
  NoBody,
  makePartial,
  errorResponses,
} from '../http/route-types.ts';
import { findPerson } from '../people/store.ts';
import { toCustomerJson } from './customer-json.ts';
import { lockCustomer, revokeAllRoles } from './customer-roles.ts';
import {
  CustomerBody,
  CustomerQuery,
  CustomerSchema,
  MemberSchema,
  CustomerRoleBody,
} from './schema.ts';
import * as store from './store.ts';

const tags = ['customers'];
const customerPath = `${resourcePaths.customers}:uuid/`;
const orderColumns = {
  name: 'customer.name',
  created: 'customer.created',
  abbreviation: 'customer.abbreviation',
};

/** `/api/customers/`: whoever has a role reads, staff write. */
export function customerRoutes(app: App, desk: AppContext): void {
  listRoutes(app, desk, {
    path: resourcePaths.customers,
    tags,
    operationPrefix: 'customers',
    summary: 'List customers',
    query: CustomerQuery,
    item: CustomerSchema,
    order: orderColumns,
    count: (request, query) =>
      store.countCustomers(desk.db, requireCaller(request), parseCustomerFilter(query)),
    loadRows: (request, query, { order, page }) => {
      return store.listCustomers(
        desk.db,
        requireCaller(request),
        parseCustomerFilter(query),
        order,
        page,
      );
    },
    createRowSerializer: (request) => {
      const base = desk.baseUrl(request);
      return (row) => toCustomerJson(row, base);
    },
  });
  writeRoutes(app, desk);
  customerUserRoutes(app, desk);
}

function parseCustomerFilter(query: { name?: string; query?: string }): store.CustomerFilter {
  const [name, text] = [parseTextFilter(query.name, 'name'), parseTextFilter(query.query, 'query')];
  return { name: name && toContainsPattern(name), query: text && toContainsPattern(text) };
}

function writeRoutes(app: App, desk: AppContext): void {
  const show = async (request: FastifyRequest, uuid: string) => {
    const row = await store.findCustomer(desk.db, uuid, requireCaller(request));
    if (row === null) throw notFound();
    return toCustomerJson(row, desk.baseUrl(request));
  };

  app.post(resourcePaths.customers, {
    schema: {
      operationId: 'customers_create',
      summary: 'Make a customer',
      tags,
      body: CustomerBody,
      response: { 201: CustomerSchema, ...errorResponses(403, 413, 415) },
    },
    handler: async (request, reply) => {
      const caller = requireCaller(request);
      requireStaff(caller);
      const { name, ...values } = toCustomerColumns(request.body);
      if (name === undefined) throw invalidField('name', 'This field is required.');
      const created = desk.clock().toISOString();
      const uuid = await runInTransaction(desk.db, async (trx) => {
        const made = await store.createCustomer(trx, { ...values, name, created });
        await recordChange(trx, toActor(caller), {
          at: created,
          action: 'customer.created',
          subject: { uuid: made, name },
          before: null,
          after: toCustomerAuditValues(await store.findCustomer(trx, made, caller)),
        });
        return made;
      });
      return reply.code(201).send(await show(request, uuid));
    },
  });

  app.get(customerPath, {
    schema: {
      operationId: 'customers_retrieve',
      summary: 'Retrieve a customer',
      tags,
      params: UuidParams,
      response: { 200: CustomerSchema, ...errorResponses(404) },
    },
    handler: async (request) => show(request, parseUuidParam(request)),
  });

  app.patch(customerPath, {
    schema: {
      operationId: 'customers_partial_update',
      summary: 'Change a customer',
      tags,
      params: UuidParams,
      body: makePartial(CustomerBody),
      response: { 200: CustomerSchema, ...errorResponses(403, 404, 413, 415) },
    },
    handler: async (request) => {
      const row = await requireWritableCustomer(desk, request);
      const caller = requireCaller(request);
      const set = toCustomerColumns(request.body);
      await runInTransaction(desk.db, async (trx) => {
        await lockRow(trx, 'customer', row.id);
        const before = await store.findCustomer(trx, row.uuid, caller);
        await store.updateCustomer(trx, row.id, set);
        const after = await store.findCustomer(trx, row.uuid, caller);
        await recordDifference(trx, toActor(caller), {
          at: desk.clock().toISOString(),
          action: 'customer.changed',
          subject: { uuid: row.uuid, name: after?.name ?? row.name },
          before: toCustomerAuditValues(before),
          after: toCustomerAuditValues(after),
        });
      });
      return show(request, row.uuid);
    },
  });

  app.delete(customerPath, {
    schema: {
      operationId: 'customers_destroy',
      summary: 'Delete a customer that nothing refers to',
      tags,
      params: UuidParams,
      response: { 204: NoBody, ...errorResponses(403, 404, 409) },
    },
    handler: async (request, reply) => {
      const row = await requireWritableCustomer(desk, request);
      try {
        await runInTransaction(desk.db, async (trx) => {
          const [actor, at] = [toActor(requireCaller(request)), desk.clock().toISOString()];
          await lockRow(trx, 'customer', row.id);
          await revokeAllRoles(trx, row, actor, at);
          await store.deleteCustomer(trx, row.id);
          await recordChange(trx, actor, {
            at,
            action: 'customer.deleted',
            subject: { uuid: row.uuid, name: row.name },
            before: toCustomerAuditValues(row),
            after: null,
          });
        });
      } catch (error) {
        if (isForeignKeyViolation(error))
          throw conflict('Projects or templates belong to it still.');
        throw error;
      }
      return reply.code(204).send();
    },
  });
}

function customerUserRoutes(app: App, desk: AppContext): void {
  app.post(`${customerPath}add_user/`, {
    schema: {
      operationId: 'customers_add_user',
      summary: 'Give somebody a role in a customer',
      tags,
      params: UuidParams,
      body: CustomerRoleBody,
      response: { 200: NoBody, ...errorResponses(403, 404, 413, 415) },
    },
    handler: async (request, reply) => {
      const { grant, role } = await loadRoleGrant(desk, request, request.body);
      const now = desk.clock().toISOString();
      await runInTransaction(desk.db, async (trx) => {
        // It may be gone by now.
        if (!(await lockCustomer(trx, grant.customerId))) throw notFound();
        if (!(await store.grantRole(trx, { ...grant, now }))) return;
        await recordChange(trx, toActor(requireCaller(request)), {
          at: now,
          action: 'role.given',
          subject: role.subject,
          before: null,
          after: role.values,
        });
      });
      return reply.send();
    },
  });

  app.post(`${customerPath}delete_user/`, {
    schema: {
      operationId: 'customers_delete_user',
      summary: 'Take a role in a customer from somebody',
      tags,
      params: UuidParams,
      body: CustomerRoleBody,
      response: { 200: NoBody, ...errorResponses(403, 404, 413, 415) },
    },
    handler: async (request, reply) => {
      const { grant, role } = await loadRoleGrant(desk, request, request.body);
      await runInTransaction(desk.db, async (trx) => {
        if (!(await store.revokeRole(trx, grant))) throw notFound();
        await recordChange(trx, toActor(requireCaller(request)), {
          at: desk.clock().toISOString(),
          action: 'role.taken',
          subject: role.subject,
          before: role.values,
          after: null,
        });
      });
      return reply.send();
    },
  });

  app.get(`${customerPath}list_users/`, {
    schema: {
      operationId: 'customers_list_users_list',
      summary: 'List who has a role in a customer',
      tags,
      params: UuidParams,
      querystring: Type.Object(pageParameters),
      response: { 200: Type.Array(MemberSchema), ...errorResponses(404) },
    },
    handler: async (request, reply) => {
      const row = await store.findCustomer(
        desk.db,
        parseUuidParam(request),
        requireCaller(request),
      );
      if (row === null) throw notFound();
      const page = parsePage(request.query);
      const total = await store.countCustomerUsers(desk.db, row.id);
      requireExistingPage(page, total);
      setPageHeaders(reply, request, desk.baseUrl(request), page, total);
      return store.listCustomerUsers(desk.db, row.id, page);
    },
  });
}

/** Who cannot see it gets 404, who can but is not staff 403. */
async function requireWritableCustomer(
  desk: AppContext,
  request: FastifyRequest,
): Promise<store.CustomerRow> {
  const caller = requireCaller(request);
  const row = await store.findCustomer(desk.db, parseUuidParam(request), caller);
  if (row === null) throw notFound();
  requireStaff(caller);
  return row;
}

async function loadRoleGrant(
  desk: AppContext,
  request: FastifyRequest,
  { user, role }: Type.Static<typeof CustomerRoleBody>,
) {
  const customer = await requireWritableCustomer(desk, request);
  const person = await findPerson(desk.db, parseUuid(user, 'user'), requireCaller(request));
  if (person === null || person.is_robot) throw invalidField('user', 'There is no such user.');
  return {
    grant: { customerId: customer.id, personId: person.id, role },
    /** As the administrative audit names it: whose role, where. */
    role: {
      subject: { uuid: person.uuid, name: person.username },
      values: { role, customer: customer.name, customer_uuid: customer.uuid },
    },
  };
}

/** As the administrative audit keeps a customer. */
function toCustomerAuditValues(row: store.CustomerRow | null): Record<string, unknown> {
  if (row === null) return {};
  const { name, slug, native_name, abbreviation, description, email } = row;
  return { name, slug, native_name, abbreviation, description, email };
}

function toCustomerColumns(body: Partial<Type.Static<typeof CustomerBody>>) {
  const { name, native_name, abbreviation, description, email } = body;
  if (name !== undefined && name.trim() === '')
    throw invalidField('name', 'This field may not be blank.');
  return {
    ...(name !== undefined && { name: name.trim() }),
    ...(native_name !== undefined && { native_name }),
    ...(abbreviation !== undefined && { abbreviation }),
    ...(description !== undefined && { description }),
    ...(email !== undefined && { email: email === '' ? '' : parseEmail(email, 'email') }),
  };
}
