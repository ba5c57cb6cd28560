import { type Kysely, sql } from 'kysely';

/** Sign-on elsewhere, scopes, service accounts, reset links, attempts, and who changed what. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}

const statements = [
  // A program's account: it has tokens, never a password or a session.
  `alter table person
    add column is_service_account boolean not null default false,
    add constraint person_service_account_has_no_password
      check (not is_service_account or password_hash is null)`,

  // Who somebody is elsewhere. An e-mail address is not an identity.
  `create table person_identity (
    id bigint generated always as identity primary key,
    uuid uuid not null unique default gen_random_uuid(),
    person_id bigint not null references person,
    issuer text not null,
    subject text not null,
    created timestamptz not null,
    last_used timestamptz,
    constraint person_identity_unique unique (issuer, subject)
  )`,
  `create index person_identity_person on person_identity (person_id)`,

  // A sign-on under way: used once, by the browser that began it.
  `create table sign_on (
    digest bytea primary key,
    provider text not null,
    state text not null,
    nonce text not null,
    verifier text not null,
    next text not null,
    person_id bigint references person,
    expires timestamptz not null
  )`,
  `create index sign_on_expires on sign_on (expires)`,

  // Tokens made before scopes could do all that their owner may, and still can.
  `alter table api_token
    add column scope text not null default 'admin' check (scope in ('read', 'review', 'admin')),
    add column last_used timestamptz`,

  `alter table session
    add column uuid uuid not null unique default gen_random_uuid(),
    add column address text not null default '',
    add column user_agent text not null default '',
    add column provider text,
    add column id_token text`,

  `create table reset_link (
    digest bytea primary key,
    person_id bigint not null references person,
    created timestamptz not null,
    expires timestamptz not null
  )`,
  `create index reset_link_person on reset_link (person_id)`,
  `create index reset_link_expires on reset_link (expires)`,

  // Failed attempts, by account and by address; only hashes of what was typed.
  `create table sign_in_attempt (
    digest bytea primary key,
    failures integer not null,
    last_failure timestamptz not null,
    blocked_until timestamptz not null
  )`,
  `create index sign_in_attempt_last_failure on sign_in_attempt (last_failure)`,

  // Who changed what of people, roles, tokens, templates and settings.
  `create table administrative_entry (
    id bigint generated always as identity primary key,
    timestamp timestamptz not null,
    performed_by bigint references person,
    via text not null,
    address text not null,
    action text not null,
    subject_kind text not null,
    subject_uuid uuid,
    subject_name text not null,
    before jsonb,
    after jsonb
  )`,
  `create index administrative_entry_subject on administrative_entry (subject_uuid, id)`,
  `create index administrative_entry_action on administrative_entry (action, id)`,
  `create index administrative_entry_person on administrative_entry (performed_by, id)`,
  `create trigger administrative_entry_is_append_only
    before update or delete or truncate on administrative_entry
    for each statement execute function audit_is_append_only()`,
];
