import { type Kysely, sql } from 'kysely';

/**
 * Stores what is wanted on the machines and what was seen there (docs/rules/machines.md, M3 and M4;
 * docs/decisions/0019): resources, a row for each project on each resource, its members, the local
 * names that agents gave, and the instructions that were sent.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}

const statements = [
  // check_result is what the last check found: agents, versions, capabilities. Two resources whose
  // destinations end alike must not get the same instruction at one time: last_part finds them.
  `create table resource (
    id bigint generated always as identity primary key,
    uuid uuid not null unique default gen_random_uuid(),
    name text not null constraint resource_name_unique unique,
    destination text not null constraint resource_destination_unique unique,
    last_part text generated always as (split_part(destination, '.', -1)) stored,
    seconds_per_credit numeric not null check (seconds_per_credit > 0),
    volumes jsonb not null default '[]',
    mode text not null default 'observe' check (mode in ('active', 'observe')),
    is_enabled boolean not null default true,
    created timestamptz not null,
    checked_at timestamptz,
    check_problem text,
    check_result jsonb
  )`,

  // quota_mapping: key of an award's breakdown → volume of the resource.
  `create table template_resource (
    template_id bigint not null references project_template on delete cascade,
    resource_id bigint not null references resource,
    quota_mapping jsonb not null default '{}',
    primary key (template_id, resource_id)
  )`,
  `create index template_resource_resource on template_resource (resource_id)`,

  // A project on a resource. wanted_version grows with every change of what is wanted, members
  // included; seen_version is the one that was last reached and proved. ended_at: since when no
  // running award wants it there. recheck_at: when time alone changes what is wanted. due_at: when a
  // worker looks next; null only when what is wanted changes. A worker holds a row by its lease.
  `create table machine_project (
    id bigint generated always as identity primary key,
    project_id bigint not null references project,
    resource_id bigint not null references resource,
    wanted text not null check (wanted in ('present', 'blocked', 'absent')),
    wanted_reason text not null,
    wanted_limit bigint not null check (wanted_limit >= 0),
    wanted_quotas jsonb not null default '{}',
    wanted_problem text,
    wanted_version integer not null default 1,
    wanted_since timestamptz not null,
    ended_at timestamptz,
    recheck_at timestamptz,
    blocked_by bigint references person,
    blocked_at timestamptz,
    block_comment text,
    seen text not null default 'unknown'
      check (seen in ('unknown', 'absent', 'added', 'present', 'blocked')),
    seen_at timestamptz,
    seen_proof text,
    seen_blocked boolean,
    seen_limit bigint,
    seen_limit_at timestamptz,
    seen_quotas jsonb not null default '{}',
    seen_quotas_at timestamptz,
    seen_members_at timestamptz,
    local_name text,
    seen_version integer not null default 0,
    reached_at timestamptz,
    present_since timestamptz,
    usage_final_at timestamptz,
    check_requested boolean not null default false,
    repeat_members boolean not null default false,
    due_at timestamptz,
    tries integer not null default 0,
    last_error text,
    last_error_kind text check (last_error_kind in ('unknown_outcome', 'failed', 'permanent')),
    last_error_at timestamptz,
    needs_attention boolean not null default false,
    lease_owner uuid,
    lease_until timestamptz,
    constraint machine_project_unique unique (project_id, resource_id)
  )`,
  `create index machine_project_due on machine_project (resource_id, due_at)`,
  `create index machine_project_recheck on machine_project (recheck_at) where recheck_at is not null`,
  `create index machine_project_lease on machine_project (resource_id) where lease_owner is not null`,
  `create index machine_project_attention on machine_project (last_error_at) where needs_attention`,

  // person_id is null for an account that the machine has and we do not know.
  `create table machine_member (
    id bigint generated always as identity primary key,
    machine_project_id bigint not null references machine_project,
    person_id bigint references person,
    short_name text,
    wanted boolean not null,
    wanted_problem text,
    seen text not null default 'unknown' check (seen in ('unknown', 'absent', 'added', 'present')),
    seen_at timestamptz,
    seen_proof text,
    local_name text,
    last_error text,
    last_error_at timestamptz,
    constraint machine_member_person_unique unique (machine_project_id, person_id),
    constraint machine_member_name_unique unique (machine_project_id, short_name)
  )`,
  `create index machine_member_person on machine_member (person_id)`,

  // Every local name ever seen: usage is reported by local name, and agents forget the mapping of
  // somebody who was removed.
  `create table local_account (
    resource_id bigint not null references resource,
    local_name text not null,
    short_name text not null,
    project_id bigint not null references project,
    person_id bigint references person,
    local_group text not null,
    first_seen timestamptz not null,
    last_seen timestamptz not null,
    primary key (resource_id, local_name, project_id, short_name)
  )`,
  `create index local_account_person on local_account (person_id)`,
  `create index local_account_project on local_account (project_id)`,

  // Projects under our portal's name that a resource has and no project here is.
  `create table unknown_project (
    resource_id bigint not null references resource,
    short_name text not null,
    local_name text not null,
    first_seen timestamptz not null,
    last_seen timestamptz not null,
    primary key (resource_id, short_name)
  )`,

  // Written before it is sent; job_id before it is waited for. outcome null: under way, or lost
  // where the process that sent it ended.
  `create table instruction (
    id bigint generated always as identity primary key,
    machine_project_id bigint references machine_project,
    resource_id bigint not null references resource,
    instruction text not null,
    command text not null,
    job_id uuid,
    sent timestamptz not null,
    expires timestamptz not null,
    finished timestamptz,
    outcome text check (outcome in ('complete', 'error', 'unknown')),
    result text
  )`,
  `create index instruction_pair on instruction (machine_project_id, id)`,
  `create index instruction_open on instruction (machine_project_id) where outcome is null`,
  `create index instruction_finished on instruction (finished)`,
];
