/* The routes of invitations. */

import type { FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import { errorResponses, NoBody } from '../http/api-schemas.ts';
import type { App, AppContext } from '../http/app-context.ts';
import { requireCaller } from '../http/caller.ts';
import { buildFilterParameters, readFilters } from '../http/list-filters.ts';
import { listRoutes } from '../http/list-routes.ts';
import { pageParameters } from '../http/pagination.ts';
import { type BaseUrl, resourcePaths } from '../http/resource-urls.ts';
import { FieldQuery } from '../http/select-fields.ts';
import { parseUuidParam, UuidParams } from '../http/uuid-parameter.ts';
import { getRole } from '../roles/role-catalog.ts';
import {
  cancelInvitation,
  createInvitation,
  requireInvitation,
  sendInvitation,
} from './invitation-service.ts';
import {
  countInvitations,
  type InvitationRow,
  invitationFilters,
  invitationOrder,
  listInvitations,
} from './invitation-store.ts';
import { InvitationBody, InvitationSchema } from './schema.ts';

const path = resourcePaths.userInvitations;
const tags = ['user-invitations'];
/** Clients read a time without looking. */
const NEVER = '9999-12-31T23:59:59.000000Z';

/** `/api/user-invitations/`: people invited by email to projects and customers. */
export function userInvitationRoutes(app: App, context: AppContext): void {
  listRoutes(app, context, {
    path,
    tags,
    operationPrefix: 'user_invitations',
    summary: 'List the open invitations that you manage',
    query: Type.Object({ ...pageParameters, ...buildFilterParameters(invitationFilters) }),
    item: InvitationSchema,
    order: invitationOrder,
    count: (request, query) => {
      const condition = readFilters(invitationFilters, query, {});
      return countInvitations(context.listDb(request), requireCaller(request), condition);
    },
    loadRows: (request, query, { order, page }) => {
      const condition = readFilters(invitationFilters, query, {});
      return listInvitations(
        context.listDb(request),
        requireCaller(request),
        condition,
        order,
        page,
      );
    },
    createRowSerializer: (request) => {
      const base = context.baseUrl(request);
      return (row) => toInvitationJson(row, base);
    },
  });

  app.get(`${path}:uuid/`, {
    schema: {
      operationId: 'user_invitations_retrieve',
      summary: 'Retrieve an open invitation',
      tags,
      params: UuidParams,
      querystring: FieldQuery,
      response: { 200: InvitationSchema, ...errorResponses(404) },
    },
    handler: async (request) => {
      const row = await requireInvitation(context, requireCaller(request), parseUuidParam(request));
      return toInvitationJson(row, context.baseUrl(request));
    },
  });
  writeRoutes(app, context);
}

function writeRoutes(app: App, context: AppContext): void {
  app.post(path, {
    schema: {
      operationId: 'user_invitations_create',
      summary: 'Invite somebody by email; who has signed in with it joins at once',
      tags,
      body: InvitationBody,
      response: { 201: InvitationSchema, ...errorResponses(403, 404, 409, 413, 415) },
    },
    handler: async (request, reply) => {
      const caller = requireCaller(request);
      const { isAccepted, ...row } = await createInvitation(context, caller, request.body);
      const json = toInvitationJson(row, context.baseUrl(request));
      return reply.code(201).send(isAccepted ? { ...json, state: 'accepted' as const } : json);
    },
  });

  const cancel = (request: FastifyRequest): Promise<void> =>
    cancelInvitation(context, requireCaller(request), parseUuidParam(request));

  app.post(`${path}:uuid/cancel/`, {
    schema: {
      operationId: 'user_invitations_cancel',
      summary: 'Withdraw an invitation',
      tags,
      params: UuidParams,
      response: { 200: NoBody, ...errorResponses(403, 404, 409, 413, 415) },
    },
    handler: async (request, reply) => {
      await cancel(request);
      return reply.send();
    },
  });

  app.delete(`${path}:uuid/`, {
    schema: {
      operationId: 'user_invitations_destroy',
      summary: 'Withdraw an invitation',
      tags,
      params: UuidParams,
      response: { 204: NoBody, ...errorResponses(403, 404, 409) },
    },
    handler: async (request, reply) => {
      await cancel(request);
      return reply.code(204).send();
    },
  });

  app.post(`${path}:uuid/send/`, {
    schema: {
      operationId: 'user_invitations_send',
      summary:
        'Send the mail of an invitation again; refused where this site sends no mail, or none of this kind',
      tags,
      params: UuidParams,
      response: { 200: NoBody, ...errorResponses(403, 404, 409, 413, 415) },
    },
    handler: async (request, reply) => {
      await sendInvitation(context, requireCaller(request), parseUuidParam(request));
      return reply.send();
    },
  });
}

function toInvitationJson(row: InvitationRow, base: BaseUrl) {
  const { scope_id: _, expiration_time, ...fields } = row;
  const role = getRole(row.role_name);
  return {
    ...fields,
    url: `${base}${path}${row.uuid}/`,
    role: role.uuid,
    role_description: role.description,
    expires: expiration_time ?? NEVER,
    state: 'pending' as const,
    execution_state: 'OK' as const,
    error_message: '',
    created_by_image: null,
  };
}
