import { type Kysely, sql } from 'kysely';

/**
 * The first desk: people and organisations, projects, templates, managed projects, what
 * happened to them, and what must still be told outside.
 *
 * Contains-searches go through trigram indexes (pg_trgm, a trusted extension since 13).
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}

const statements = [
  `create extension if not exists pg_trgm`,

  // What must be remembered about this desk itself, such as our portal's name.
  `create table setting (
    key text primary key,
    value jsonb not null
  )`,

  `create table customer (
    id bigint generated always as identity primary key,
    uuid uuid not null unique default gen_random_uuid(),
    name text not null,
    slug text not null constraint customer_slug_unique unique,
    native_name text not null default '',
    abbreviation text not null default '',
    description text not null default '',
    email text not null default '',
    created timestamptz not null
  )`,

  `create table person (
    id bigint generated always as identity primary key,
    uuid uuid not null unique default gen_random_uuid(),
    username text not null constraint person_username_unique unique,
    first_name text not null default '',
    last_name text not null default '',
    full_name text generated always as (btrim(first_name || ' ' || last_name)) stored,
    email text not null default '',
    is_staff boolean not null default false,
    is_support boolean not null default false,
    is_active boolean not null default true,
    is_robot boolean not null default false,
    password_hash text,
    date_joined timestamptz not null
  )`,
  `create index person_email on person (lower(email)) where email <> ''`,
  // Decides what the rules decide by themselves (awards.md); nobody can sign in as it.
  `insert into person (username, first_name, last_name, is_active, is_robot, date_joined)
     values ('gatehouse-robot', 'Gatehouse', 'robot', false, true, now())`,

  `create table api_token (
    id bigint generated always as identity primary key,
    uuid uuid not null unique default gen_random_uuid(),
    person_id bigint not null references person,
    name text not null,
    digest bytea not null constraint api_token_digest_unique unique,
    created timestamptz not null,
    expires_at timestamptz
  )`,
  `create index api_token_person on api_token (person_id)`,

  `create table customer_role (
    customer_id bigint not null references customer on delete cascade,
    person_id bigint not null references person,
    role text not null check (role in ('CUSTOMER.OWNER', 'CUSTOMER.MANAGER')),
    created timestamptz not null,
    primary key (customer_id, person_id, role)
  )`,
  `create index customer_role_person on customer_role (person_id)`,

  // Projects are marked as removed, never deleted, so a short name is never used again.
  `create table project (
    id bigint generated always as identity primary key,
    uuid uuid not null unique default gen_random_uuid(),
    customer_id bigint not null references customer,
    name text not null,
    slug text not null,
    short_name text constraint project_short_name_unique unique
      check (short_name ~ '^[a-z0-9][a-z0-9-]*$'),
    description text not null default '',
    start_date date,
    end_date date,
    credits numeric check (credits >= 0),
    backend_id text not null default '',
    is_removed boolean not null default false,
    created timestamptz not null
  )`,
  `create index project_customer_name on project (customer_id, name) where not is_removed`,
  `create index project_name_trgm on project using gin (name gin_trgm_ops)`,

  `create table project_role (
    project_id bigint not null references project,
    person_id bigint not null references person,
    role text not null check (role in ('PROJECT.ADMIN', 'PROJECT.MANAGER', 'PROJECT.MEMBER')),
    created timestamptz not null,
    primary key (project_id, person_id)
  )`,
  `create index project_role_person on project_role (person_id)`,

  // Becomes a project role when that person signs in; the address is kept in lower case.
  `create table invitation (
    project_id bigint not null references project,
    email text not null check (email = lower(email)),
    role text not null check (role in ('PROJECT.ADMIN', 'PROJECT.MANAGER', 'PROJECT.MEMBER')),
    created timestamptz not null,
    primary key (project_id, email)
  )`,
  `create index invitation_email on invitation (email)`,

  // The next letter of each series of short names: a6a, a6b … for the series a6.
  `create table short_name_series (
    series text primary key,
    next_count integer not null
  )`,

  // A limit of null is no limit. The key is kept as a salted digest: checked, never read.
  `create table project_template (
    id bigint generated always as identity primary key,
    uuid uuid not null unique default gen_random_uuid(),
    name text not null,
    offering text not null,
    portal text not null,
    provider_id bigint not null references customer,
    customer_id bigint not null references customer,
    key_salt bytea,
    key_digest bytea,
    shortname text not null,
    approval_limit numeric check (approval_limit >= 0),
    max_credit_limit numeric check (max_credit_limit >= 0),
    allocation_units_mapping jsonb not null default '{}',
    role_mapping jsonb not null default '{}',
    created timestamptz not null,
    constraint project_template_unique unique (portal, name, offering)
  )`,
  `create index project_template_provider on project_template (provider_id)`,
  `create index project_template_customer on project_template (customer_id)`,
  `create index project_template_name_trgm on project_template using gin (name gin_trgm_ops)`,

  // applied_allocation is the allocation that the project's credits stand for: an increase
  // that waits for a reviewer is in the details, not here.
  `create table managed_project (
    id bigint generated always as identity primary key,
    identifier text not null,
    offering text not null,
    portal text not null,
    destination text not null,
    state text not null check (state in ('draft', 'pending', 'approved', 'rejected', 'canceled')),
    details jsonb not null,
    name text generated always as (coalesce(details ->> 'name', '')) stored,
    earliest_approve timestamptz,
    template_id bigint not null references project_template,
    project_id bigint constraint managed_project_project_unique unique references project,
    applied_allocation text,
    created timestamptz not null,
    reviewed_at timestamptz,
    reviewed_by bigint references person,
    review_comment text,
    version integer not null default 1,
    constraint managed_project_award_unique unique (offering, identifier),
    constraint managed_project_address_unique unique (identifier, destination)
  )`,
  `create index managed_project_created on managed_project (created, identifier, id)`,
  `create index managed_project_state on managed_project (state, created, identifier, id)`,
  `create index managed_project_template on managed_project (template_id)`,
  `create index managed_project_portal on managed_project (portal, offering)`,
  `create index managed_project_identifier_trgm on managed_project using gin (identifier gin_trgm_ops)`,
  `create index managed_project_name_trgm on managed_project using gin (name gin_trgm_ops)`,

  `create table audit_entry (
    id bigint generated always as identity primary key,
    identifier text not null,
    destination text not null,
    "timestamp" timestamptz not null,
    event_type text not null check (event_type in ('created', 'approved', 'rejected', 'deleted',
      'note_added', 'details_updated', 'project_attached', 'project_detached')),
    action text not null,
    note text not null default '',
    previous_details jsonb,
    new_details jsonb,
    performed_by bigint not null references person
  )`,
  `create index audit_entry_award on audit_entry (identifier, destination, id)`,
  `create index audit_entry_timestamp on audit_entry ("timestamp", id)`,
  `create function audit_is_append_only() returns trigger language plpgsql as $$
     begin
       raise exception 'audit entries are never changed or removed' using errcode = 'restrict_violation';
     end $$`,
  `create trigger audit_is_append_only before update or delete or truncate on audit_entry
     for each statement execute function audit_is_append_only()`,

  // What must be told outside, written with the decision that it tells of.
  `create table outbox (
    id bigint generated always as identity primary key,
    kind text not null,
    event text not null,
    identifier text not null,
    destination text not null,
    payload jsonb not null default '{}',
    created timestamptz not null
  )`,
  `create index outbox_award on outbox (identifier, destination, id)`,

  // The jobs that changed something, so that none does its work twice.
  `create table answered_job (
    id uuid primary key,
    command_digest bytea not null,
    outcome jsonb not null,
    answered timestamptz not null
  )`,
];
