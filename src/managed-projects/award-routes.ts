/* The routes that read awards: the list, its count, and one award. */

import type { FastifyReply, FastifyRequest } from 'fastify';
import { requireCaller } from '../http/caller.ts';
import { toDecisionTime } from '../award/existing-award.ts';
import { resourcePaths } from '../http/resource-urls.ts';
import { isNotModified } from '../http/conditional-requests.ts';
import { listRoutes } from '../http/list-routes.ts';
import { readAsCaller, withProvenCaller } from '../http/prove-caller.ts';
import type { ReplyBuffer } from '../http/reply-buffer.ts';
import { sendJson } from '../http/send-json.ts';
import { notFound } from '../http/http-problem.ts';
import type { App, AppContext } from '../http/app-context.ts';
import { NoBody, errorResponses } from '../http/api-schemas.ts';
import type { AwardKey } from './decision-input.ts';
import { parseAwardFilter } from './parse-award-filter.ts';
import { orderNames } from './award-list-sql.ts';
import { countAwards, listAwards } from './list-awards.ts';
import { createAwardEtag } from './award-etag.ts';
import type { AwardJsonContext } from './award-json.ts';
import { AwardKeyParams, ListQuery, ManagedProjectSchema } from './api-schema.ts';
import { findAward, findAwardEtagSource } from './find-award.ts';

export const awardTags = ['openportal-managed-projects'];
/** The path of one award; what is done to it follows. */
export const awardPath = `${resourcePaths.managedProjects}:identifier/:destination/`;

/** What the JSON of awards in the reply to this request depends on beside the awards. */
export function createJsonContext(context: AppContext, request: FastifyRequest): AwardJsonContext {
  return {
    base: context.baseUrl(request),
    portal: context.portal(),
    today: toDecisionTime(context.clock()).today,
  };
}

/** Lists awards, and gives one of them. */
export function awardReadRoutes(app: App, context: AppContext): void {
  const filterAt = (query: Parameters<typeof parseAwardFilter>[0]) =>
    parseAwardFilter(query, context.clock());
  listRoutes(app, context, {
    path: resourcePaths.managedProjects,
    tags: awardTags,
    operationPrefix: 'openportal_managed_projects',
    summary: 'List all managed projects',
    query: ListQuery,
    item: ManagedProjectSchema,
    order: orderNames,
    count: (request, query) =>
      countAwards(
        context.listDb(request),
        requireCaller(request),
        filterAt(query),
        context.portal(),
      ),
    loadJson: (request, query, page) => {
      const filter = filterAt(query);
      const jsonContext = createJsonContext(context, request);
      return readAsCaller(request, (caller, proof) =>
        listAwards(context.listDb(request), caller, filter, jsonContext, {
          ...page,
          maxBytes: context.maxReplyBytes,
          proof,
        }),
      );
    },
  });

  app.get(awardPath, {
    config: { provesCaller: true },
    attachValidation: true,
    schema: {
      operationId: 'openportal_managed_projects_retrieve_get',
      summary: 'Retrieve a managed project',
      tags: awardTags,
      params: AwardKeyParams,
      response: {
        200: ManagedProjectSchema,
        304: { ...NoBody, description: 'Not modified' },
        ...errorResponses(404),
      },
    },
    handler: (request, reply) =>
      withProvenCaller(request, async () => {
        const json = await loadChangedAwardJson(context, request, reply);
        return json === null ? reply.code(304).send() : sendJson(reply, json);
      }),
  });

  app.head(awardPath, {
    schema: {
      operationId: 'openportal_managed_projects_retrieve_head',
      summary: 'Check if a managed project exists',
      tags: awardTags,
      params: AwardKeyParams,
      response: {
        200: NoBody,
        304: { ...NoBody, description: 'Not modified' },
        ...errorResponses(404),
      },
    },
    handler: async (request, reply) => {
      const json = await loadChangedAwardJson(context, request, reply);
      // The clients' operation counts by this header.
      return reply
        .header('x-result-count', '1')
        .code(json === null ? 304 : 200)
        .send();
    },
  });
}

/**
 * The award as JSON, its ETag set on the reply; null where If-None-Match names what it is now.
 * Throws a 404 where there is no award that the caller may see.
 */
async function loadChangedAwardJson(
  context: AppContext,
  request: FastifyRequest<{ Params: AwardKey }>,
  reply: FastifyReply,
): Promise<ReplyBuffer | null> {
  const ifNoneMatch = request.headers['if-none-match'];
  if (ifNoneMatch !== undefined) {
    const { award } = await readAsCaller(request, (caller, proof) =>
      findAwardEtagSource(context.db, request.params, caller, proof),
    );
    if (award === null) throw notFound();
    const etag = createAwardEtag(award, createJsonContext(context, request));
    reply.header('etag', etag);
    if (isNotModified(ifNoneMatch, etag)) return null;
  }
  return loadAwardJson(context, request, reply);
}

/** The same whatever If-None-Match says. */
export async function loadAwardJson(
  context: AppContext,
  request: FastifyRequest<{ Params: AwardKey }>,
  reply: FastifyReply,
): Promise<ReplyBuffer> {
  const jsonContext = createJsonContext(context, request);
  const { award } = await readAsCaller(request, (caller, proof) =>
    findAward(context.db, request.params, caller, jsonContext, proof),
  );
  if (award === null) throw notFound();
  reply.header('etag', createAwardEtag(award, jsonContext));
  return award.json;
}
