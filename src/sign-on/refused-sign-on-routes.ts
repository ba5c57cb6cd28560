import type { FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import { forbiddenError, notFoundError } from '../errors/refused-error.ts';
import { errorResponses, NoBody, Time, Uuid } from '../http/api-schemas.ts';
import type { App, AppContext } from '../http/app-context.ts';
import { canReadEverything, requireCaller, requireStaff } from '../http/caller.ts';
import { listRoutes } from '../http/list-routes.ts';
import { pageParameters } from '../http/pagination.ts';
import { parseUuidParam, UuidParams } from '../http/uuid-parameter.ts';
import {
  countRefusedSignOns,
  deleteRefusedSignOn,
  listRefusedSignOns,
} from './refused-sign-on-store.ts';

const path = '/api/refused-sign-ons/';
const tags = ['access'];

const RefusedSignOnSchema = Type.Object(
  {
    uuid: Uuid,
    provider: Type.String({ description: 'Slug of the OpenID provider.' }),
    issuer: Type.String(),
    subject: Type.String({ description: 'With the provider, what links the identity to a user.' }),
    problem: Type.String({ description: 'unknown, unverified, inactive or taken.' }),
    username: Type.String(),
    full_name: Type.String(),
    email: Type.String(),
    is_email_verified: Type.Boolean({
      description: 'Whether the provider has verified the email.',
    }),
    first_refused: Time,
    last_refused: Time,
    attempts: Type.Integer(),
  },
  { title: 'RefusedSignOn' },
);

const order = {
  first_refused: 'refused_sign_on.first_refused',
  last_refused: 'refused_sign_on.last_refused',
  full_name: 'refused_sign_on.full_name',
};

/** `/api/refused-sign-ons/`: who was refused at sign-on, for staff to link or to dismiss. */
export function refusedSignOnRoutes(app: App, context: AppContext): void {
  listRoutes(app, context, {
    path,
    tags,
    operationPrefix: 'refused_sign_ons',
    summary: 'List who was refused at sign-on',
    query: Type.Object(pageParameters),
    item: RefusedSignOnSchema,
    order,
    count: async (request) => {
      requireReader(request);
      return countRefusedSignOns(context.db);
    },
    loadRows: async (request, _query, { order: by, page }) => {
      requireReader(request);
      return listRefusedSignOns(context.db, by, page);
    },
    createRowSerializer: () => (row) => row,
  });

  app.delete(`${path}:uuid/`, {
    schema: {
      operationId: 'refused_sign_ons_destroy',
      summary: 'Take somebody off the list; linking their identity does so too',
      tags,
      params: UuidParams,
      response: { 204: NoBody, ...errorResponses(404) },
    },
    handler: async (request, reply) => {
      requireStaff(requireCaller(request));
      if (!(await deleteRefusedSignOn(context.db, parseUuidParam(request)))) throw notFoundError();
      return reply.code(204).send();
    },
  });
}

/** Staff and support. Throws RefusedError for others. */
function requireReader(request: FastifyRequest): void {
  if (!canReadEverything(requireCaller(request))) throw forbiddenError();
}
