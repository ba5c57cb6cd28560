import { type Kysely, sql } from 'kysely';

/** Stores what each project used in all, and of which thresholds an event was written. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}

const statements = [
  // Node seconds of all days of usage_day, so that sums over many projects don't read every day.
  // Each writer of usage_day updates it in the same transaction.
  `alter table usage_collection add column used_seconds bigint not null default 0`,
  `update usage_collection set used_seconds = coalesce((
    select sum(part) from usage_day, unnest(usage_day.seconds) as part
    where usage_day.machine_project_id = usage_collection.machine_project_id), 0)`,

  // Which thresholds a project is past, so that each event is written once. A row goes when the
  // project is no longer past it, such as after a top-up; then the event can be written again.
  `create table project_threshold (
    project_id bigint not null references project on delete cascade,
    threshold text not null,
    reached timestamptz not null,
    primary key (project_id, threshold),
    constraint project_threshold_known
      check (threshold in ('usage_80', 'usage_100', 'end_30', 'end_7'))
  )`,
];
