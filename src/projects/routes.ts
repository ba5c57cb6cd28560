import type { FastifyRequest } from 'fastify';
import type { Transaction } from 'kysely';
import type { Type } from 'typebox';
import { actorOf, type Caller, callerOf } from '../access/caller.ts';
import { recordChange, recordDifference } from '../administration/record.ts';
import { BadInput } from '../award/bad-input.ts';
import { formatCredits, parseCredits } from '../award/credits.ts';
import { dayOf, parseDay } from '../award/dates.ts';
import { slugOf } from '../award/slug.ts';
import { findCustomer } from '../customers/store.ts';
import type { Database } from '../database/schema.ts';
import { inTransaction, lockRow } from '../database/transaction.ts';
import { parseReference, parseUuid, paths } from '../http/addresses.ts';
import { containing, given, parseFlag } from '../http/filters.ts';
import { listRoutes, pathUuid, UuidParams } from '../http/lists.ts';
import { badField, conflict, forbidden, notFound } from '../http/problem.ts';
import { type App, type Desk, NoBody, partial, refusing } from '../http/resource.ts';
import { representProject } from './representation.ts';
import { ProjectBody, ProjectQuery, ProjectSchema } from './schema.ts';
import * as store from './store.ts';
import { userRoutes } from './user-routes.ts';

const orderColumns = {
  name: 'project.name',
  created: 'project.created',
  start_date: 'project.start_date',
  end_date: 'project.end_date',
  customer_name: 'customer.name',
};

/** `/api/projects/`, and `/api/openportal-unmanaged-projects/`: those that can be attached. */
export function projectRoutes(app: App, desk: Desk): void {
  readRoutes(app, desk, { path: paths.projects, name: 'projects', unmanaged: false });
  readRoutes(app, desk, {
    path: paths.unmanagedProjects,
    name: 'openportal_unmanaged_projects',
    unmanaged: true,
  });
  writeRoutes(app, desk);
  userRoutes(app, desk);
}

interface ReadRoutes {
  path: string;
  /** Of the operations. */
  name: string;
  unmanaged: boolean;
}

function readRoutes(app: App, desk: Desk, { path, name, unmanaged }: ReadRoutes): void {
  const tags = [name.replaceAll('_', '-')];
  listRoutes(app, desk, {
    path,
    tags,
    operations: name,
    summary: unmanaged ? 'List projects that no award manages' : 'List projects',
    query: ProjectQuery,
    item: ProjectSchema,
    order: orderColumns,
    count: (request, query) =>
      store.countProjects(desk.db, callerOf(request), { ...filterOf(query), unmanaged }),
    rows: (request, query, { order, page }) => {
      const filter = { ...filterOf(query), unmanaged };
      return store.listProjects(desk.db, callerOf(request), filter, order, page);
    },
    represent: (request) => {
      const [base, today] = [desk.baseUrl(request), dayOf(desk.clock())];
      return (row) => representProject(row, base, today);
    },
  });

  app.get(`${path}:uuid/`, {
    schema: {
      operationId: `${name}_retrieve`,
      summary: unmanaged ? 'Retrieve a project that no award manages' : 'Retrieve a project',
      tags,
      params: UuidParams,
      response: { 200: ProjectSchema, ...refusing(404) },
    },
    handler: async (request) => {
      const uuid = pathUuid(request);
      const row = await store.findProject(desk.db, uuid, callerOf(request), { unmanaged });
      if (row === null) throw notFound();
      return representProject(row, desk.baseUrl(request), dayOf(desk.clock()));
    },
  });
}

function filterOf(query: Type.Static<typeof ProjectQuery>) {
  const [name, text] = [given(query.name, 'name'), given(query.query, 'query')];
  const customer = given(query.customer_uuid, 'customer_uuid');
  const removed = given(query.is_removed, 'is_removed');
  return {
    name: name && containing(name),
    query: text && containing(text),
    customerUuid: customer && parseUuid(customer, 'customer_uuid'),
    isRemoved: removed === undefined ? undefined : parseFlag(removed, 'is_removed'),
  };
}

function writeRoutes(app: App, desk: Desk): void {
  const tags = ['projects'];
  const one = `${paths.projects}:uuid/`;
  const show = async (request: FastifyRequest, uuid: string) => {
    const row = await store.findProject(desk.db, uuid, callerOf(request));
    if (row === null) throw notFound();
    return representProject(row, desk.baseUrl(request), dayOf(desk.clock()));
  };

  app.post(paths.projects, {
    schema: {
      operationId: 'projects_create',
      summary: 'Make a project',
      tags,
      body: ProjectBody,
      response: { 201: ProjectSchema, ...refusing(403, 413, 415) },
    },
    handler: async (request, reply) => {
      const caller = callerOf(request);
      const uuid = parseReference(request.body.customer, paths.customers, 'customer');
      const customer = await findCustomer(desk.db, uuid, caller);
      if (customer === null) throw badField('customer', 'There is no such customer.');
      if (!(await store.mayWriteIn(desk.db, customer.id, caller))) throw forbidden();
      if (request.body.credits != null && !caller.isStaff) throw forbidden();
      const values = valuesOf(request.body, null);
      const created = desk.clock().toISOString();
      const made = await inTransaction(desk.db, async (trx) => {
        const project = await store.createProject(trx, {
          ...values,
          name: request.body.name.trim(),
          slug: slugOf(request.body.name),
          customer_id: customer.id,
          created,
        });
        await recordChange(trx, actorOf(caller), {
          at: created,
          action: 'project.created',
          subject: { uuid: project, name: request.body.name.trim() },
          before: null,
          after: recorded(await store.findProject(trx, project, caller)),
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
      body: partial(ProjectBody),
      response: { 200: ProjectSchema, ...refusing(403, 404, 409, 413, 415) },
    },
    handler: async (request) => {
      const row = await writable(desk, request);
      await change(desk, callerOf(request), row, (trx, now) =>
        patchOf(trx, request.body, now, callerOf(request)),
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
      response: { 204: NoBody, ...refusing(403, 404) },
    },
    handler: async (request, reply) => {
      const row = await writable(desk, request);
      await change(desk, callerOf(request), row, async () => ({ is_removed: true }));
      return reply.code(204).send();
    },
  });
}

type ProjectUpdate = Parameters<typeof store.updateProject>[2];

/**
 * Changes a project by hand, and says so in the administrative audit. What is changed is settled
 * under the lock that decisions about awards take too, so neither overwrites the other.
 */
async function change(
  desk: Desk,
  caller: Caller,
  { id, uuid }: store.ProjectRow,
  settle: (trx: Transaction<Database>, now: store.ProjectRow) => Promise<ProjectUpdate>,
): Promise<void> {
  await inTransaction(desk.db, async (trx) => {
    await lockRow(trx, 'project', id);
    const before = await store.findProject(trx, uuid, caller);
    if (before === null) throw notFound();
    const set = await settle(trx, before);
    await store.updateProject(trx, id, set);
    const after = await store.findProject(trx, uuid, caller);
    await recordDifference(trx, actorOf(caller), {
      at: desk.clock().toISOString(),
      action: set.is_removed === true ? 'project.removed' : 'project.changed',
      subject: { uuid, name: after?.name ?? before.name },
      before: recorded(before),
      after: recorded(after),
    });
  });
}

/** What a PATCH changes of a project; throws where the caller may not, or an award decides. */
async function patchOf(
  trx: Transaction<Database>,
  body: Partial<Type.Static<typeof ProjectBody>>,
  row: store.ProjectRow,
  caller: Caller,
): Promise<ProjectUpdate> {
  requireSameCustomer(body.customer, row);
  const { credits, ...rest } = valuesOf(body, row);
  if (credits === undefined || !changesCredits(credits, row)) return rest;
  if (!caller.isStaff) throw forbidden();
  if (await store.isManaged(trx, row.id)) {
    throw conflict('An award decides about the credits of this project.');
  }
  return { ...rest, credits };
}

/** As the administrative audit keeps a project. */
function recorded(row: store.ProjectRow | null): Record<string, unknown> {
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
function changesCredits(credits: string | null, row: store.ProjectRow): boolean {
  return credits !== (row.credits === null ? null : formatCredits(row.credits));
}

/** Who cannot see it gets 404; who can, but is neither staff nor an owner, 403. */
async function writable(desk: Desk, request: FastifyRequest): Promise<store.ProjectRow> {
  const caller = callerOf(request);
  const row = await store.findProject(desk.db, pathUuid(request), caller);
  if (row === null) throw notFound();
  if (!(await store.mayWriteIn(desk.db, row.customer_id, caller))) throw forbidden();
  return row;
}

function requireSameCustomer(customer: string | undefined, row: store.ProjectRow): void {
  if (customer === undefined) return;
  if (parseReference(customer, paths.customers, 'customer') !== row.customer_uuid) {
    throw badField('customer', 'A project stays with its customer.');
  }
}

function valuesOf(body: Partial<Type.Static<typeof ProjectBody>>, row: store.ProjectRow | null) {
  const { name, description, backend_id, credits } = body;
  if (name !== undefined && name.trim() === '')
    throw badField('name', 'This field may not be blank.');
  const start = dayOrNull(body.start_date, 'start_date', row?.start_date ?? null);
  const end = dayOrNull(body.end_date, 'end_date', row?.end_date ?? null);
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

function dayOrNull(value: string | null | undefined, field: string, before: string | null) {
  if (value === undefined) return before;
  return value === null || value === '' ? null : parseDay(value, field);
}
