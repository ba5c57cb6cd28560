import type { OpenApiWebhooks } from '../http/openapi.ts';
import {
  createMessageSchema,
  type EventMessage,
  eventCatalogue,
  eventTypes,
  TEST_EVENT,
} from './event-catalogue.ts';

const headers = [
  { name: 'webhook-id', description: 'Of the event: the same for every attempt and replay.' },
  { name: 'webhook-timestamp', description: 'Unix time of the attempt, in seconds.' },
  {
    name: 'webhook-signature',
    description: '`v1,` and base64 for each secret, with spaces between.',
  },
].map((header) => ({ ...header, in: 'header', required: true, schema: { type: 'string' } }));

/** The section `webhooks` of the OpenAPI document: a request for each event type. */
export function describeWebhooks(): OpenApiWebhooks {
  const messages: EventMessage['type'][] = [...eventTypes, TEST_EVENT];
  return Object.fromEntries(messages.map((type) => [type, { post: describeMessage(type) }]));
}

function describeMessage(type: EventMessage['type']): Record<string, unknown> {
  return {
    operationId: `event_${type.replaceAll('.', '_')}`,
    summary:
      type === TEST_EVENT ? 'A message that tests a webhook.' : eventCatalogue[type].description,
    tags: ['webhooks'],
    parameters: headers,
    requestBody: {
      required: true,
      content: { 'application/json': { schema: createMessageSchema(type) } },
    },
    responses: {
      '2XX': { description: 'The event has arrived. Any other answer is tried again.' },
      '410': { description: 'The receiver wants no more messages: the webhook is disabled.' },
    },
  };
}
