import { isDeepStrictEqual } from 'node:util';
import type { FastifyRequest } from 'fastify';
import type { Transaction } from 'kysely';
import type { Type } from 'typebox';
import { toActor, requireCaller, requireStaff } from '../access/caller.ts';
import { type Actor, recordChange, recordDifference } from '../admin-audit/record-change.ts';
import { findCustomerId } from '../customers/store.ts';
import type { Database } from '../database/schema.ts';
import { isForeignKeyViolation } from '../database/sql-state.ts';
import { runInTransaction, lockRow } from '../database/transaction.ts';
import { parseResourceUrl, parseUuid, resourcePaths } from '../http/resource-urls.ts';
import { toContainsPattern, parseTextFilter } from '../http/filter-parameters.ts';
import { listRoutes, parseUuidParam, UuidParams } from '../http/list-routes.ts';
import { invalidField, conflict, notFound } from '../http/http-problem.ts';
import {
  type App,
  type AppContext,
  NoBody,
  makePartial,
  errorResponses,
} from '../http/route-types.ts';
import { toTemplateJson } from './template-json.ts';
import { TemplateBody, TemplateQuery, TemplateSchema } from './schema.ts';
import * as store from './store.ts';
import { parseTemplateBody } from './parse-template-body.ts';

type NewTemplate = Parameters<typeof store.createTemplate>[1];

const tags = ['openportal-project-template'];
const operationPrefix = 'openportal_project_template';
const templatePath = `${resourcePaths.templates}:uuid/`;
const orderColumns = {
  name: 'project_template.name',
  portal: 'project_template.portal',
  offering: 'project_template.offering',
  created: 'project_template.created',
};

/** What else happens in the transaction of a change of a template. */
export interface TemplateHooks {
  /** Called after the role mapping has changed. */
  afterRoleMappingChange: (
    trx: Transaction<Database>,
    templateId: number,
    change: { actor: Actor; now: Date },
  ) => Promise<void>;
}

/** `/api/openportal-project-template/`: staff write, owners and managers of its customers read. */
export function templateRoutes(app: App, desk: AppContext, hooks: TemplateHooks): void {
  listRoutes(app, desk, {
    path: resourcePaths.templates,
    tags,
    operationPrefix: operationPrefix,
    summary: 'List project templates',
    query: TemplateQuery,
    item: TemplateSchema,
    order: orderColumns,
    count: (request, query) =>
      store.countTemplates(desk.db, requireCaller(request), parseTemplateFilter(query)),
    loadRows: (request, query, { order, page }) => {
      return store.listTemplates(
        desk.db,
        requireCaller(request),
        parseTemplateFilter(query),
        order,
        page,
      );
    },
    createRowSerializer: (request) => {
      const base = desk.baseUrl(request);
      return (row) => toTemplateJson(row, base);
    },
  });
  app.get(templatePath, {
    schema: {
      operationId: `${operationPrefix}_retrieve`,
      summary: 'Retrieve a project template',
      tags,
      params: UuidParams,
      response: { 200: TemplateSchema, ...errorResponses(404) },
    },
    handler: async (request) => loadTemplateJson(desk, request, parseUuidParam(request)),
  });
  writeRoutes(app, desk, hooks);
  deleteRoutes(app, desk);
}

function parseTemplateFilter(query: Type.Static<typeof TemplateQuery>): store.TemplateFilter {
  const [name, uuid] = [parseTextFilter(query.name, 'name'), parseTextFilter(query.uuid, 'uuid')];
  return {
    name: name && toContainsPattern(name),
    portal: parseTextFilter(query.portal, 'portal'),
    offering: parseTextFilter(query.offering, 'offering'),
    uuid: uuid && parseUuid(uuid, 'uuid'),
  };
}

function writeRoutes(app: App, desk: AppContext, hooks: TemplateHooks): void {
  app.post(resourcePaths.templates, {
    schema: {
      operationId: `${operationPrefix}_create`,
      summary: 'Make a project template',
      tags,
      body: TemplateBody,
      response: { 201: TemplateSchema, ...errorResponses(403, 413, 415) },
    },
    handler: async (request, reply) => {
      const caller = requireCaller(request);
      requireStaff(caller);
      const values = await toNewTemplate(desk, request.body);
      const uuid = await runInTransaction(desk.db, async (trx) => {
        const made = await store.createTemplate(trx, values);
        const row = await store.findTemplate(trx, made, caller);
        await recordChange(trx, toActor(caller), {
          at: values.created,
          action: 'template.created',
          subject: { uuid: made, name: values.name },
          before: null,
          after: toTemplateAuditValues(row),
        });
        return made;
      });
      return reply.code(201).send(await loadTemplateJson(desk, request, uuid));
    },
  });

  app.put(templatePath, {
    schema: {
      operationId: `${operationPrefix}_update`,
      summary: 'Replace a project template',
      tags,
      params: UuidParams,
      body: TemplateBody,
      response: { 200: TemplateSchema, ...errorResponses(403, 404, 409, 413, 415) },
    },
    handler: async (request) => {
      const row = await requireWritableTemplate(desk, request);
      const { created: _, ...values } = await toNewTemplate(desk, request.body);
      return changeTemplate(desk, hooks, request, row, values);
    },
  });

  app.patch(templatePath, {
    schema: {
      operationId: `${operationPrefix}_partial_update`,
      summary: 'Change a project template',
      tags,
      params: UuidParams,
      body: makePartial(TemplateBody),
      response: { 200: TemplateSchema, ...errorResponses(403, 404, 409, 413, 415) },
    },
    handler: async (request) => {
      const row = await requireWritableTemplate(desk, request);
      const values = {
        ...parseTemplateBody(request.body),
        ...(await resolveCustomerIds(desk, request.body)),
      };
      return changeTemplate(desk, hooks, request, row, values);
    },
  });
}

function deleteRoutes(app: App, desk: AppContext): void {
  const handler = async (request: FastifyRequest): Promise<void> => {
    const row = await requireWritableTemplate(desk, request);
    try {
      await runInTransaction(desk.db, async (trx) => {
        await store.deleteTemplate(trx, row.id);
        await recordChange(trx, toActor(requireCaller(request)), {
          at: desk.clock().toISOString(),
          action: 'template.deleted',
          subject: { uuid: row.uuid, name: row.name },
          before: toTemplateAuditValues(row),
          after: null,
        });
      });
    } catch (error) {
      if (isForeignKeyViolation(error)) throw conflict('Awards of this template are held still.');
      throw error;
    }
  };
  // Waldur's clients know both.
  for (const [path, name] of [
    [templatePath, 'destroy'],
    [`${templatePath}delete/`, 'delete_destroy'],
  ] as const) {
    app.delete(path, {
      schema: {
        operationId: `${operationPrefix}_${name}`,
        summary: 'Delete a project template that no award holds',
        tags,
        params: UuidParams,
        response: { 204: NoBody, ...errorResponses(403, 404, 409) },
      },
      handler: async (request, reply) => {
        await handler(request);
        return reply.code(204).send();
      },
    });
  }
}

async function loadTemplateJson(desk: AppContext, request: FastifyRequest, uuid: string) {
  const row = await store.findTemplate(desk.db, uuid, requireCaller(request));
  if (row === null) throw notFound();
  return toTemplateJson(row, desk.baseUrl(request));
}

async function changeTemplate(
  desk: AppContext,
  hooks: TemplateHooks,
  request: FastifyRequest,
  row: store.TemplateRow,
  values: Parameters<typeof store.updateTemplate>[2],
) {
  const caller = requireCaller(request);
  await runInTransaction(desk.db, async (trx) => {
    await lockRow(trx, 'project_template', row.id);
    const before = await store.findTemplate(trx, row.uuid, caller);
    if (!(await store.updateTemplate(trx, row.id, values))) {
      throw conflict('Awards of this template are held: name, offering and portal stay.');
    }
    const after = await store.findTemplate(trx, row.uuid, caller);
    await recordDifference(trx, toActor(caller), {
      at: desk.clock().toISOString(),
      action: 'template.changed',
      subject: { uuid: row.uuid, name: after?.name ?? row.name },
      before: toTemplateAuditValues(before),
      after: { ...toTemplateAuditValues(after), ...(values.key_digest && { key: 'changed' }) },
    });
    if (!isDeepStrictEqual(before?.role_mapping, after?.role_mapping)) {
      await hooks.afterRoleMappingChange(trx, row.id, {
        actor: toActor(caller),
        now: desk.clock(),
      });
    }
  });
  return loadTemplateJson(desk, request, row.uuid);
}

/** As the administrative audit keeps a template: whether it has a key, never which. */
function toTemplateAuditValues(row: store.TemplateRow | null): Record<string, unknown> {
  if (row === null) return {};
  const { id: _, uuid: __, provider, customer, ...kept } = row;
  return { ...kept, provider: provider.name, customer: customer.name };
}

/** Who cannot see it gets 404, who can but is not staff 403. */
async function requireWritableTemplate(
  desk: AppContext,
  request: FastifyRequest,
): Promise<store.TemplateRow> {
  const caller = requireCaller(request);
  const row = await store.findTemplate(desk.db, parseUuidParam(request), caller);
  if (row === null) throw notFound();
  requireStaff(caller);
  return row;
}

/**
 * Every column of a new template: without an approval limit every award waits, without a maximum
 * none is too large (api.md).
 */
async function toNewTemplate(
  desk: AppContext,
  body: Type.Static<typeof TemplateBody>,
): Promise<NewTemplate> {
  const { provider_id, customer_id } = await resolveCustomerIds(desk, body);
  const checked = parseTemplateBody({
    approval_limit: '0',
    max_credit_limit: null,
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

async function resolveCustomerIds(
  desk: AppContext,
  { provider, customer }: { provider?: string; customer?: string },
): Promise<{ provider_id?: number; customer_id?: number }> {
  return {
    ...(provider !== undefined && {
      provider_id: await resolveCustomerId(desk, provider, 'provider'),
    }),
    ...(customer !== undefined && {
      customer_id: await resolveCustomerId(desk, customer, 'customer'),
    }),
  };
}

async function resolveCustomerId(desk: AppContext, url: string, field: string): Promise<number> {
  const id = await findCustomerId(desk.db, parseResourceUrl(url, resourcePaths.customers, field));
  if (id === null) throw invalidField(field, 'There is no such customer.');
  return id;
}
