/* The routes of internal notes on awards. */

import { Type } from 'typebox';
import { requireCaller } from '../http/caller.ts';
import { forbidden, notFound } from '../http/http-problem.ts';
import type { App, AppContext } from '../http/app-context.ts';
import { errorResponses, Time, Uuid } from '../http/api-schemas.ts';
import { awardPath, awardTags as tags } from './award-routes.ts';
import { addInternalNote, findInternalNoteAccess, listInternalNotes } from './internal-notes.ts';
import { AddNoteBody, AwardKeyParams } from './api-schema.ts';

const internalNotesPath = `${awardPath}internal-notes/`;

const InternalNoteSchema = Type.Object(
  {
    uuid: Uuid,
    text: Type.String(),
    created: Time,
    author_full_name: Type.String(),
    author_uuid: Uuid,
    mentions: Type.Array(
      Type.Object({ uuid: Uuid, username: Type.String(), full_name: Type.String() }),
      { description: 'Reviewers of the award whom the text names as @username.' },
    ),
  },
  { title: 'InternalNote' },
);

/** Notes beside an award that its awarding portal never gets. Not in Waldur. */
export function internalNoteRoutes(app: App, context: AppContext): void {
  app.get(internalNotesPath, {
    schema: {
      operationId: 'openportal_managed_projects_internal_notes_list',
      summary: 'List the internal notes of a managed project',
      tags,
      params: AwardKeyParams,
      response: { 200: Type.Array(InternalNoteSchema), ...errorResponses(403, 404) },
    },
    handler: async (request) => {
      const caller = requireCaller(request);
      const access = await findInternalNoteAccess(context.db, request.params, caller);
      if (access === null) throw notFound();
      if (!access.mayRead) {
        throw forbidden('Members of a project may not read the internal notes of its award.');
      }
      return listInternalNotes(context.db, request.params);
    },
  });

  app.post(internalNotesPath, {
    config: { scope: 'review' },
    schema: {
      operationId: 'openportal_managed_projects_internal_notes_create',
      summary: 'Add an internal note, which is never sent to the awarding portal',
      tags,
      params: AwardKeyParams,
      body: AddNoteBody,
      response: { 201: InternalNoteSchema, ...errorResponses(403, 404, 413, 415) },
    },
    handler: async (request, reply) => {
      const caller = requireCaller(request);
      const access = await findInternalNoteAccess(context.db, request.params, caller);
      if (access === null) throw notFound();
      if (!caller.isStaff && !access.isReviewer) throw forbidden();
      const note = await addInternalNote(context.db, request.params, {
        text: request.body.text,
        author: caller.personId,
        now: context.clock().toISOString(),
      });
      return reply.code(201).send(note);
    },
  });
}
