import type { FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import { forbiddenError, notFoundError } from '../errors/refused-error.ts';
import { errorResponses, NoBody } from '../http/api-schemas.ts';
import type { App, AppContext } from '../http/app-context.ts';
import { canReadEverything, requireCaller } from '../http/caller.ts';
import { buildFilterParameters, readFilters } from '../http/list-filters.ts';
import { listRoutes } from '../http/list-routes.ts';
import { pageParameters } from '../http/pagination.ts';
import { parseUuidParam, UuidParams } from '../http/uuid-parameter.ts';
import { giveUpDeadJobs, giveUpJob, retryJob } from './job-log-actions.ts';
import { toJobDetailJson, toJobJson } from './job-log-json.ts';
import { countJobs, findJob, jobFilters, jobOrder, listJobs } from './job-log-queries.ts';
import { JobDetailSchema, JobSchema } from './job-log-schema.ts';

const path = '/api/bridge-jobs/';
const tags = ['openportal'];

/** The bridge's jobs: staff and support read them, staff decide about dead ones. */
export function jobLogRoutes(app: App, context: AppContext): void {
  listRoutes(app, context, {
    path,
    tags,
    operationPrefix: 'bridge_jobs',
    summary: 'List the jobs that the bridge handed over',
    query: Type.Object({ ...pageParameters, ...buildFilterParameters(jobFilters) }),
    item: JobSchema,
    order: jobOrder,
    count: async (request, query) => {
      requireReader(request);
      return countJobs(context.listDb(request), readFilters(jobFilters, query, {}));
    },
    loadRows: async (request, query, { order, page }) => {
      requireReader(request);
      return listJobs(context.listDb(request), readFilters(jobFilters, query, {}), order, page);
    },
    createRowSerializer: () => toJobJson,
  });

  app.get(`${path}:uuid/`, {
    schema: {
      operationId: 'bridge_jobs_retrieve',
      summary: 'A job of the bridge, with what was answered',
      tags,
      params: UuidParams,
      response: { 200: JobDetailSchema, ...errorResponses(404) },
    },
    handler: async (request) => {
      requireReader(request);
      const job = await findJob(context.db, parseUuidParam(request));
      if (job === null) throw notFoundError();
      return toJobDetailJson(job);
    },
  });
  decisionRoutes(app, context);
}

function decisionRoutes(app: App, context: AppContext): void {
  for (const [name, summary, decide] of [
    ['retry', 'Post the answer of a dead job again; staff only', retryJob],
    ['give_up', 'End an open or dead job without an answer; staff only', giveUpJob],
  ] as const) {
    app.post(`${path}:uuid/${name}/`, {
      schema: {
        operationId: `bridge_jobs_${name}`,
        summary,
        tags,
        params: UuidParams,
        response: { 204: NoBody, ...errorResponses(404, 409, 413, 415) },
      },
      handler: async (request, reply) => {
        await decide(context, requireCaller(request), parseUuidParam(request));
        return reply.code(204).send();
      },
    });
  }

  app.post(`${path}give_up_dead/`, {
    schema: {
      operationId: 'bridge_jobs_give_up_dead',
      summary: 'Give up every dead job; staff only',
      tags,
      response: {
        200: Type.Object({ count: Type.Integer({ description: 'How many were given up.' }) }),
        ...errorResponses(413, 415),
      },
    },
    handler: async (request) => ({ count: await giveUpDeadJobs(context, requireCaller(request)) }),
  });
}

/** Throws RefusedError unless the caller may read everything. */
function requireReader(request: FastifyRequest): void {
  if (!canReadEverything(requireCaller(request))) throw forbiddenError();
}
