import type { FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import { actorOf, callerOf, requireStaff } from '../access/caller.ts';
import { recordChange, recordDifference } from '../administration/record.ts';
import { parseAddress } from '../award/addresses.ts';
import { isStillReferenced } from '../database/sql-state.ts';
import { inTransaction, lockRow } from '../database/transaction.ts';
import { parseUuid, paths } from '../http/addresses.ts';
import { containing, given } from '../http/filters.ts';
import { listRoutes, pathUuid, UuidParams } from '../http/lists.ts';
import { pageOf, pageQuery, requirePage, setPageHeaders } from '../http/pages.ts';
import { badField, conflict, notFound } from '../http/problem.ts';
import { type App, type Desk, NoBody, partial, refusing } from '../http/resource.ts';
import { findPerson } from '../people/store.ts';
import { representCustomer } from './representation.ts';
import { holdCustomer, takeAllRoles } from './roles.ts';
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
    represent: (request) => {
      const base = desk.baseUrl(request);
      return (row) => representCustomer(row, base);
    },
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
      const caller = callerOf(request);
      requireStaff(caller);
      const { name, ...values } = valuesOf(request.body);
      if (name === undefined) throw badField('name', 'This field is required.');
      const created = desk.clock().toISOString();
      const uuid = await inTransaction(desk.db, async (trx) => {
        const made = await store.createCustomer(trx, { ...values, name, created });
        await recordChange(trx, actorOf(caller), {
          at: created,
          action: 'customer.created',
          subject: { uuid: made, name },
          before: null,
          after: recorded(await store.findCustomer(trx, made, caller)),
        });
        return made;
      });
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
      const caller = callerOf(request);
      const set = valuesOf(request.body);
      await inTransaction(desk.db, async (trx) => {
        await lockRow(trx, 'customer', row.id);
        const before = await store.findCustomer(trx, row.uuid, caller);
        await store.updateCustomer(trx, row.id, set);
        const after = await store.findCustomer(trx, row.uuid, caller);
        await recordDifference(trx, actorOf(caller), {
          at: desk.clock().toISOString(),
          action: 'customer.changed',
          subject: { uuid: row.uuid, name: after?.name ?? row.name },
          before: recorded(before),
          after: recorded(after),
        });
      });
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
        await inTransaction(desk.db, async (trx) => {
          const [actor, at] = [actorOf(callerOf(request)), desk.clock().toISOString()];
          await lockRow(trx, 'customer', row.id);
          await takeAllRoles(trx, row, actor, at);
          await store.deleteCustomer(trx, row.id);
          await recordChange(trx, actor, {
            at,
            action: 'customer.deleted',
            subject: { uuid: row.uuid, name: row.name },
            before: recorded(row),
            after: null,
          });
        });
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
      const { grant, role } = await grantOf(desk, request, request.body);
      const now = desk.clock().toISOString();
      await inTransaction(desk.db, async (trx) => {
        // It may be gone by now.
        if (!(await holdCustomer(trx, grant.customerId))) throw notFound();
        if (!(await store.giveRole(trx, { ...grant, now }))) return;
        await recordChange(trx, actorOf(callerOf(request)), {
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
      const { grant, role } = await grantOf(desk, request, request.body);
      await inTransaction(desk.db, async (trx) => {
        if (!(await store.takeRole(trx, grant))) throw notFound();
        await recordChange(trx, actorOf(callerOf(request)), {
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
  const customer = await writable(desk, request);
  const person = await findPerson(desk.db, parseUuid(user, 'user'), callerOf(request));
  if (person === null || person.is_robot) throw badField('user', 'There is no such user.');
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
function recorded(row: store.CustomerRow | null): Record<string, unknown> {
  if (row === null) return {};
  const { name, slug, native_name, abbreviation, description, email } = row;
  return { name, slug, native_name, abbreviation, description, email };
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
