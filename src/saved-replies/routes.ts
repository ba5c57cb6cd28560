import { VISIBLE_TEXT_PATTERN } from '../http/openapi-rules.ts';
import { Type } from 'typebox';
import { errorResponses, NoBody, Uuid } from '../http/api-schemas.ts';
import type { App, AppContext } from '../http/app-context.ts';
import { requireCaller } from '../http/caller.ts';
import { notFound } from '../http/http-problem.ts';
import { resourcePaths } from '../http/resource-urls.ts';
import { parseUuidParam, UuidParams } from '../http/uuid-parameter.ts';
import { deleteReply, listSavedReplies, saveReply } from './saved-reply-store.ts';

const tags = ['openportal-saved-replies'];
const path = resourcePaths.savedReplies;

const SavedReplySchema = Type.Object(
  {
    uuid: Uuid,
    title: Type.String(),
    text: Type.String(),
    is_shared: Type.Boolean({ description: 'Everybody can use it.' }),
    is_own: Type.Boolean({ description: 'The caller may delete it.' }),
    author_full_name: Type.String(),
  },
  { title: 'SavedReply' },
);

const SaveReplyBody = Type.Object({
  title: Type.String({ minLength: 1, maxLength: 100, pattern: VISIBLE_TEXT_PATTERN }),
  text: Type.String({ minLength: 1, maxLength: 2000, pattern: VISIBLE_TEXT_PATTERN }),
  is_shared: Type.Optional(Type.Boolean()),
});

/** `/api/openportal-saved-replies/`: comments that reviewers use again. */
export function savedReplyRoutes(app: App, { db, clock }: AppContext): void {
  app.get(path, {
    schema: {
      operationId: 'openportal_saved_replies_list',
      summary: "The caller's saved replies and the shared ones, by title",
      tags,
      response: { 200: Type.Array(SavedReplySchema), ...errorResponses() },
    },
    handler: (request) => listSavedReplies(db, requireCaller(request)),
  });

  app.post(path, {
    config: { scope: 'review' },
    schema: {
      operationId: 'openportal_saved_replies_create',
      summary:
        'Save a reply; one of the caller with the same title is replaced. Staff may share it',
      tags,
      body: SaveReplyBody,
      response: { 201: SavedReplySchema, ...errorResponses(403, 413, 415) },
    },
    handler: async (request, reply) => {
      const { title, text, is_shared: isShared = false } = request.body;
      const now = clock().toISOString();
      const saved = { title: title.trim(), text: text.trim(), isShared, now };
      return reply.code(201).send(await saveReply(db, requireCaller(request), saved));
    },
  });

  app.delete(`${path}:uuid/`, {
    config: { scope: 'review' },
    schema: {
      operationId: 'openportal_saved_replies_destroy',
      summary: 'Delete a saved reply',
      tags,
      params: UuidParams,
      response: { 204: NoBody, ...errorResponses(404) },
    },
    handler: async (request, reply) => {
      const isDeleted = await deleteReply(db, requireCaller(request), parseUuidParam(request));
      if (!isDeleted) throw notFound();
      return reply.code(204).send();
    },
  });
}
