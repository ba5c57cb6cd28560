import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { BadInput } from '../award/bad-input.ts';
import { DecisionRefused } from '../award/review.ts';
import { isUnstorableInput } from '../database/sql-state.ts';
import { isDatabaseUnavailable } from '../database/unavailable.ts';
import { addressOf } from './client-address.ts';
import { badField, badRequest, conflict, forbidden, HttpProblem, notFound } from './problem.ts';
import { validationProblem } from './validation.ts';

/** Turns whatever a route throws into the replies of api.md; only here. */
export function setErrorHandler(app: FastifyInstance): void {
  app.setErrorHandler(async (error: FastifyError, request, reply) => {
    const problem = problemOf(error, request);
    if (problem.status >= 500) request.log.error({ err: error }, 'request failed');
    if (refusals.has(problem.status)) logRefusal(request, problem.status);
    return send(reply, problem);
  });
}

/** Nobody is known, they may not, or they ask too often. */
const refusals = new Set([401, 403, 429]);

/** Who was refused what, from where: the route's pattern, as a path may hold what is secret. */
function logRefusal(request: FastifyRequest, status: number): void {
  const { method, routeOptions } = request;
  const caller = request.caller?.uuid ?? null;
  const address = addressOf(request);
  request.log.warn(
    { event: 'refused', status, method, route: routeOptions.url, caller, address },
    'refused',
  );
}

async function send(reply: FastifyReply, problem: HttpProblem): Promise<FastifyReply> {
  return reply
    .code(problem.status)
    .headers(problem.headers)
    .type('application/json; charset=utf-8')
    .send(JSON.stringify(problem.body));
}

function problemOf(error: FastifyError, request: FastifyRequest): HttpProblem {
  if (error instanceof HttpProblem) return error;
  if (error instanceof BadInput) return badField(error.field, error.rule);
  if (error instanceof DecisionRefused) return decisionProblem(error);
  if (error.validation) return validationProblem(error.validation);
  if (isUnstorableInput(error)) return badRequest('A value cannot be stored.');
  if (isDatabaseUnavailable(error)) return unavailable();
  if (error.code === 'FST_ERR_BAD_URL') return notFound();
  if (error.statusCode !== undefined && error.statusCode >= 400 && error.statusCode < 500) {
    return new HttpProblem(error.statusCode, { detail: error.message });
  }
  return new HttpProblem(500, {
    detail: 'Something went wrong on our side.',
    request_id: request.id,
  });
}

function decisionProblem(refused: DecisionRefused): HttpProblem {
  switch (refused.code) {
    case 'embargoed':
      return forbidden(refused.message);
    case 'bad_project':
      return badField('project_uuid', refused.message);
    default:
      return conflict(refused.message);
  }
}

function unavailable(): HttpProblem {
  const body = { detail: 'The database is not available. Try again shortly.' };
  return new HttpProblem(503, body, { 'retry-after': '5' });
}
