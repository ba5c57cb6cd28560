/* The routes by which reviewers share the work on awards. Not in Waldur. */

import { Type } from 'typebox';
import { errorResponses, NoBody } from '../http/api-schemas.ts';
import type { App, AppContext } from '../http/app-context.ts';
import { type Caller, requireCaller } from '../http/caller.ts';
import { forbidden, notFound } from '../http/http-problem.ts';
import { parseUuid, resourcePaths } from '../http/resource-urls.ts';
import { parseUuidParam, UuidParams } from '../http/uuid-parameter.ts';
import { requireVisibleTemplate } from '../templates/template-service.ts';
import { AwardKeyParams } from './api-schema.ts';
import { assignAward } from './assign-award.ts';
import { loadAwardContext } from './award-context.ts';
import { awardPath, awardTags as tags } from './award-routes.ts';
import { reportViewer } from './award-viewers.ts';
import type { AwardKey } from './decision-input.ts';
import { findInternalNoteAccess } from './internal-notes.ts';
import { listColleagues, listReviewers } from './reviewer-store.ts';
import {
  AssignBody,
  AwardContextSchema,
  ReviewerSchema,
  ViewerSchema,
} from './shared-work-schema.ts';

/** Who takes care of an award, who looks at it, who may decide, and what is known beside it. */
export function sharedWorkRoutes(app: App, context: AppContext): void {
  app.post(`${awardPath}assign/`, {
    config: { scope: 'review' },
    schema: {
      operationId: 'openportal_managed_projects_assign',
      summary: 'Let a reviewer take care of a managed project',
      tags,
      params: AwardKeyParams,
      body: AssignBody,
      response: { 200: NoBody, ...errorResponses(403, 404, 413, 415) },
    },
    handler: async (request, reply) => {
      const { user_uuid: uuid } = request.body;
      const assignee = uuid === null ? null : parseUuid(uuid, 'user_uuid');
      await assignAward(context, request.params, requireCaller(request), assignee);
      return reply.send();
    },
  });

  app.post(`${awardPath}viewers/`, {
    // Sent by pages, again and again while they are open.
    config: { scope: 'read', isUnattended: true },
    schema: {
      operationId: 'openportal_managed_projects_viewers_report',
      summary: 'Report that the caller looks at a managed project; returns who else does',
      tags,
      params: AwardKeyParams,
      response: { 200: Type.Array(ViewerSchema), ...errorResponses(403, 404) },
    },
    handler: async (request) => {
      const caller = requireCaller(request);
      await requireAuditReader(context, request.params, caller);
      return reportViewer(context, request.params, caller);
    },
  });

  app.get(`${awardPath}context/`, {
    schema: {
      operationId: 'openportal_managed_projects_context',
      summary:
        'What is known beside a managed project: what was granted, other awards of its members',
      tags,
      params: AwardKeyParams,
      response: { 200: AwardContextSchema, ...errorResponses(403, 404) },
    },
    handler: async (request) => {
      const caller = requireCaller(request);
      await requireAuditReader(context, request.params, caller);
      return loadAwardContext(context.db, request.params, caller);
    },
  });

  app.get(`${resourcePaths.managedProjects}reviewers/`, {
    schema: {
      operationId: 'openportal_managed_projects_reviewers_list',
      summary: 'Who may decide about awards of templates that the caller sees',
      tags,
      response: { 200: Type.Array(ReviewerSchema), ...errorResponses() },
    },
    handler: async (request) => {
      const reviewers = await listColleagues(context.db, requireCaller(request));
      return reviewers.map(({ id: _, ...reviewer }) => reviewer);
    },
  });

  app.get(`${resourcePaths.templates}:uuid/reviewers/`, {
    schema: {
      operationId: 'openportal_project_template_reviewers_list',
      summary: 'Who may decide about the awards of a template',
      tags: ['openportal-project-template'],
      params: UuidParams,
      response: { 200: Type.Array(ReviewerSchema), ...errorResponses(404) },
    },
    handler: async (request) => {
      const uuid = parseUuidParam(request);
      const template = await requireVisibleTemplate(context, requireCaller(request), uuid);
      const reviewers = await listReviewers(context.db, template.id);
      return reviewers.map(({ id: _, ...reviewer }) => reviewer);
    },
  });
}

/** Throws a 404 where the caller sees no such award, and a 403 for plain members of its project. */
async function requireAuditReader(
  { db }: AppContext,
  awardKey: AwardKey,
  caller: Caller,
): Promise<void> {
  const access = await findInternalNoteAccess(db, awardKey, caller);
  if (access === null) throw notFound();
  if (!access.mayRead) throw forbidden('Members of a project may not read this of its award.');
}
