import type { FastifyRequest } from 'fastify';
import type { Type } from 'typebox';
import { actorOf, callerOf, requireStaff } from '../access/caller.ts';
import { recordChange, recordDifference } from '../administration/record.ts';
import { customerId } from '../customers/store.ts';
import { isStillReferenced } from '../database/sql-state.ts';
import { inTransaction, lockRow } from '../database/transaction.ts';
import { parseReference, parseUuid, paths } from '../http/addresses.ts';
import { containing, given } from '../http/filters.ts';
import { listRoutes, pathUuid, UuidParams } from '../http/lists.ts';
import { badField, conflict, notFound } from '../http/problem.ts';
import { type App, type Desk, NoBody, partial, refusing } from '../http/resource.ts';
import { representTemplate } from './representation.ts';
import { TemplateBody, TemplateQuery, TemplateSchema } from './schema.ts';
import * as store from './store.ts';
import { templateValues } from './values.ts';

type NewTemplate = Parameters<typeof store.createTemplate>[1];

const tags = ['openportal-project-template'];
const operation = 'openportal_project_template';
const one = `${paths.templates}:uuid/`;
const orderColumns = {
  name: 'project_template.name',
  portal: 'project_template.portal',
  offering: 'project_template.offering',
  created: 'project_template.created',
};

/** `/api/openportal-project-template/`: staff write, owners and managers of its customers read. */
export function templateRoutes(app: App, desk: Desk): void {
  listRoutes(app, desk, {
    path: paths.templates,
    tags,
    operations: operation,
    summary: 'List project templates',
    query: TemplateQuery,
    item: TemplateSchema,
    order: orderColumns,
    count: (request, query) => store.countTemplates(desk.db, callerOf(request), filterOf(query)),
    rows: (request, query, { order, page }) => {
      return store.listTemplates(desk.db, callerOf(request), filterOf(query), order, page);
    },
    represent: (request) => {
      const base = desk.baseUrl(request);
      return (row) => representTemplate(row, base);
    },
  });
  app.get(one, {
    schema: {
      operationId: `${operation}_retrieve`,
      summary: 'Retrieve a project template',
      tags,
      params: UuidParams,
      response: { 200: TemplateSchema, ...refusing(404) },
    },
    handler: async (request) => show(desk, request, pathUuid(request)),
  });
  writeRoutes(app, desk);
  deleteRoutes(app, desk);
}

function filterOf(query: Type.Static<typeof TemplateQuery>): store.TemplateFilter {
  const [name, uuid] = [given(query.name, 'name'), given(query.uuid, 'uuid')];
  return {
    name: name && containing(name),
    portal: given(query.portal, 'portal'),
    offering: given(query.offering, 'offering'),
    uuid: uuid && parseUuid(uuid, 'uuid'),
  };
}

function writeRoutes(app: App, desk: Desk): void {
  app.post(paths.templates, {
    schema: {
      operationId: `${operation}_create`,
      summary: 'Make a project template',
      tags,
      body: TemplateBody,
      response: { 201: TemplateSchema, ...refusing(403, 413, 415) },
    },
    handler: async (request, reply) => {
      const caller = callerOf(request);
      requireStaff(caller);
      const values = await allValues(desk, request.body);
      const uuid = await inTransaction(desk.db, async (trx) => {
        const made = await store.createTemplate(trx, values);
        const row = await store.findTemplate(trx, made, caller);
        await recordChange(trx, actorOf(caller), {
          at: values.created,
          action: 'template.created',
          subject: { uuid: made, name: values.name },
          before: null,
          after: recorded(row),
        });
        return made;
      });
      return reply.code(201).send(await show(desk, request, uuid));
    },
  });

  app.put(one, {
    schema: {
      operationId: `${operation}_update`,
      summary: 'Replace a project template',
      tags,
      params: UuidParams,
      body: TemplateBody,
      response: { 200: TemplateSchema, ...refusing(403, 404, 409, 413, 415) },
    },
    handler: async (request) => {
      const row = await writable(desk, request);
      const { created: _, ...values } = await allValues(desk, request.body);
      return change(desk, request, row, values);
    },
  });

  app.patch(one, {
    schema: {
      operationId: `${operation}_partial_update`,
      summary: 'Change a project template',
      tags,
      params: UuidParams,
      body: partial(TemplateBody),
      response: { 200: TemplateSchema, ...refusing(403, 404, 409, 413, 415) },
    },
    handler: async (request) => {
      const row = await writable(desk, request);
      const values = { ...templateValues(request.body), ...(await references(desk, request.body)) };
      return change(desk, request, row, values);
    },
  });
}

function deleteRoutes(app: App, desk: Desk): void {
  const handler = async (request: FastifyRequest): Promise<void> => {
    const row = await writable(desk, request);
    try {
      await inTransaction(desk.db, async (trx) => {
        await store.deleteTemplate(trx, row.id);
        await recordChange(trx, actorOf(callerOf(request)), {
          at: desk.clock().toISOString(),
          action: 'template.deleted',
          subject: { uuid: row.uuid, name: row.name },
          before: recorded(row),
          after: null,
        });
      });
    } catch (error) {
      if (isStillReferenced(error)) throw conflict('Awards of this template are held still.');
      throw error;
    }
  };
  // Waldur's clients know both.
  for (const [path, name] of [
    [one, 'destroy'],
    [`${one}delete/`, 'delete_destroy'],
  ] as const) {
    app.delete(path, {
      schema: {
        operationId: `${operation}_${name}`,
        summary: 'Delete a project template that no award holds',
        tags,
        params: UuidParams,
        response: { 204: NoBody, ...refusing(403, 404, 409) },
      },
      handler: async (request, reply) => {
        await handler(request);
        return reply.code(204).send();
      },
    });
  }
}

async function show(desk: Desk, request: FastifyRequest, uuid: string) {
  const row = await store.findTemplate(desk.db, uuid, callerOf(request));
  if (row === null) throw notFound();
  return representTemplate(row, desk.baseUrl(request));
}

async function change(
  desk: Desk,
  request: FastifyRequest,
  row: store.TemplateRow,
  values: Parameters<typeof store.updateTemplate>[2],
) {
  const caller = callerOf(request);
  await inTransaction(desk.db, async (trx) => {
    await lockRow(trx, 'project_template', row.id);
    const before = await store.findTemplate(trx, row.uuid, caller);
    if (!(await store.updateTemplate(trx, row.id, values))) {
      throw conflict('Awards of this template are held: name, offering and portal stay.');
    }
    const after = await store.findTemplate(trx, row.uuid, caller);
    await recordDifference(trx, actorOf(caller), {
      at: desk.clock().toISOString(),
      action: 'template.changed',
      subject: { uuid: row.uuid, name: after?.name ?? row.name },
      before: recorded(before),
      after: { ...recorded(after), ...(values.key_digest && { key: 'changed' }) },
    });
  });
  return show(desk, request, row.uuid);
}

/** As the administrative audit keeps a template: whether it has a key, never which. */
function recorded(row: store.TemplateRow | null): Record<string, unknown> {
  if (row === null) return {};
  const { id: _, uuid: __, provider, customer, ...kept } = row;
  return { ...kept, provider: provider.name, customer: customer.name };
}

/** Who cannot see it gets 404, who can but is not staff 403. */
async function writable(desk: Desk, request: FastifyRequest): Promise<store.TemplateRow> {
  const caller = callerOf(request);
  const row = await store.findTemplate(desk.db, pathUuid(request), caller);
  if (row === null) throw notFound();
  requireStaff(caller);
  return row;
}

/** Every column of a template; a limit that is left out lets nothing pass by itself. */
async function allValues(desk: Desk, body: Type.Static<typeof TemplateBody>): Promise<NewTemplate> {
  const { provider_id, customer_id } = await references(desk, body);
  const checked = templateValues({
    approval_limit: '0',
    max_credit_limit: '0',
    allocation_units_mapping: {},
    role_mapping: {},
    ...body,
  });
  // A whole body has all the columns that a template needs; the schema saw to that.
  return {
    ...checked,
    provider_id,
    customer_id,
    created: desk.clock().toISOString(),
  } as NewTemplate;
}

async function references(
  desk: Desk,
  { provider, customer }: { provider?: string; customer?: string },
): Promise<{ provider_id?: number; customer_id?: number }> {
  return {
    ...(provider !== undefined && { provider_id: await reference(desk, provider, 'provider') }),
    ...(customer !== undefined && { customer_id: await reference(desk, customer, 'customer') }),
  };
}

async function reference(desk: Desk, url: string, field: string): Promise<number> {
  const id = await customerId(desk.db, parseReference(url, paths.customers, field));
  if (id === null) throw badField(field, 'There is no such customer.');
  return id;
}
