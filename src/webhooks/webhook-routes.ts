/* The routes of webhooks. */

import type { FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import { eventCatalogue, eventTypes, TEST_EVENT } from '../announcements/event-catalogue.ts';
import { BadInput } from '../award/bad-input.ts';
import { type MessageState, messageStates } from '../database/webhook-schema.ts';
import { conflictError } from '../errors/refused-error.ts';
import { errorResponses, NoBody } from '../http/api-schemas.ts';
import type { App } from '../http/app-context.ts';
import { requireCaller } from '../http/caller.ts';
import { parseTextFilter, parseTimeFilter } from '../http/filter-parameters.ts';
import { listRoutes } from '../http/list-routes.ts';
import { parseUuid, resourcePaths } from '../http/resource-urls.ts';
import { parseUuidParam, UuidParams } from '../http/uuid-parameter.ts';
import * as schema from './webhook-api-schema.ts';
import * as log from './message-log.ts';
import type { WebhookContext } from './webhook-context.ts';
import { toWebhookJson } from './webhook-json.ts';
import * as service from './webhook-service.ts';
import * as store from './webhook-store.ts';

const tags = ['webhooks'];
const path = resourcePaths.webhooks;
const itemPath = `${path}:uuid/`;
const DEFAULT_KEEP_OLD_HOURS = 24;

/** `/api/webhooks/`: staff see and change all, owners of a customer those of the customer. */
export function webhookRoutes(app: App, context: WebhookContext): void {
  readRoutes(app, context);
  writeRoutes(app, context);
  messageRoutes(app, context);
}

function readRoutes(app: App, context: WebhookContext): void {
  const { db, clock } = context;
  const toFilter = (customerUuid: string | undefined) => {
    const text = parseTextFilter(customerUuid, 'customer_uuid');
    return { customerUuid: text && parseUuid(text, 'customer_uuid') };
  };
  listRoutes(app, context, {
    path,
    tags,
    operationPrefix: 'webhooks',
    summary: 'List webhooks',
    query: schema.WebhookQuery,
    item: schema.WebhookSchema,
    order: { name: 'webhook.name', created: 'webhook.created' },
    count: (request, { customer_uuid }) =>
      store.countWebhooks(db, requireCaller(request), toFilter(customer_uuid)),
    loadRows: (request, { customer_uuid }, { order, page }) =>
      store.listWebhooks(db, requireCaller(request), toFilter(customer_uuid), {
        order,
        page,
        now: clock().toISOString(),
      }),
    createRowSerializer: (request) => {
      const base = context.baseUrl(request);
      return (row) => toWebhookJson(row, base);
    },
  });

  app.get(itemPath, {
    schema: {
      operationId: 'webhooks_retrieve',
      summary: 'Retrieve a webhook',
      tags,
      params: UuidParams,
      response: { 200: schema.WebhookSchema, ...errorResponses(404) },
    },
    handler: (request) => loadWebhookJson(context, request, parseUuidParam(request)),
  });

  app.get(resourcePaths.webhookEventTypes, {
    schema: {
      operationId: 'webhook_event_types_list',
      summary: 'The types of events that webhooks can get',
      tags,
      response: { 200: Type.Array(schema.EventTypeSchema), ...errorResponses() },
    },
    handler: async () =>
      eventTypes.map((type) => {
        const { description, audience } = eventCatalogue[type];
        return { event_type: type, description, audience };
      }),
  });
}

function writeRoutes(app: App, context: WebhookContext): void {
  app.post(path, {
    schema: {
      operationId: 'webhooks_create',
      summary: 'Create a webhook',
      description: 'The reply shows its secret, once.',
      tags,
      body: schema.WebhookBody,
      response: { 201: schema.NewWebhookSchema, ...errorResponses(409, 413, 415) },
    },
    handler: async (request, reply) => {
      const { uuid, secret } = await service.createWebhook(
        context,
        requireCaller(request),
        request.body,
      );
      const json = await loadWebhookJson(context, request, uuid);
      return reply.code(201).send({ ...json, secret });
    },
  });

  app.patch(itemPath, {
    schema: {
      operationId: 'webhooks_partial_update',
      summary: 'Change a webhook',
      tags,
      params: UuidParams,
      body: schema.WebhookPatch,
      response: { 200: schema.WebhookSchema, ...errorResponses(404, 413, 415) },
    },
    handler: async (request) => {
      const uuid = parseUuidParam(request);
      await service.changeWebhook(context, requireCaller(request), uuid, request.body);
      return loadWebhookJson(context, request, uuid);
    },
  });

  app.delete(itemPath, {
    schema: {
      operationId: 'webhooks_destroy',
      summary: 'Delete a webhook with its log',
      tags,
      params: UuidParams,
      response: { 204: NoBody, ...errorResponses(404, 409) },
    },
    handler: async (request, reply) => {
      await service.deleteWebhook(context, requireCaller(request), parseUuidParam(request));
      return reply.code(204).send();
    },
  });

  app.post(`${itemPath}rotate-secret/`, {
    schema: {
      operationId: 'webhooks_rotate_secret',
      summary: 'Give a webhook another secret, which is shown once',
      tags,
      params: UuidParams,
      body: schema.RotateBody,
      response: { 200: schema.RotatedSchema, ...errorResponses(404, 409, 413, 415) },
    },
    handler: async (request) => {
      const hours = request.body?.keep_old_hours ?? DEFAULT_KEEP_OLD_HOURS;
      const caller = requireCaller(request);
      return {
        secret: await service.rotateSecret(context, caller, parseUuidParam(request), hours),
      };
    },
  });
}

function messageRoutes(app: App, context: WebhookContext): void {
  const { db, clock } = context;
  listRoutes(app, context, {
    path: `${itemPath}messages/`,
    tags,
    operationPrefix: 'webhooks_messages',
    summary: 'List what was sent to a webhook, the newest first',
    params: UuidParams,
    query: schema.MessageQuery,
    item: schema.MessageSchema,
    order: {},
    count: async (request, { state }) =>
      log.countMessages(db, await findId(context, request), parseState(state)),
    loadRows: async (request, { state }, { page }) =>
      log.listMessages(db, await findId(context, request), parseState(state), page),
    createRowSerializer: () => (row) => row,
  });

  app.post(`${itemPath}test/`, {
    schema: {
      operationId: 'webhooks_test',
      summary: 'Send a message that tests the webhook',
      tags,
      params: UuidParams,
      response: { 200: schema.TestedSchema, ...errorResponses(404, 409) },
    },
    handler: async (request) => {
      const { id, uuid, name } = await requireActive(context, request);
      const timestamp = clock().toISOString();
      const data = {
        message: `This is a test of the webhook “${name}”.`,
        url: `${context.baseUrl(request)}/webhooks/${uuid}`,
      };
      const content = { type: TEST_EVENT, timestamp, data };
      return { event_id: await log.addTestMessage(db, id, content, timestamp) };
    },
  });

  app.post(`${itemPath}replay/`, {
    schema: {
      operationId: 'webhooks_replay',
      summary: 'Send one message again, or all since a time, with the ids that they had',
      tags,
      params: UuidParams,
      body: schema.ReplayBody,
      response: { 200: schema.ReplayedSchema, ...errorResponses(404, 409, 413, 415) },
    },
    handler: async (request) => {
      const { id } = await requireActive(context, request);
      const selection = parseReplay(request.body ?? {});
      return { count: await log.replayMessages(db, id, selection, clock().toISOString()) };
    },
  });
}

async function loadWebhookJson(context: WebhookContext, request: FastifyRequest, uuid: string) {
  const row = await service.requireWebhook(context, requireCaller(request), uuid);
  return toWebhookJson(row, context.baseUrl(request));
}

async function findId(context: WebhookContext, request: FastifyRequest): Promise<number> {
  const uuid = parseUuidParam(request);
  return (await service.requireWebhook(context, requireCaller(request), uuid)).id;
}

async function requireActive(context: WebhookContext, request: FastifyRequest) {
  const uuid = parseUuidParam(request);
  const row = await service.requireWebhook(context, requireCaller(request), uuid);
  if (!row.is_active) throw conflictError('This webhook is not active. Activate it first.');
  return row;
}

function parseState(text: string | undefined): MessageState | undefined {
  const word = parseTextFilter(text, 'state');
  const state = messageStates.find((each) => each === word);
  if (word !== undefined && state === undefined) {
    throw new BadInput('state', `One of ${messageStates.join(', ')} is required.`);
  }
  return state;
}

function parseReplay(body: { event_id?: string; since?: string }): log.ReplaySelection {
  const { event_id: eventId, since } = body;
  if ((eventId === undefined) === (since === undefined)) {
    throw new BadInput('event_id', 'Exactly one of event_id and since is required.');
  }
  if (eventId !== undefined) return { eventId: parseUuid(eventId, 'event_id') };
  const time = parseTimeFilter(since, 'since');
  if (time === undefined) throw new BadInput('since', 'A time is required.');
  return { since: time };
}
