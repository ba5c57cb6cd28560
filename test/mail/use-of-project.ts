import { sql } from 'kysely';
import type { TestApp } from '../support/test-app.ts';

/** Has a project use as many credits on a machine, in all; an hour is a credit there. */
export async function addMonthOfUse(app: TestApp, uuid: string, credits: number): Promise<void> {
  const at = app.now.toISOString();
  await sql`insert into resource (name, destination, seconds_per_credit, created)
    values ('cluster', 'brics.isambard.clusters.cluster', 3600, ${at})
    on conflict do nothing`.execute(app.db);
  await sql`insert into machine_project (project_id, resource_id, wanted, wanted_reason, wanted_limit,
      wanted_since)
    select project.id, resource.id, 'present', 'running', 0, ${at} from project, resource
    where project.uuid = ${uuid} on conflict do nothing`.execute(app.db);
  await sql`insert into usage_day (machine_project_id, day, is_complete, name_ids, seconds, jobs,
      wait_seconds, total_jobs, total_wait_seconds)
    select id, '2026-11-01', true, '{1}', array[${credits * 3600}::bigint], '{1}', '{0}', 1, 0
    from machine_project
    on conflict (machine_project_id, day) do update set seconds = excluded.seconds`.execute(app.db);
  await sql`insert into usage_collection (machine_project_id, first_day, due_at, used_seconds)
    select id, '2026-11-01', ${at}::timestamptz, ${credits * 3600} from machine_project
    on conflict (machine_project_id) do update set used_seconds = excluded.used_seconds`.execute(
    app.db,
  );
}
