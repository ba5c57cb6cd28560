import { type Kysely, sql } from 'kysely';

/** Mail to people: what each chose, what was sent, and which addresses take none (docs/rules/mail.md). */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}

const statements = [
  // language and time_zone: null is the site's. waiting_awards: at_once, hourly or daily.
  `create table mail_preference (
    person_id bigint primary key references person on delete cascade,
    language text,
    time_zone text,
    waiting_awards text not null default 'at_once',
    switched_off text[] not null default '{}',
    constraint mail_preference_waiting_awards
      check (waiting_awards in ('at_once', 'hourly', 'daily'))
  )`,

  // Kinds that are off for the whole site (template_id is null) or for awards of a template.
  `create table mail_switched_off (
    template_id bigint references project_template on delete cascade,
    kind text not null,
    constraint mail_switched_off_unique unique nulls not distinct (template_id, kind)
  )`,

  // Kinds that somebody without an account stopped; sha256 of the email in lower case.
  `create table mail_unsubscribed_email (
    email_digest bytea not null,
    kind text not null,
    created timestamptz not null,
    primary key (email_digest, kind)
  )`,

  // Emails, in lower case, that their mail server refused for good.
  `create table mail_refused_address (
    email text primary key,
    reason text not null,
    refused timestamptz not null
  )`,

  // Awards that wait for a person's next digest.
  `create table mail_digest_item (
    person_id bigint not null references person on delete cascade,
    identifier text not null,
    destination text not null,
    due timestamptz not null,
    primary key (person_id, identifier, destination)
  )`,
  `create index mail_digest_item_due on mail_digest_item (due)`,

  // The log, and what keeps an event from reaching one person twice. payload: what the mail says.
  // state: sending, sent, refused (for good), given_up (after two days), not_sent (address is refused).
  `create table mail_message (
    id bigint generated always as identity primary key,
    uuid uuid not null unique default gen_random_uuid(),
    event_id uuid not null,
    recipient text not null,
    person_id bigint references person on delete set null,
    kind text not null,
    identifier text not null,
    destination text not null,
    payload jsonb not null,
    created timestamptz not null,
    state text not null default 'sending',
    attempts integer not null default 0,
    last_attempt timestamptz,
    first_refused timestamptz,
    finished timestamptz,
    last_error text,
    subject text not null default '',
    sent_again_from uuid,
    constraint mail_message_event unique (event_id, recipient),
    constraint mail_message_state
      check (state in ('sending', 'sent', 'refused', 'given_up', 'not_sent'))
  )`,
  `create index mail_message_created on mail_message (created)`,

  // One row: signs the links that stop mails.
  `create table mail_key (
    is_only boolean primary key default true check (is_only),
    key bytea not null
  )`,
];
