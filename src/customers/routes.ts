import type { FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import { callerOf, requireStaff } from '../access/caller.ts';
import { parseAddress } from '../award/addresses.ts';
import { isStillReferenced } from '../database/sql-state.ts';
import { parseUuid, paths } from '../http/addresses.ts';
import { containing, given } from '../http/filters.ts';
import { listRoutes, pathUuid, UuidParams } from '../http/lists.ts';
import { pageOf, pageQuery, requirePage, setPageHeaders } from '../http/pages.ts';
import { badField, conflict, notFound } from '../http/problem.ts';
import { type App, type Desk, NoBody, partial, refusing } from '../http/resource.ts';
import { findPersonId } from '../people/store.ts';
import { representCustomer } from './representation.ts';
import { CustomerBody, CustomerQuery, CustomerSchema, MemberSchema, RoleBody } from './schema.ts';
import * as store from './store.ts';

const tags = ['customers'];
const one = `${paths.customers}:uuid/`;
const orderColumns = {
  name: 'customer.name',
  created: 'customer.created',
  abbreviation: 'customer.abbreviation',
};

/** `/api/customers/`: whoever has a role reads, staff write. */
export function customerRoutes(app: App, desk: Desk): void {
  listRoutes(app, desk, {
    path: paths.customers,
    tags,
    operations: 'customers',
    summary: 'List customers',
    query: CustomerQuery,
    item: CustomerSchema,
    order: orderColumns,
    count: (request, query) => store.countCustomers(desk.db, callerOf(request), filterOf(query)),
    rows: (request, query, { order, page }) => {
      return store.listCustomers(desk.db, callerOf(request), filterOf(query), order, page);
    },
    represent: (request, row) => representCustomer(row, desk.baseUrl(request)),
  });
  writeRoutes(app, desk);
  userRoutes(app, desk);
}

function filterOf(query: { name?: string; query?: string }): store.CustomerFilter {
  const [name, text] = [given(query.name, 'name'), given(query.query, 'query')];
  return { name: name && containing(name), query: text && containing(text) };
}

function writeRoutes(app: App, desk: Desk): void {
  const show = async (request: FastifyRequest, uuid: string) => {
    const row = await store.findCustomer(desk.db, uuid, callerOf(request));
    if (row === null) throw notFound();
    return representCustomer(row, desk.baseUrl(request));
  };

  app.post(paths.customers, {
    schema: {
      operationId: 'customers_create',
      summary: 'Make a customer',
      tags,
      body: CustomerBody,
      response: { 201: CustomerSchema, ...refusing(403, 413, 415) },
    },
    handler: async (request, reply) => {
      requireStaff(callerOf(request));
      const values = valuesOf(request.body);
      if (values.name === undefined) throw badField('name', 'This field is required.');
      const created = desk.clock().toISOString();
      const uuid = await store.createCustomer(desk.db, { ...values, name: values.name, created });
      return reply.code(201).send(await show(request, uuid));
    },
  });

  app.get(one, {
    schema: {
      operationId: 'customers_retrieve',
      summary: 'Retrieve a customer',
      tags,
      params: UuidParams,
      response: { 200: CustomerSchema, ...refusing(404) },
    },
    handler: async (request) => show(request, pathUuid(request)),
  });

  app.patch(one, {
    schema: {
      operationId: 'customers_partial_update',
      summary: 'Change a customer',
      tags,
      params: UuidParams,
      body: partial(CustomerBody),
      response: { 200: CustomerSchema, ...refusing(403, 404, 413, 415) },
    },
    handler: async (request) => {
      const row = await writable(desk, request);
      await store.updateCustomer(desk.db, row.id, valuesOf(request.body));
      return show(request, row.uuid);
    },
  });

  app.delete(one, {
    schema: {
      operationId: 'customers_destroy',
      summary: 'Delete a customer that nothing refers to',
      tags,
      params: UuidParams,
      response: { 204: NoBody, ...refusing(403, 404, 409) },
    },
    handler: async (request, reply) => {
      const row = await writable(desk, request);
      try {
        await store.deleteCustomer(desk.db, row.id);
      } catch (error) {
        if (isStillReferenced(error)) throw conflict('Projects or templates belong to it still.');
        throw error;
      }
      return reply.code(204).send();
    },
  });
}

function userRoutes(app: App, desk: Desk): void {
  app.post(`${one}add_user/`, {
    schema: {
      operationId: 'customers_add_user',
      summary: 'Give somebody a role in a customer',
      tags,
      params: UuidParams,
      body: RoleBody,
      response: { 200: NoBody, ...refusing(403, 404, 413, 415) },
    },
    handler: async (request, reply) => {
      const grant = await grantOf(desk, request, request.body);
      await store.giveRole(desk.db, { ...grant, now: desk.clock().toISOString() });
      return reply.send();
    },
  });

  app.post(`${one}delete_user/`, {
    schema: {
      operationId: 'customers_delete_user',
      summary: 'Take a role in a customer from somebody',
      tags,
      params: UuidParams,
      body: RoleBody,
      response: { 200: NoBody, ...refusing(403, 404, 413, 415) },
    },
    handler: async (request, reply) => {
      const grant = await grantOf(desk, request, request.body);
      if (!(await store.takeRole(desk.db, grant))) throw notFound();
      return reply.send();
    },
  });

  app.get(`${one}list_users/`, {
    schema: {
      operationId: 'customers_list_users_list',
      summary: 'List who has a role in a customer',
      tags,
      params: UuidParams,
      querystring: Type.Object(pageQuery),
      response: { 200: Type.Array(MemberSchema), ...refusing(404) },
    },
    handler: async (request, reply) => {
      const row = await store.findCustomer(desk.db, pathUuid(request), callerOf(request));
      if (row === null) throw notFound();
      const page = pageOf(request.query);
      const total = await store.countCustomerUsers(desk.db, row.id);
      requirePage(page, total);
      setPageHeaders(reply, request, desk.baseUrl(request), page, total);
      return store.listCustomerUsers(desk.db, row.id, page);
    },
  });
}

/** Who cannot see it gets 404, who can but is not staff 403. */
async function writable(desk: Desk, request: FastifyRequest): Promise<store.CustomerRow> {
  const caller = callerOf(request);
  const row = await store.findCustomer(desk.db, pathUuid(request), caller);
  if (row === null) throw notFound();
  requireStaff(caller);
  return row;
}

async function grantOf(
  desk: Desk,
  request: FastifyRequest,
  { user, role }: Type.Static<typeof RoleBody>,
) {
  const { id: customerId } = await writable(desk, request);
  const personId = await findPersonId(desk.db, parseUuid(user, 'user'));
  if (personId === null) throw badField('user', 'There is no such user.');
  return { customerId, personId, role };
}

function valuesOf(body: Partial<Type.Static<typeof CustomerBody>>) {
  const { name, native_name, abbreviation, description, email } = body;
  if (name !== undefined && name.trim() === '')
    throw badField('name', 'This field may not be blank.');
  return {
    ...(name !== undefined && { name: name.trim() }),
    ...(native_name !== undefined && { native_name }),
    ...(abbreviation !== undefined && { abbreviation }),
    ...(description !== undefined && { description }),
    ...(email !== undefined && { email: email === '' ? '' : parseAddress(email, 'email') }),
  };
}
