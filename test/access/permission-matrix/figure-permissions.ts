import { sql } from 'kysely';
import type { Subject, World } from './matrix-fixtures.ts';
import { type Row, reads, seen } from './matrix-row.ts';

const usage = '/api/openportal-project-usage-reports/';
const storage = '/api/openportal-project-storage-reports/';
const ofProject = '/api/projects/:uuid/usage/';
const accounting = '/api/openportal-accounting-summary/';

/** A project on a resource with figures of one day; returns the id of the reports of its month. */
async function addFigures(world: World, projectUuid: string): Promise<string> {
  const { db, now } = world.app;
  const at = now.toISOString();
  const name = world.fresh('cluster');
  const destination = `brics.isambard.clusters.${name}`;
  const { uuid } = await world.app.create('/api/openportal-resources/', { name, destination });
  await sql`update project set short_name = coalesce(short_name, ${world.fresh('p')})
    where uuid = ${projectUuid}`.execute(db);
  const { rows } = await sql<{ id: number }>`
    insert into machine_project (project_id, resource_id, wanted, wanted_reason, wanted_limit,
      wanted_quotas, wanted_since)
    select project.id, resource.id, 'present', 'running', 0, '{}', ${at} from project, resource
    where project.uuid = ${projectUuid} and resource.uuid = ${uuid} returning id`.execute(db);
  const id = rows[0]?.id ?? 0;
  await sql`insert into usage_day (machine_project_id, day, is_complete, name_ids, seconds, jobs,
      wait_seconds, total_jobs, total_wait_seconds)
    values (${id}, '2026-11-01', true, '{}', '{}', '{}', '{}', 0, 0)`.execute(db);
  await sql`insert into storage_day (machine_project_id, day, taken_at, project_quotas, user_quotas)
    values (${id}, '2026-11-01', '2026-11-01T12:00:00Z', '{}', '{}')`.execute(db);
  return String(id * 10_000 + (2026 - 1970) * 12 + 10);
}

/** The project of an award of ours, with figures. */
async function anAward(world: World): Promise<Subject> {
  const { params } = await world.award('approved');
  const { uuid } = await world.app.db
    .selectFrom('managed_project')
    .innerJoin('project', 'project.id', 'managed_project.project_id')
    .select('project.uuid')
    .where('identifier', '=', params?.identifier ?? '')
    .executeTakeFirstOrThrow();
  return { params: { uuid, id: await addFigures(world, uuid) } };
}

/** A project of our customer that no award manages, with figures. */
async function aProject(world: World): Promise<Subject> {
  const uuid = await world.project();
  return { params: { uuid, id: await addFigures(world, uuid) } };
}

export const figureRows: Row[] = [
  ...[usage, storage, accounting].flatMap((path) => {
    const one = `GET ${path}${path === accounting ? ':uuid/' : ':id/'}`;
    return [
      reads(`GET ${path}`, seen.bySignedIn),
      reads(`HEAD ${path}`, seen.bySignedIn),
      reads(one, seen.award, { about: 'of an award', prepare: anAward }),
      reads(one, seen.project, { about: 'of a project without an award', prepare: aProject }),
    ];
  }),
  reads(`GET ${usage}export/`, seen.bySignedIn),
  reads(`GET ${storage}export/`, seen.bySignedIn),
  reads('GET /api/openportal-project-template/:uuid/usage/', seen.template, {
    prepare: async (world) => ({ params: { uuid: await world.template() } }),
  }),
  reads(`GET ${ofProject}`, seen.award, { about: 'of an award', prepare: anAward }),
  reads(`GET ${ofProject}`, seen.project, {
    about: 'of a project without an award',
    prepare: aProject,
  }),
];
