/* Turns errors into replies, for every route. */

import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { BadInput } from '../award/bad-input.ts';
import { DecisionRefusedError } from '../award/decision-refused-error.ts';
import { isDatabaseReadOnly, isDatabaseUnavailable } from '../database/database-unavailable.ts';
import {
  isCanceledStatement,
  isRefusedByMaintenance,
  isUnstorableInput,
} from '../database/sql-state.ts';
import { RefusedError } from '../errors/refused-error.ts';
import { getClientIp } from './client-ip.ts';
import {
  badRequest,
  conflict,
  forbidden,
  HttpProblem,
  invalidField,
  MaintenanceProblem,
  notFound,
} from './http-problem.ts';
import { isSearch } from './search-requests.ts';
import { toValidationProblem } from './request-validation.ts';

/** The one place that turns an error thrown by a route into a reply (docs/rules/api.md, Errors). */
export function setErrorHandler(app: FastifyInstance): void {
  app.setErrorHandler(async (error: FastifyError, request, reply) => {
    const problem = toHttpProblem(error, request);
    const isFault = problem.status >= 500 && !(problem instanceof MaintenanceProblem);
    if (isFault) request.log.error({ err: error }, 'request failed');
    if (loggedStatuses.has(problem.status)) logRefusal(request, problem.status);
    return sendProblem(reply, problem);
  });
}

/** Refusals that operators want to see: not signed in, not permitted, too many requests. */
const loggedStatuses = new Set([401, 403, 429]);

/** Logs the route's pattern, not the path: a path may contain a secret. */
function logRefusal(request: FastifyRequest, status: number): void {
  const { method, routeOptions } = request;
  const caller = request.caller?.uuid ?? null;
  request.log.warn(
    {
      event: 'refused',
      status,
      method,
      route: routeOptions.url,
      caller,
      address: getClientIp(request),
    },
    'refused',
  );
}

async function sendProblem(reply: FastifyReply, problem: HttpProblem): Promise<FastifyReply> {
  return reply
    .code(problem.status)
    .headers(problem.headers)
    .type('application/json; charset=utf-8')
    .send(JSON.stringify(problem.body));
}

function toHttpProblem(error: FastifyError, request: FastifyRequest): HttpProblem {
  if (error instanceof HttpProblem) return error;
  if (error instanceof RefusedError) return toRefusalProblem(error);
  if (error instanceof BadInput) return invalidField(error.field, error.rule);
  if (error instanceof DecisionRefusedError) return toDecisionProblem(error);
  if (error.validation) return toValidationProblem(error.validation);
  if (isUnstorableInput(error)) return badRequest('A value cannot be stored.');
  if (isCanceledStatement(error) && isSearch(request)) return createSlowSearchProblem();
  if (isRefusedByMaintenance(error)) return new MaintenanceProblem();
  if (isDatabaseReadOnly(error))
    return createUnavailableProblem('The database is read-only at present.');
  if (isDatabaseUnavailable(error))
    return createUnavailableProblem('The database is not available.');
  if (error.code === 'FST_ERR_BAD_URL') return notFound();
  if (error.statusCode !== undefined && error.statusCode >= 400 && error.statusCode < 500) {
    return new HttpProblem(error.statusCode, { detail: error.message });
  }
  return new HttpProblem(500, {
    detail: 'Internal server error.',
    request_id: request.id,
  });
}

function toRefusalProblem({ code, message }: RefusedError): HttpProblem {
  const statuses = { forbidden: 403, not_found: 404, conflict: 409 };
  return new HttpProblem(statuses[code], { detail: message });
}

function toDecisionProblem(error: DecisionRefusedError): HttpProblem {
  switch (error.code) {
    case 'embargoed':
      return forbidden(error.message);
    case 'bad_project':
      return invalidField('project_uuid', error.message);
    default:
      return conflict(error.message);
  }
}

/** 503, since the same search may succeed when the database has less to do. */
function createSlowSearchProblem(): HttpProblem {
  const detail = 'This search took too long. Search for more letters, or add another filter.';
  return new HttpProblem(503, { detail }, { 'retry-after': '5' });
}

function createUnavailableProblem(reason: string): HttpProblem {
  const body = { detail: `${reason} Try again later.` };
  return new HttpProblem(503, body, { 'retry-after': '5' });
}
