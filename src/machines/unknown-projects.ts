import { type Kysely, sql } from 'kysely';
import type { Database } from '../database/schema.ts';
import type { ProjectMapping } from './network/read-answer.ts';

/**
 * Remembers the projects under our portal's name that a resource has and no project here is; those
 * that are gone or known by now are dropped.
 */
export async function saveUnknownProjects(
  db: Kysely<Database>,
  resourceId: number,
  mappings: readonly ProjectMapping[],
  portal: string,
  at: string,
): Promise<void> {
  const found = mappings
    .filter(({ project }) => project.endsWith(`.${portal}`))
    .map(({ project, localName }) => ({
      name: project.slice(0, -portal.length - 1),
      local_name: localName,
    }));
  await sql`
    with found as materialized (
      select * from jsonb_to_recordset(${JSON.stringify(found)}::jsonb)
        as (name text, local_name text)
      where not exists (select from project where project.short_name = name)),
    gone as (
      delete from unknown_project where resource_id = ${resourceId}
        and short_name not in (select name from found))
    insert into unknown_project (resource_id, short_name, local_name, first_seen, last_seen)
    select distinct on (name) ${resourceId}::bigint, name, local_name, ${at}::timestamptz,
      ${at}::timestamptz from found
    on conflict (resource_id, short_name) do update set last_seen = excluded.last_seen,
      local_name = excluded.local_name`.execute(db);
}

/** The projects and accounts of a resource that nobody here knows. */
export async function loadUnknown(db: Kysely<Database>, resourceId: number) {
  const [projects, accounts] = await Promise.all([
    db
      .selectFrom('unknown_project')
      .select(['short_name as name', 'local_name', 'first_seen', 'last_seen'])
      .where('resource_id', '=', resourceId)
      .orderBy('short_name')
      .execute(),
    db
      .selectFrom('machine_member')
      .innerJoin('machine_project', 'machine_project.id', 'machine_member.machine_project_id')
      .innerJoin('project', 'project.id', 'machine_project.project_id')
      .select([
        sql<string>`machine_member.short_name`.as('short_name'),
        'machine_member.local_name',
        'project.short_name as project',
        'machine_member.seen_at',
      ])
      .where('machine_project.resource_id', '=', resourceId)
      .where('machine_member.person_id', 'is', null)
      .where('machine_member.seen', '<>', 'absent')
      .orderBy('machine_member.short_name')
      .execute(),
  ]);
  return { projects, accounts };
}
