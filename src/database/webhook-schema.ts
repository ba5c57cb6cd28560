import type { ColumnType, Generated, GeneratedAlways } from 'kysely';
import type { JsonColumn, Nullable, NullableTimestamp, Timestamp } from './column-types.ts';

/** The tables of webhooks, as `schema.ts` describes them. */
export interface WebhookTables {
  webhook: WebhookTable;
  webhook_secret: WebhookSecretTable;
  webhook_event: WebhookEventTable;
  webhook_message: WebhookMessageTable;
  webhook_attempt: WebhookAttemptTable;
}

export const webhookForms = ['standard', 'slack', 'teams'] as const;
/** How events are written for the receiver. */
export type WebhookForm = (typeof webhookForms)[number];

export const messageStates = ['waiting', 'delivered', 'failed'] as const;
/** failed: it was given up, and is sent again only on request. */
export type MessageState = (typeof messageStates)[number];

interface WebhookTable {
  id: GeneratedAlways<number>;
  uuid: Generated<string>;
  name: string;
  /** null: events of all customers and of the site. */
  customer_id: number | null;
  /** Who answers for it; it stops when they may not see its events any more. */
  owner_id: number;
  destination_url: string;
  form: WebhookForm;
  event_types: ColumnType<string[], string[], string[]>;
  is_active: Generated<boolean>;
  /** Why the service made it inactive; null where a person did, or it is active. */
  disabled_reason: Nullable<string>;
  /** null: the last attempt succeeded, or there was none. */
  failing_since: NullableTimestamp;
  /** Failed attempts in a row. */
  failures: Generated<number>;
  /** No attempt is made before. */
  paused_until: NullableTimestamp;
  /** Whether the receiver asked for that pause (Retry-After). */
  is_pause_asked: Generated<boolean>;
  last_success: NullableTimestamp;
  last_error: Nullable<string>;
  created: Timestamp;
  modified: Timestamp;
}

interface WebhookSecretTable {
  id: GeneratedAlways<number>;
  webhook_id: number;
  sealed: Buffer;
  created: Timestamp;
  /** Set once another secret replaces it; it signs until then. */
  expires: NullableTimestamp;
}

interface WebhookEventTable {
  event_id: string;
  event: string;
  identifier: string;
  destination: string;
  /** An EventMessage. */
  content: JsonColumn<Record<string, unknown>>;
  created: Timestamp;
}

interface WebhookMessageTable {
  id: GeneratedAlways<number>;
  webhook_id: number;
  event_id: string;
  state: Generated<MessageState>;
  created: Timestamp;
}

interface WebhookAttemptTable {
  id: GeneratedAlways<number>;
  message_id: number;
  started: Timestamp;
  milliseconds: number;
  /** null: there was no answer. */
  status: number | null;
  /** null: it was delivered. */
  error: string | null;
}
