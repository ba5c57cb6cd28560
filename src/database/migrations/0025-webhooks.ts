import { type Kysely, sql } from 'kysely';

/** Webhooks: where events are sent, with which secrets, and what became of each attempt. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}

const statements = [
  `create table webhook (
    id bigint generated always as identity primary key,
    uuid uuid not null default gen_random_uuid() unique,
    name text not null,
    customer_id bigint references customer on delete cascade,
    owner_id bigint not null references person,
    destination_url text not null,
    form text not null,
    event_types text[] not null,
    is_active boolean not null default true,
    disabled_reason text,
    failing_since timestamptz,
    failures integer not null default 0,
    paused_until timestamptz,
    last_success timestamptz,
    last_error text,
    created timestamptz not null,
    modified timestamptz not null,
    constraint webhook_form_known check (form in ('standard', 'slack', 'teams'))
  )`,
  'create index webhook_customer on webhook (customer_id)',

  // Encrypted under a key that is not in the database.
  `create table webhook_secret (
    id bigint generated always as identity primary key,
    webhook_id bigint not null references webhook on delete cascade,
    sealed bytea not null,
    created timestamptz not null,
    expires timestamptz
  )`,
  'create index webhook_secret_webhook on webhook_secret (webhook_id)',

  // One row for each event, whatever number of webhooks gets it.
  `create table webhook_event (
    event_id uuid primary key,
    event text not null,
    identifier text not null,
    destination text not null,
    content jsonb not null,
    created timestamptz not null
  )`,
  'create index webhook_event_created on webhook_event (created)',

  `create table webhook_message (
    id bigint generated always as identity primary key,
    webhook_id bigint not null references webhook on delete cascade,
    event_id uuid not null references webhook_event on delete cascade,
    state text not null default 'waiting',
    created timestamptz not null,
    constraint webhook_message_unique unique (webhook_id, event_id),
    constraint webhook_message_state_known check (state in ('waiting', 'delivered', 'failed'))
  )`,
  'create index webhook_message_event on webhook_message (event_id)',
  'create index webhook_message_log on webhook_message (webhook_id, id)',

  `create table webhook_attempt (
    id bigint generated always as identity primary key,
    message_id bigint not null references webhook_message on delete cascade,
    started timestamptz not null,
    milliseconds integer not null,
    status integer,
    error text
  )`,
  'create index webhook_attempt_message on webhook_attempt (message_id, id)',

  `create index outbox_recipient on outbox (kind, recipient, id) where recipient <> ''`,
];
