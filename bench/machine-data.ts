/* Projects on a machine for measurements, beside the awards of bench-data.ts. */

import { type Kysely, sql } from 'kysely';
import type { Database } from '../src/database/schema.ts';
import { fillDatabase } from './bench-data.ts';

/** The destination that the stand-in's network has. */
const benchDestination = 'brics.isambard.clusters.ai';
/** The offering of the awards that are asked about together, at most this many. */
export const benchOffering = 'bench';
const PROJECTS_OF_OFFERING = 1000;

/**
 * Fills a database with approved awards whose projects are wanted on one resource, nothing of which has
 * been made yet: `members` of `people` in each. Returns how many projects there are.
 */
export async function fillMachines(
  db: Kysely<Database>,
  url: string,
  { projects, people, members }: { projects: number; people: number; members: number },
): Promise<number> {
  // Seven of eight awards are approved.
  await fillDatabase(url, Math.ceil((projects * 8) / 7) + 16);
  await sql`insert into person (username, first_name, last_name, date_joined)
    select 'worker-' || n, 'Worker', n::text, now() from generate_series(1, ${people}) n`.execute(
    db,
  );
  await sql`insert into resource (name, destination, seconds_per_credit, mode, created)
    values ('Bench', ${benchDestination}, 3600, 'active', now())`.execute(db);
  const { rows } = await sql<{ id: number }>`
    insert into machine_project (project_id, resource_id, wanted, wanted_reason, wanted_limit,
      wanted_since, due_at)
    select award.project_id, resource.id, 'present', 'running', 3600000, now(), now()
    from managed_project award, resource
    where award.state = 'approved' order by award.id limit ${projects} returning id`.execute(db);
  await sql`insert into machine_member (machine_project_id, person_id, short_name, wanted)
    select pair.id, person.id, person.username, true
    from machine_project pair
    cross join generate_series(0, ${members - 1}) place
    join person on person.username = 'worker-' || 1 + (pair.id + place) % ${people}::integer`.execute(
    db,
  );
  await sql`update managed_project set offering = ${benchOffering}
    where project_id in (select project_id from machine_project order by project_id
      limit ${PROJECTS_OF_OFFERING})`.execute(db);
  await sql`analyze`.execute(db);
  return rows.length;
}

/** Stores what the members of each project used on each of the last `days` days. Returns its rows by person and day. */
export function fillUsage(db: Kysely<Database>, days: number): Promise<number> {
  return db.connection().execute(async (connection) => {
    // Millions of rows take longer than the service lets a statement take.
    await sql`set statement_timeout = 0`.execute(connection);
    const rows = await insertUsage(connection, days);
    await sql`reset statement_timeout`.execute(connection);
    return rows;
  });
}

async function insertUsage(db: Kysely<Database>, days: number): Promise<number> {
  await sql`insert into local_account (resource_id, local_name, short_name, project_id, person_id,
      local_group, first_seen, last_seen)
    select pair.resource_id, member.short_name || '.' || project.short_name, member.short_name,
      pair.project_id, member.person_id, 'brics.' || project.short_name, now(), now()
    from machine_member member join machine_project pair on pair.id = member.machine_project_id
    join project on project.id = pair.project_id`.execute(db);
  await sql`insert into project_role (project_id, person_id, role, created)
    select pair.project_id, member.person_id, 'PROJECT.MEMBER', now()
    from machine_member member
    join machine_project pair on pair.id = member.machine_project_id`.execute(db);
  await sql`insert into usage_name (resource_id, local_name)
    select resource_id, local_name from local_account`.execute(db);
  await sql`
    insert into usage_day (machine_project_id, day, is_complete, name_ids, seconds, jobs,
      wait_seconds, components, total_jobs, total_wait_seconds)
    select pair.id, day::date, true, named.ids, used.seconds, used.jobs, used.waits,
      jsonb_build_object('cpu', to_jsonb(used.seconds)), cardinality(named.ids) * 3, 900
    from machine_project pair
    cross join lateral (select array_agg(usage_name.id order by usage_name.id) as ids
      from local_account own join usage_name on usage_name.resource_id = own.resource_id
        and usage_name.local_name = own.local_name
      where own.project_id = pair.project_id) named
    cross join generate_series(current_date - ${days - 1}::integer, current_date, interval '1 day') day
    cross join lateral (select
        array_agg((pair.id * 7919 + place * 104729 + extract(doy from day)::bigint * 31) % 36000) as seconds,
        array_agg(3) as jobs, array_agg(45::bigint) as waits
      from generate_series(1, cardinality(named.ids)) place) used`.execute(db);
  await sql`update machine_project set seen = 'present', seen_version = wanted_version, due_at = null`.execute(
    db,
  );
  await sql`update project set created = now() - make_interval(days => ${days}::integer)`.execute(
    db,
  );
  await sql`vacuum analyze`.execute(db);
  const { rows } = await sql<{ count: number }>`select sum(cardinality(name_ids))::bigint as count
    from usage_day`.execute(db);
  return rows[0]?.count ?? 0;
}
