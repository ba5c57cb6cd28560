import type { FastifyRequest } from 'fastify';
import type { Transaction } from 'kysely';
import type { Type } from 'typebox';
import { toActor, type Caller, requireCaller } from '../access/caller.ts';
import { type Actor, recordChange, recordDifference } from '../admin-audit/record-change.ts';
import { BadInput } from '../award/bad-input.ts';
import { formatCredits, parseCredits } from '../award/credits.ts';
import { toUtcDay, parseDay } from '../award/dates.ts';
import { toSlug } from '../award/slug.ts';
import { findCustomer } from '../customers/store.ts';
import type { Database } from '../database/schema.ts';
import { runInTransaction, lockRow } from '../database/transaction.ts';
import { parseResourceUrl, parseUuid, resourcePaths } from '../http/resource-urls.ts';
import {
  toContainsPattern,
  parseTextFilter,
  parseBooleanFilter,
} from '../http/filter-parameters.ts';
import { listRoutes, parseUuidParam, UuidParams } from '../http/list-routes.ts';
import { invalidField, conflict, forbidden, notFound } from '../http/http-problem.ts';
import {
  type App,
  type AppContext,
  NoBody,
  makePartial,
  errorResponses,
} from '../http/route-types.ts';
import { toProjectJson } from './project-json.ts';
import { ProjectBody, ProjectQuery, ProjectSchema } from './schema.ts';
import * as store from './store.ts';
import { projectUserRoutes } from './user-routes.ts';

const orderColumns = {
  name: 'project.name',
  created: 'project.created',
  start_date: 'project.start_date',
  end_date: 'project.end_date',
  customer_name: 'customer.name',
};

/** What else happens in the transaction of a change of a project. */
export interface ProjectHooks {
  /** Called before a project is locked and marked as removed. */
  beforeRemoval: (
    trx: Transaction<Database>,
    projectId: number,
    change: { actor: Actor; now: Date },
  ) => Promise<void>;
}

/** `/api/projects/`, and `/api/openportal-unmanaged-projects/`: those that can be attached. */
export function projectRoutes(app: App, desk: AppContext, hooks: ProjectHooks): void {
  readRoutes(app, desk, {
    path: resourcePaths.projects,
    operationPrefix: 'projects',
    unmanaged: false,
  });
  readRoutes(app, desk, {
    path: resourcePaths.unmanagedProjects,
    operationPrefix: 'openportal_unmanaged_projects',
    unmanaged: true,
  });
  writeRoutes(app, desk, hooks);
  projectUserRoutes(app, desk);
}

interface ReadRouteOptions {
  path: string;
  /** Of the operations. */
  operationPrefix: string;
  unmanaged: boolean;
}

function readRoutes(
  app: App,
  desk: AppContext,
  { path, operationPrefix: name, unmanaged }: ReadRouteOptions,
): void {
  const tags = [name.replaceAll('_', '-')];
  listRoutes(app, desk, {
    path,
    tags,
    operationPrefix: name,
    summary: unmanaged ? 'List projects that no award manages' : 'List projects',
    query: ProjectQuery,
    item: ProjectSchema,
    order: orderColumns,
    count: (request, query) =>
      store.countProjects(desk.db, requireCaller(request), {
        ...parseProjectFilter(query),
        unmanaged,
      }),
    loadRows: (request, query, { order, page }) => {
      const filter = { ...parseProjectFilter(query), unmanaged };
      return store.listProjects(desk.db, requireCaller(request), filter, order, page);
    },
    createRowSerializer: (request) => {
      const [base, today] = [desk.baseUrl(request), toUtcDay(desk.clock())];
      return (row) => toProjectJson(row, base, today);
    },
  });

  app.get(`${path}:uuid/`, {
    schema: {
      operationId: `${name}_retrieve`,
      summary: unmanaged ? 'Retrieve a project that no award manages' : 'Retrieve a project',
      tags,
      params: UuidParams,
      response: { 200: ProjectSchema, ...errorResponses(404) },
    },
    handler: async (request) => {
      const uuid = parseUuidParam(request);
      const row = await store.findProject(desk.db, uuid, requireCaller(request), { unmanaged });
      if (row === null) throw notFound();
      return toProjectJson(row, desk.baseUrl(request), toUtcDay(desk.clock()));
    },
  });
}

function parseProjectFilter(query: Type.Static<typeof ProjectQuery>) {
  const [name, text] = [parseTextFilter(query.name, 'name'), parseTextFilter(query.query, 'query')];
  const customer = parseTextFilter(query.customer_uuid, 'customer_uuid');
  const removed = parseTextFilter(query.is_removed, 'is_removed');
  return {
    name: name && toContainsPattern(name),
    query: text && toContainsPattern(text),
    customerUuid: customer && parseUuid(customer, 'customer_uuid'),
    isRemoved: removed === undefined ? undefined : parseBooleanFilter(removed, 'is_removed'),
  };
}

function writeRoutes(app: App, desk: AppContext, hooks: ProjectHooks): void {
  const tags = ['projects'];
  const one = `${resourcePaths.projects}:uuid/`;
  const show = async (request: FastifyRequest, uuid: string) => {
    const row = await store.findProject(desk.db, uuid, requireCaller(request));
    if (row === null) throw notFound();
    return toProjectJson(row, desk.baseUrl(request), toUtcDay(desk.clock()));
  };

  app.post(resourcePaths.projects, {
    schema: {
      operationId: 'projects_create',
      summary: 'Make a project',
      tags,
      body: ProjectBody,
      response: { 201: ProjectSchema, ...errorResponses(403, 413, 415) },
    },
    handler: async (request, reply) => {
      const caller = requireCaller(request);
      const uuid = parseResourceUrl(request.body.customer, resourcePaths.customers, 'customer');
      const customer = await findCustomer(desk.db, uuid, caller);
      if (customer === null) throw invalidField('customer', 'There is no such customer.');
      if (!(await store.canWriteProjects(desk.db, customer.id, caller))) throw forbidden();
      if (request.body.credits != null && !caller.isStaff) throw forbidden();
      const values = toProjectColumns(request.body, null);
      const created = desk.clock().toISOString();
      const made = await runInTransaction(desk.db, async (trx) => {
        const project = await store.createProject(trx, {
          ...values,
          name: request.body.name.trim(),
          slug: toSlug(request.body.name),
          customer_id: customer.id,
          created,
        });
        await recordChange(trx, toActor(caller), {
          at: created,
          action: 'project.created',
          subject: { uuid: project, name: request.body.name.trim() },
          before: null,
          after: toProjectAuditValues(await store.findProject(trx, project, caller)),
        });
        return project;
      });
      return reply.code(201).send(await show(request, made));
    },
  });

  app.patch(one, {
    schema: {
      operationId: 'projects_partial_update',
      summary: 'Change a project',
      tags,
      params: UuidParams,
      body: makePartial(ProjectBody),
      response: { 200: ProjectSchema, ...errorResponses(403, 404, 409, 413, 415) },
    },
    handler: async (request) => {
      const row = await requireWritableProject(desk, request);
      await changeProject(desk, requireCaller(request), row, (trx, now) =>
        toProjectUpdate(trx, request.body, now, requireCaller(request)),
      );
      return show(request, row.uuid);
    },
  });

  app.delete(one, {
    schema: {
      operationId: 'projects_destroy',
      summary: 'Mark a project as removed',
      tags,
      params: UuidParams,
      response: { 204: NoBody, ...errorResponses(403, 404) },
    },
    handler: async (request, reply) => {
      const row = await requireWritableProject(desk, request);
      const caller = requireCaller(request);
      const change = { actor: toActor(caller), now: desk.clock() };
      await changeProject(
        desk,
        caller,
        row,
        async () => ({ is_removed: true }),
        (trx) => hooks.beforeRemoval(trx, row.id, change),
      );
      return reply.code(204).send();
    },
  });
}

type ProjectUpdate = Parameters<typeof store.updateProject>[2];

/**
 * Changes a project by hand, and says so in the administrative audit. What is changed is settled
 * under the lock that decisions about awards take too, so neither overwrites the other.
 */
async function changeProject(
  desk: AppContext,
  caller: Caller,
  { id, uuid }: store.ProjectRow,
  settle: (trx: Transaction<Database>, now: store.ProjectRow) => Promise<ProjectUpdate>,
  beforeLock: (trx: Transaction<Database>) => Promise<void> = async () => undefined,
): Promise<void> {
  await runInTransaction(desk.db, async (trx) => {
    await beforeLock(trx);
    await lockRow(trx, 'project', id);
    const before = await store.findProject(trx, uuid, caller);
    if (before === null) throw notFound();
    const set = await settle(trx, before);
    await store.updateProject(trx, id, set);
    const after = await store.findProject(trx, uuid, caller);
    await recordDifference(trx, toActor(caller), {
      at: desk.clock().toISOString(),
      action: set.is_removed === true ? 'project.removed' : 'project.changed',
      subject: { uuid, name: after?.name ?? before.name },
      before: toProjectAuditValues(before),
      after: toProjectAuditValues(after),
    });
  });
}

/** What a PATCH changes of a project; throws where the caller may not, or an award decides. */
async function toProjectUpdate(
  trx: Transaction<Database>,
  body: Partial<Type.Static<typeof ProjectBody>>,
  row: store.ProjectRow,
  caller: Caller,
): Promise<ProjectUpdate> {
  requireSameCustomer(body.customer, row);
  const { credits, ...rest } = toProjectColumns(body, row);
  if (credits === undefined || !isCreditChange(credits, row)) return rest;
  if (!caller.isStaff) throw forbidden();
  if (await store.isManagedByAward(trx, row.id)) {
    throw conflict('An award decides about the credits of this project.');
  }
  return { ...rest, credits };
}

/** As the administrative audit keeps a project. */
function toProjectAuditValues(row: store.ProjectRow | null): Record<string, unknown> {
  if (row === null) return {};
  const { name, description, start_date, end_date, credits, backend_id, is_removed } = row;
  return {
    name,
    description,
    start_date,
    end_date,
    credits,
    backend_id,
    is_removed,
    customer: row.customer_name,
  };
}

/** A client may send back what it read. */
function isCreditChange(credits: string | null, row: store.ProjectRow): boolean {
  return credits !== (row.credits === null ? null : formatCredits(row.credits));
}

/** Who cannot see it gets 404; who can, but is neither staff nor an owner, 403. */
async function requireWritableProject(
  desk: AppContext,
  request: FastifyRequest,
): Promise<store.ProjectRow> {
  const caller = requireCaller(request);
  const row = await store.findProject(desk.db, parseUuidParam(request), caller);
  if (row === null) throw notFound();
  if (!(await store.canWriteProjects(desk.db, row.customer_id, caller))) throw forbidden();
  return row;
}

function requireSameCustomer(customer: string | undefined, row: store.ProjectRow): void {
  if (customer === undefined) return;
  if (parseResourceUrl(customer, resourcePaths.customers, 'customer') !== row.customer_uuid) {
    throw invalidField('customer', 'A project stays with its customer.');
  }
}

function toProjectColumns(
  body: Partial<Type.Static<typeof ProjectBody>>,
  row: store.ProjectRow | null,
) {
  const { name, description, backend_id, credits } = body;
  if (name !== undefined && name.trim() === '')
    throw invalidField('name', 'This field may not be blank.');
  const start = parseOptionalDay(body.start_date, 'start_date', row?.start_date ?? null);
  const end = parseOptionalDay(body.end_date, 'end_date', row?.end_date ?? null);
  if (start !== null && end !== null && end < start) {
    throw new BadInput('end_date', 'The end is not before the start.');
  }
  return {
    ...(name !== undefined && { name: name.trim() }),
    ...(description !== undefined && { description }),
    ...(backend_id !== undefined && { backend_id }),
    ...(credits !== undefined && {
      credits: credits === null ? null : parseCredits(credits, 'credits'),
    }),
    start_date: start,
    end_date: end,
  };
}

function parseOptionalDay(value: string | null | undefined, field: string, before: string | null) {
  if (value === undefined) return before;
  return value === null || value === '' ? null : parseDay(value, field);
}
