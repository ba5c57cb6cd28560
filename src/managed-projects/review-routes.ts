/* The routes of reviewers: approve, reject and the other decisions about an award. */

import type { FastifyRequest } from 'fastify';
import { requireCaller } from '../http/caller.ts';
import { requireIfMatch } from '../http/conditional-requests.ts';
import { forbidden, notFound } from '../http/http-problem.ts';
import { sendJson } from '../http/send-json.ts';
import { parseUuid } from '../http/resource-urls.ts';
import type { App, AppContext } from '../http/app-context.ts';
import { NoBody, errorResponses } from '../http/api-schemas.ts';
import { createAwardEtag } from './award-etag.ts';
import { awardPath, awardTags as tags, createJsonContext, loadAwardJson } from './award-routes.ts';
import type { AwardKey } from './decision-input.ts';
import { readAwardEtagSource, isReviewer } from './find-award.ts';
import { planApproval } from './plan-approval.ts';
import * as reviews from './review-award.ts';
import {
  AddNoteBody,
  AttachProjectBody,
  AwardKeyParams,
  IfMatchHeaders,
  ManagedProjectSchema,
  PlanSchema,
  ReviewCommentBody,
} from './api-schema.ts';

/** The decisions of a reviewer, the plan of an approval, and deleting an award. */
export function reviewRoutes(app: App, context: AppContext): void {
  const config = { scope: 'review' } as const;
  const describeOperation = (operation: string, summary: string) => ({
    operationId: `openportal_managed_projects_${operation}`,
    summary,
    tags,
    params: AwardKeyParams,
    headers: IfMatchHeaders,
    response: { 200: NoBody, ...errorResponses(403, 404, 409, 412, 413, 415) },
  });

  const commentedDecisions = [
    ['approve', 'Approve managed project request', reviews.approveAward],
    ['reject', 'Reject managed project request', reviews.rejectAward],
    ['refuse-change', 'Refuse the change of a running award', reviews.refuseChange],
    ['reopen', 'Let a rejected or canceled award wait for a reviewer again', reviews.reopenAward],
  ] as const;
  for (const [action, summary, decide] of commentedDecisions) {
    app.post(`${awardPath}${action}/`, {
      config,
      schema: {
        ...describeOperation(action.replaceAll('-', '_'), summary),
        body: ReviewCommentBody,
      },
      handler: async (request, reply) => {
        await decide(createReviewContext(context, request), request.body.comment?.trim() || null);
        return reply.send();
      },
    });
  }

  app.post(`${awardPath}attach/`, {
    config,
    schema: {
      ...describeOperation('attach', 'Attach a project to this managed project'),
      body: AttachProjectBody,
    },
    handler: async (request, reply) => {
      const uuid = parseUuid(request.body.project_uuid, 'project_uuid');
      await reviews.attachProject(createReviewContext(context, request), uuid);
      return reply.send();
    },
  });

  app.post(`${awardPath}detach/`, {
    config,
    schema: describeOperation('detach', 'Detach the project from this managed project'),
    handler: async (request, reply) => {
      await reviews.detachProject(createReviewContext(context, request));
      return reply.send();
    },
  });

  app.post(`${awardPath}add-note/`, {
    config,
    schema: {
      ...describeOperation('add_note', 'Append a note to the managed project'),
      body: AddNoteBody,
      response: { 200: ManagedProjectSchema, ...errorResponses(403, 404, 412, 413, 415) },
    },
    handler: async (request, reply) => {
      await reviews.addNote(createReviewContext(context, request), request.body.text);
      return sendJson(reply, await loadAwardJson(context, request, reply));
    },
  });

  app.post(`${awardPath}ask-portal/`, {
    config,
    schema: {
      ...describeOperation('ask_portal', 'Ask the awarding portal: a note that it is notified of'),
      body: AddNoteBody,
      response: { 200: ManagedProjectSchema, ...errorResponses(403, 404, 412, 413, 415) },
    },
    handler: async (request, reply) => {
      await reviews.askPortal(createReviewContext(context, request), request.body.text);
      return sendJson(reply, await loadAwardJson(context, request, reply));
    },
  });

  app.delete(`${awardPath}delete/`, {
    config,
    schema: {
      ...describeOperation('delete_destroy', 'Delete ManagedProject object'),
      response: { 204: NoBody, ...errorResponses(403, 404, 409, 412) },
    },
    handler: async (request, reply) => {
      await reviews.deleteAward(createReviewContext(context, request));
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
      const { awardKey, baseUrl, caller } = createReviewContext(context, request);
      const isTheirReviewer = await isReviewer(context.db, awardKey, caller);
      if (isTheirReviewer === null) throw notFound();
      if (!isTheirReviewer && !caller.isStaff) throw forbidden();
      return planApproval(context.db, context.clock, awardKey, {
        baseUrl,
        portal: context.portal(),
      });
    },
  });
}

function createReviewContext(
  context: AppContext,
  request: FastifyRequest<{ Params: AwardKey }>,
): reviews.ReviewContext {
  const caller = requireCaller(request);
  const { identifier, destination } = request.params;
  const awardKey = { identifier, destination };
  const jsonContext = createJsonContext(context, request);
  return {
    db: context.db,
    clock: context.clock,
    awardKey,
    caller,
    baseUrl: jsonContext.base,
    maxAwardBytes: context.maxAwardBytes,
    requireMatch: async (trx) => {
      const ifMatch = request.headers['if-match'];
      if (ifMatch === undefined) return;
      const locked = await readAwardEtagSource(trx, awardKey);
      if (locked === null) throw notFound();
      requireIfMatch(ifMatch, createAwardEtag(locked, jsonContext));
    },
  };
}
