/* Webhooks in the OpenAPI document. */

import { Type } from 'typebox';
import {
  type EventMessage,
  type EventType,
  eventTypes,
  TEST_EVENT,
} from '../announcements/event-catalogue.ts';
import { messageStates, webhookForms } from '../database/webhook-schema.ts';
import {
  nullable,
  Time,
  timeInput,
  Url,
  urlInput,
  Uuid,
  uuidInput,
  wordInput,
} from '../http/api-schemas.ts';
import { pageParameters } from '../http/pagination.ts';
import { resourcePaths } from '../http/resource-urls.ts';
import { webhookStatuses } from './webhook-json.ts';

const NullableTime = nullable(Time);

const EventTypeWord = Type.Unsafe<EventType>({ type: 'string', enum: [...eventTypes] });

const SecretSchema = Type.Object({
  created: Time,
  expires: nullable({
    ...Time,
    description: 'Set once another one replaced it; it signs until then.',
  }),
});

export const WebhookSchema = Type.Object(
  {
    url: Url,
    uuid: Uuid,
    name: Type.String(),
    customer: nullable({ ...Url, description: 'null: events of all customers and of the site.' }),
    customer_uuid: nullable(Uuid),
    customer_name: Type.String(),
    owner_uuid: Uuid,
    owner_full_name: Type.String({
      description: 'Who changed it last and answers for it: it gets what they may see.',
    }),
    destination_url: Url,
    form: Type.Unsafe<(typeof webhookForms)[number]>({ type: 'string', enum: [...webhookForms] }),
    event_types: Type.Array(EventTypeWord),
    is_active: Type.Boolean(),
    status: Type.Unsafe<(typeof webhookStatuses)[number]>({
      type: 'string',
      enum: [...webhookStatuses],
      description:
        'disabled: the service made it inactive. stopped: its owner may not see the events any more.',
    }),
    disabled_reason: Type.String(),
    failing_since: NullableTime,
    last_success: NullableTime,
    last_error: Type.String(),
    waiting: Type.Integer({ description: 'Messages that are not delivered yet.' }),
    secrets: Type.Array(SecretSchema),
    created: Time,
    modified: Time,
  },
  { title: 'Webhook' },
);

const Secret = Type.String({ description: 'Shown only now: whsec_ and base64.' });
export const NewWebhookSchema = Type.Object(
  { ...WebhookSchema.properties, secret: Secret },
  { title: 'NewWebhook' },
);

const fields = {
  name: Type.String({ minLength: 1, maxLength: 150 }),
  destination_url: Type.String({
    maxLength: 2000,
    description:
      'https, without user name; not to private addresses unless the operator allows it.',
    'x-doc': { format: 'uri' },
  }),
  event_types: Type.Array(wordInput(eventTypes), { minItems: 1, maxItems: 100 }),
};
const optionalFields = {
  form: Type.Optional(
    wordInput(webhookForms, 'standard: the event as JSON. slack, teams: a message for people.'),
  ),
  is_active: Type.Optional(Type.Boolean()),
};

export const WebhookBody = Type.Object({
  ...fields,
  ...optionalFields,
  customer: Type.Optional(
    nullable(urlInput('Left out: all customers, for staff only.', resourcePaths.customers)),
  ),
});
export const WebhookPatch = Type.Object({
  ...Type.Partial(Type.Object(fields)).properties,
  ...optionalFields,
});

export const WebhookQuery = Type.Object({
  ...pageParameters,
  customer_uuid: Type.Optional(uuidInput('UUID of the customer.')),
});

export const RotateBody = Type.Object({
  keep_old_hours: Type.Optional(
    Type.Integer({
      minimum: 0,
      maximum: 168,
      description: 'How long the old secrets sign as well; 24 by default.',
    }),
  ),
});
export const RotatedSchema = Type.Object({ secret: Secret });

export const MessageQuery = Type.Object({
  ...pageParameters,
  state: Type.Optional(wordInput(messageStates)),
});
export const MessageSchema = Type.Object(
  {
    event_id: Type.String({ ...Uuid, description: 'The header webhook-id.' }),
    event_type: Type.Unsafe<EventMessage['type']>({
      type: 'string',
      enum: [...eventTypes, TEST_EVENT],
    }),
    identifier: Type.String({ description: 'Of the award; empty where the event is about none.' }),
    destination: Type.String(),
    created: Time,
    state: Type.Unsafe<(typeof messageStates)[number]>({
      type: 'string',
      enum: [...messageStates],
      description: 'failed: it was given up.',
    }),
    next_attempt: NullableTime,
    attempts: Type.Array(
      Type.Object({
        started: Time,
        milliseconds: Type.Integer(),
        status: nullable(Type.Integer({ description: 'null: there was no answer.' })),
        error: nullable(Type.String({ description: 'null: it was delivered.' })),
      }),
    ),
  },
  { title: 'WebhookMessage' },
);

export const ReplayBody = Type.Object({
  event_id: Type.Optional(uuidInput('Sends this one again.')),
  since: Type.Optional(timeInput('Sends every event again that happened since then.')),
});
export const ReplayedSchema = Type.Object({
  count: Type.Integer({
    description: 'Messages that are sent again; those that wait are not counted.',
  }),
});
export const TestedSchema = Type.Object({ event_id: Uuid });

export const EventTypeSchema = Type.Object(
  {
    event_type: EventTypeWord,
    description: Type.String(),
    audience: Type.Unsafe<'customer' | 'site'>({ type: 'string', enum: ['customer', 'site'] }),
  },
  { title: 'EventType' },
);
