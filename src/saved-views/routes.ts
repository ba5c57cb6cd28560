import { VISIBLE_TEXT_PATTERN } from '../http/openapi-rules.ts';
import { Type } from 'typebox';
import { errorResponses, NoBody, Uuid } from '../http/api-schemas.ts';
import type { App, AppContext } from '../http/app-context.ts';
import { requireCaller } from '../http/caller.ts';
import { notFound } from '../http/http-problem.ts';
import { resourcePaths } from '../http/resource-urls.ts';
import { parseUuidParam, UuidParams } from '../http/uuid-parameter.ts';
import { deleteView, findSavedView, listSavedViews, saveView } from './saved-view-store.ts';

const tags = ['openportal-saved-views'];
const path = resourcePaths.savedViews;

const SavedViewSchema = Type.Object(
  {
    uuid: Uuid,
    name: Type.String(),
    query: Type.String({ description: 'The query string of the page with the list, without "?".' }),
    is_own: Type.Boolean(),
  },
  { title: 'SavedView' },
);

const SaveViewBody = Type.Object({
  name: Type.String({ minLength: 1, maxLength: 100, pattern: VISIBLE_TEXT_PATTERN }),
  query: Type.String({ maxLength: 4000 }),
});

/** `/api/openportal-saved-views/`: views of the list of awards that people save. */
export function savedViewRoutes(app: App, { db, clock }: AppContext): void {
  app.get(path, {
    schema: {
      operationId: 'openportal_saved_views_list',
      summary: "The caller's saved views of the list of managed projects, by name",
      tags,
      response: { 200: Type.Array(SavedViewSchema), ...errorResponses() },
    },
    handler: (request) => listSavedViews(db, requireCaller(request)),
  });

  app.get(`${path}:uuid/`, {
    schema: {
      operationId: 'openportal_saved_views_retrieve',
      summary: "Retrieve a saved view, also a colleague's",
      tags,
      params: UuidParams,
      response: { 200: SavedViewSchema, ...errorResponses(404) },
    },
    handler: async (request) => {
      const view = await findSavedView(db, requireCaller(request), parseUuidParam(request));
      if (view === null) throw notFound();
      return view;
    },
  });

  app.post(path, {
    config: { scope: 'review' },
    schema: {
      operationId: 'openportal_saved_views_create',
      summary:
        'Save a view; one of the caller with the same name is replaced and keeps its address',
      tags,
      body: SaveViewBody,
      response: { 201: SavedViewSchema, ...errorResponses(413, 415) },
    },
    handler: async (request, reply) => {
      const { name, query } = request.body;
      const view = { name: name.trim(), query, now: clock().toISOString() };
      return reply.code(201).send(await saveView(db, requireCaller(request), view));
    },
  });

  app.delete(`${path}:uuid/`, {
    config: { scope: 'review' },
    schema: {
      operationId: 'openportal_saved_views_destroy',
      summary: 'Delete a saved view',
      tags,
      params: UuidParams,
      response: { 204: NoBody, ...errorResponses(404) },
    },
    handler: async (request, reply) => {
      const isDeleted = await deleteView(db, requireCaller(request), parseUuidParam(request));
      if (!isDeleted) throw notFound();
      return reply.code(204).send();
    },
  });
}
