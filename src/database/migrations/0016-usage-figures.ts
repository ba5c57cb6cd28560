import { type Kysely, sql } from 'kysely';

/** Stores use and storage of projects on machines (docs/rules/machines.md, M5). */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}

const statements = [
  // Short numbers for the local names that figures are about, of people and of "unknown".
  `create table usage_name (
    id integer generated always as identity primary key,
    resource_id bigint not null references resource,
    local_name text not null,
    constraint usage_name_unique unique (resource_id, local_name)
  )`,

  // One row for a project on a resource and a day, so that a day is replaced as a whole and cannot be
  // counted twice. The arrays belong together: the figures of name_ids[i] are seconds[i] (node
  // seconds), jobs[i], wait_seconds[i] and, by part of the machine, components.<part>[i]. The totals
  // also count what is nobody's. extra: figures of newer agents, as they came.
  `create table usage_day (
    machine_project_id bigint not null references machine_project on delete cascade,
    day date not null,
    is_complete boolean not null,
    name_ids integer[] not null,
    seconds bigint[] not null,
    jobs integer[] not null,
    wait_seconds bigint[] not null,
    components jsonb,
    total_jobs integer not null,
    total_wait_seconds bigint not null,
    extra jsonb,
    primary key (machine_project_id, day),
    check (cardinality(seconds) = cardinality(name_ids) and cardinality(jobs) = cardinality(name_ids)
      and cardinality(wait_seconds) = cardinality(name_ids))
  )`,

  // The last snapshot of each day, in bytes: {volume: {limit, used}}, by short name for people.
  `create table storage_day (
    machine_project_id bigint not null references machine_project on delete cascade,
    day date not null,
    taken_at timestamptz not null,
    project_quotas jsonb not null,
    user_quotas jsonb not null,
    primary key (machine_project_id, day)
  )`,

  // When figures of a project on a resource are collected next. first_day: no use before it is asked
  // for. A process collects while it holds the row (lease_until).
  `create table usage_collection (
    machine_project_id bigint primary key references machine_project on delete cascade,
    first_day date not null,
    due_at timestamptz not null,
    lease_until timestamptz,
    collected_at timestamptz,
    max_days integer not null default 31,
    failures integer not null default 0,
    problem text,
    problem_at timestamptz
  )`,
  `create index usage_collection_due on usage_collection (due_at)`,
];
