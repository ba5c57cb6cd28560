import type { FastifyReply, FastifyRequest } from 'fastify';
import { requireCaller } from '../http/caller.ts';
import { toDecisionTime } from '../award/existing-award.ts';
import { parseUuid, resourcePaths } from '../http/resource-urls.ts';
import { isNotModified, requireIfMatch } from '../http/conditional-requests.ts';
import { listRoutes } from '../http/list-routes.ts';
import { sendJson } from '../http/send-json.ts';
import { forbidden, notFound } from '../http/http-problem.ts';
import { errorResponses, NoBody } from '../http/api-schemas.ts';
import type { App, AppContext } from '../http/app-context.ts';
import type { AwardKey } from './decision-input.ts';
import { parseAwardFilter } from './parse-award-filter.ts';
import { countAwards, listAwards, orderNames } from './list-awards.ts';
import { planApproval } from './plan-approval.ts';
import { createAwardEtag, type AwardJsonContext } from './award-json.ts';
import * as reviews from './review-award.ts';
import {
  AddNoteBody,
  AwardKeyParams,
  IfMatchHeaders,
  ListQuery,
  ManagedProjectSchema,
  PlanSchema,
  AttachProjectBody,
  ReviewCommentBody,
} from './schema.ts';
import { findAward, findAwardEtagSource, isReviewer } from './find-award.ts';

const tags = ['openportal-managed-projects'];
const awardPath = `${resourcePaths.managedProjects}:identifier/:destination/`;

/** `/api/openportal-managed-projects/` (api.md). */
export function managedProjectRoutes(app: App, desk: AppContext): void {
  readRoutes(app, desk);
  reviewRoutes(app, desk);
}

function createJsonContext(desk: AppContext, request: FastifyRequest): AwardJsonContext {
  return {
    base: desk.baseUrl(request),
    portal: desk.portal(),
    today: toDecisionTime(desk.clock()).today,
  };
}

function readRoutes(app: App, desk: AppContext): void {
  const filterAt = (query: Parameters<typeof parseAwardFilter>[0]) =>
    parseAwardFilter(query, desk.clock());
  listRoutes(app, desk, {
    path: resourcePaths.managedProjects,
    tags,
    operationPrefix: 'openportal_managed_projects',
    summary: 'List all managed projects',
    query: ListQuery,
    item: ManagedProjectSchema,
    order: orderNames,
    count: (request, query) =>
      countAwards(desk.db, requireCaller(request), filterAt(query), desk.portal()),
    loadJson: (request, query, asked) =>
      listAwards(
        desk.db,
        requireCaller(request),
        filterAt(query),
        createJsonContext(desk, request),
        asked,
      ),
  });

  app.get(awardPath, {
    schema: {
      operationId: 'openportal_managed_projects_retrieve_get',
      summary: 'Retrieve a managed project',
      tags,
      params: AwardKeyParams,
      response: {
        200: ManagedProjectSchema,
        304: { ...NoBody, description: 'Not modified' },
        ...errorResponses(404),
      },
    },
    handler: async (request, reply) => {
      const json = await showAward(desk, request, reply);
      return json === null ? reply.code(304).send() : sendJson(reply, json);
    },
  });

  app.head(awardPath, {
    schema: {
      operationId: 'openportal_managed_projects_retrieve_head',
      summary: 'Check if a managed project exists',
      tags,
      params: AwardKeyParams,
      response: {
        200: NoBody,
        304: { ...NoBody, description: 'Not modified' },
        ...errorResponses(404),
      },
    },
    handler: async (request, reply) => {
      const found = await showAward(desk, request, reply);
      return reply.code(found === null ? 304 : 200).send();
    },
  });
}

/** The award as JSON, its ETag set on the reply; null where the caller has it already. */
async function showAward(
  desk: AppContext,
  request: FastifyRequest<{ Params: AwardKey }>,
  reply: FastifyReply,
): Promise<string | null> {
  const caller = requireCaller(request);
  const viewpoint = createJsonContext(desk, request);
  const ifNoneMatch = request.headers['if-none-match'];
  if (ifNoneMatch !== undefined) {
    const known = await findAwardEtagSource(desk.db, request.params, caller);
    if (known === null) throw notFound();
    const etag = createAwardEtag(known, viewpoint);
    reply.header('etag', etag);
    if (isNotModified(ifNoneMatch, etag)) return null;
  }
  return showFullAward(desk, request, reply);
}

/** The same, whether the caller has it or not. */
async function showFullAward(
  desk: AppContext,
  request: FastifyRequest<{ Params: AwardKey }>,
  reply: FastifyReply,
): Promise<string> {
  const viewpoint = createJsonContext(desk, request);
  const award = await findAward(desk.db, request.params, requireCaller(request), viewpoint);
  if (award === null) throw notFound();
  reply.header('etag', createAwardEtag(award, viewpoint));
  return award.json;
}

function reviewRoutes(app: App, desk: AppContext): void {
  const config = { scope: 'review' } as const;
  const documents = (operation: string, summary: string) => ({
    operationId: `openportal_managed_projects_${operation}`,
    summary,
    tags,
    params: AwardKeyParams,
    headers: IfMatchHeaders,
    response: { 200: NoBody, ...errorResponses(403, 404, 409, 412, 413, 415) },
  });

  const commented = [
    ['approve', 'Approve managed project request', reviews.approveAward],
    ['reject', 'Reject managed project request', reviews.rejectAward],
    ['reopen', 'Let a rejected or canceled award wait for a reviewer again', reviews.reopenAward],
  ] as const;
  for (const [action, summary, decide] of commented) {
    app.post(`${awardPath}${action}/`, {
      config,
      schema: { ...documents(action, summary), body: ReviewCommentBody },
      handler: async (request, reply) => {
        const comment = request.body.comment || null;
        await decide(createReviewContext(desk, request), comment);
        return reply.send();
      },
    });
  }

  app.post(`${awardPath}attach/`, {
    config,
    schema: {
      ...documents('attach', 'Attach a project to this managed project'),
      body: AttachProjectBody,
    },
    handler: async (request, reply) => {
      const uuid = parseUuid(request.body.project_uuid, 'project_uuid');
      await reviews.attachProject(createReviewContext(desk, request), uuid);
      return reply.send();
    },
  });

  app.post(`${awardPath}detach/`, {
    config,
    schema: documents('detach', 'Detach the project from this managed project'),
    handler: async (request, reply) => {
      await reviews.detachProject(createReviewContext(desk, request));
      return reply.send();
    },
  });

  app.post(`${awardPath}add-note/`, {
    config,
    schema: {
      ...documents('add_note', 'Append a note to the managed project'),
      body: AddNoteBody,
      response: { 200: ManagedProjectSchema, ...errorResponses(403, 404, 412, 413, 415) },
    },
    handler: async (request, reply) => {
      await reviews.addNote(createReviewContext(desk, request), request.body.text);
      return sendJson(reply, await showFullAward(desk, request, reply));
    },
  });

  app.delete(`${awardPath}delete/`, {
    config,
    schema: {
      ...documents('delete_destroy', 'Delete ManagedProject object'),
      response: { 204: NoBody, ...errorResponses(403, 404, 412) },
    },
    handler: async (request, reply) => {
      await reviews.deleteAward(createReviewContext(desk, request));
      return reply.code(204).send();
    },
  });

  app.get(`${awardPath}plan/`, {
    schema: {
      operationId: 'openportal_managed_projects_plan',
      summary: 'What approving now would do',
      tags,
      params: AwardKeyParams,
      response: { 200: PlanSchema, ...errorResponses(403, 404) },
    },
    handler: async (request) => {
      const { awardKey: address, baseUrl, caller } = createReviewContext(desk, request);
      const isOfTheirs = await isReviewer(desk.db, address, caller);
      if (isOfTheirs === null) throw notFound();
      if (!isOfTheirs && !caller.isStaff) throw forbidden();
      return planApproval(desk.db, desk.clock, address, { baseUrl, portal: desk.portal() });
    },
  });
}

function createReviewContext(
  desk: AppContext,
  request: FastifyRequest<{ Params: AwardKey }>,
): reviews.ReviewContext {
  const caller = requireCaller(request);
  const { identifier, destination } = request.params;
  const address = { identifier, destination };
  const viewpoint = createJsonContext(desk, request);
  return {
    db: desk.db,
    clock: desk.clock,
    awardKey: address,
    caller,
    baseUrl: viewpoint.base,
    requireMatch: async (trx) => {
      const ifMatch = request.headers['if-match'];
      if (ifMatch === undefined) return;
      const locked = await findAwardEtagSource(trx, address, null);
      if (locked === null) throw notFound();
      requireIfMatch(ifMatch, createAwardEtag(locked, viewpoint));
    },
  };
}
