import type { FastifyReply, FastifyRequest } from 'fastify';
import { callerOf } from '../access/caller.ts';
import { momentOf } from '../award/facts.ts';
import { parseUuid, paths } from '../http/addresses.ts';
import { isKnown, requireMatch } from '../http/conditional.ts';
import { listRoutes, sendJson } from '../http/lists.ts';
import { forbidden, notFound } from '../http/problem.ts';
import { type App, type Desk, NoBody, refusing } from '../http/resource.ts';
import type { Address } from './facts.ts';
import { filterOf } from './filter.ts';
import { countAwards, listAwards, orderNames } from './list.ts';
import { planApproval } from './plan.ts';
import { awardEtag, type Viewpoint } from './representation.ts';
import * as reviews from './reviews.ts';
import {
  AddNote,
  AddressParams,
  IfMatch,
  ListQuery,
  ManagedProjectSchema,
  PlanSchema,
  ProjectAttach,
  ReviewComment,
} from './schema.ts';
import { findAward, findStamp, isReviewer } from './store.ts';

const tags = ['openportal-managed-projects'];
const one = `${paths.managedProjects}:identifier/:destination/`;

/** `/api/openportal-managed-projects/` (api.md). */
export function managedProjectRoutes(app: App, desk: Desk): void {
  readRoutes(app, desk);
  reviewRoutes(app, desk);
}

function viewpointOf(desk: Desk, request: FastifyRequest): Viewpoint {
  return {
    base: desk.baseUrl(request),
    portal: desk.portal(),
    today: momentOf(desk.clock()).today,
  };
}

function readRoutes(app: App, desk: Desk): void {
  const filterAt = (query: Parameters<typeof filterOf>[0]) => filterOf(query, desk.clock());
  listRoutes(app, desk, {
    path: paths.managedProjects,
    tags,
    operations: 'openportal_managed_projects',
    summary: 'List all managed projects',
    query: ListQuery,
    item: ManagedProjectSchema,
    order: orderNames,
    count: (request, query) =>
      countAwards(desk.db, callerOf(request), filterAt(query), desk.portal()),
    written: (request, query, asked) =>
      listAwards(desk.db, callerOf(request), filterAt(query), viewpointOf(desk, request), asked),
  });

  app.get(one, {
    schema: {
      operationId: 'openportal_managed_projects_retrieve_get',
      summary: 'Retrieve a managed project',
      tags,
      params: AddressParams,
      response: {
        200: ManagedProjectSchema,
        304: { ...NoBody, description: 'Not modified' },
        ...refusing(404),
      },
    },
    handler: async (request, reply) => {
      const json = await show(desk, request, reply);
      return json === null ? reply.code(304).send() : sendJson(reply, json);
    },
  });

  app.head(one, {
    schema: {
      operationId: 'openportal_managed_projects_retrieve_head',
      summary: 'Check if a managed project exists',
      tags,
      params: AddressParams,
      response: { 200: NoBody, 304: { ...NoBody, description: 'Not modified' }, ...refusing(404) },
    },
    handler: async (request, reply) => {
      const found = await show(desk, request, reply);
      return reply.code(found === null ? 304 : 200).send();
    },
  });
}

/** The award as JSON, its ETag set on the reply; null where the caller has it already. */
async function show(
  desk: Desk,
  request: FastifyRequest<{ Params: Address }>,
  reply: FastifyReply,
): Promise<string | null> {
  const caller = callerOf(request);
  const viewpoint = viewpointOf(desk, request);
  const ifNoneMatch = request.headers['if-none-match'];
  if (ifNoneMatch !== undefined) {
    const known = await findStamp(desk.db, request.params, caller);
    if (known === null) throw notFound();
    const etag = awardEtag(known, viewpoint);
    reply.header('etag', etag);
    if (isKnown(ifNoneMatch, etag)) return null;
  }
  return showWhole(desk, request, reply);
}

/** The same, whether the caller has it or not. */
async function showWhole(
  desk: Desk,
  request: FastifyRequest<{ Params: Address }>,
  reply: FastifyReply,
): Promise<string> {
  const viewpoint = viewpointOf(desk, request);
  const award = await findAward(desk.db, request.params, callerOf(request), viewpoint);
  if (award === null) throw notFound();
  reply.header('etag', awardEtag(award, viewpoint));
  return award.json;
}

function reviewRoutes(app: App, desk: Desk): void {
  const config = { scope: 'review' } as const;
  const documents = (operation: string, summary: string) => ({
    operationId: `openportal_managed_projects_${operation}`,
    summary,
    tags,
    params: AddressParams,
    headers: IfMatch,
    response: { 200: NoBody, ...refusing(403, 404, 409, 412, 413, 415) },
  });

  const commented = [
    ['approve', 'Approve managed project request', reviews.approve],
    ['reject', 'Reject managed project request', reviews.reject],
    ['reopen', 'Let a rejected or canceled award wait for a reviewer again', reviews.reopen],
  ] as const;
  for (const [action, summary, decide] of commented) {
    app.post(`${one}${action}/`, {
      config,
      schema: { ...documents(action, summary), body: ReviewComment },
      handler: async (request, reply) => {
        const comment = request.body.comment || null;
        await decide(reviewOf(desk, request), comment);
        return reply.send();
      },
    });
  }

  app.post(`${one}attach/`, {
    config,
    schema: {
      ...documents('attach', 'Attach a project to this managed project'),
      body: ProjectAttach,
    },
    handler: async (request, reply) => {
      const uuid = parseUuid(request.body.project_uuid, 'project_uuid');
      await reviews.attach(reviewOf(desk, request), uuid);
      return reply.send();
    },
  });

  app.post(`${one}detach/`, {
    config,
    schema: documents('detach', 'Detach the project from this managed project'),
    handler: async (request, reply) => {
      await reviews.detach(reviewOf(desk, request));
      return reply.send();
    },
  });

  app.post(`${one}add-note/`, {
    config,
    schema: {
      ...documents('add_note', 'Append a note to the managed project'),
      body: AddNote,
      response: { 200: ManagedProjectSchema, ...refusing(403, 404, 412, 413, 415) },
    },
    handler: async (request, reply) => {
      await reviews.addNote(reviewOf(desk, request), request.body.text);
      return sendJson(reply, await showWhole(desk, request, reply));
    },
  });

  app.delete(`${one}delete/`, {
    config,
    schema: {
      ...documents('delete_destroy', 'Delete ManagedProject object'),
      response: { 204: NoBody, ...refusing(403, 404, 412) },
    },
    handler: async (request, reply) => {
      await reviews.remove(reviewOf(desk, request));
      return reply.code(204).send();
    },
  });

  app.get(`${one}plan/`, {
    schema: {
      operationId: 'openportal_managed_projects_plan',
      summary: 'What approving now would do',
      tags,
      params: AddressParams,
      response: { 200: PlanSchema, ...refusing(403, 404) },
    },
    handler: async (request) => {
      const { address, baseUrl, caller } = reviewOf(desk, request);
      const isOfTheirs = await isReviewer(desk.db, address, caller);
      if (isOfTheirs === null) throw notFound();
      if (!isOfTheirs && !caller.isStaff) throw forbidden();
      return planApproval(desk.db, desk.clock, address, { baseUrl, portal: desk.portal() });
    },
  });
}

function reviewOf(desk: Desk, request: FastifyRequest<{ Params: Address }>): reviews.Review {
  const caller = callerOf(request);
  const { identifier, destination } = request.params;
  const address = { identifier, destination };
  const viewpoint = viewpointOf(desk, request);
  return {
    db: desk.db,
    clock: desk.clock,
    address,
    caller,
    baseUrl: viewpoint.base,
    requireMatch: async (trx) => {
      const ifMatch = request.headers['if-match'];
      if (ifMatch === undefined) return;
      const locked = await findStamp(trx, address, null);
      if (locked === null) throw notFound();
      requireMatch(ifMatch, awardEtag(locked, viewpoint));
    },
  };
}
