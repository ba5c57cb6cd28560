import type { Subject, World } from './matrix-fixtures.ts';
import { changed, changes, type Row, reads, seen } from './matrix-row.ts';

async function makeResource(world: World): Promise<string> {
  const name = world.fresh('cluster');
  const destination = `brics.isambard.clusters.${name}`;
  return (await world.app.create('/api/openportal-resources/', { name, destination })).uuid;
}

const aResource = async (world: World): Promise<Subject & { params: { uuid: string } }> => ({
  params: { uuid: await makeResource(world) },
});

/** A project of our customer on a resource. */
async function aMachine(world: World, isBlocked = false): Promise<Subject> {
  const [uuid, resource] = [await world.project(), await makeResource(world)];
  const now = world.app.now.toISOString();
  await world.app.db
    .insertInto('machine_project')
    .columns([
      'project_id',
      'resource_id',
      'wanted',
      'wanted_reason',
      'wanted_limit',
      'wanted_quotas',
      'wanted_since',
      'blocked_at',
    ])
    .expression((eb) =>
      eb
        .selectFrom(['project', 'resource'])
        .select((row) => [
          'project.id',
          'resource.id as resource_id',
          row.val('present').as('wanted'),
          row.val('running').as('wanted_reason'),
          row.val(0).as('wanted_limit'),
          row.cast<string>(row.val('{}'), 'jsonb').as('wanted_quotas'),
          row.cast<string>(row.val(now), 'timestamptz').as('wanted_since'),
          row.cast<string>(row.val(isBlocked ? now : null), 'timestamptz').as('blocked_at'),
        ])
        .where('project.uuid', '=', uuid)
        .where('resource.uuid', '=', resource),
    )
    .execute();
  return { params: { uuid, resource } };
}

const template = async (world: World): Promise<Subject> => ({
  params: { uuid: await world.template() },
});

const path = '/api/openportal-resources/';
const pair = '/api/projects/:uuid/machines/:resource/';

export const machineRows: Row[] = [
  reads(`GET ${path}`, seen.byReaders),
  reads(`HEAD ${path}`, seen.byReaders),
  reads(`GET ${path}:uuid/`, seen.byReaders, { prepare: aResource }),
  reads(`GET ${path}:uuid/unknown/`, seen.byReaders, { prepare: aResource }),
  changes(`POST ${path}`, seen.byStaff, 201, {
    prepare: async (world) => {
      const name = world.fresh('cluster');
      return { body: { name, destination: `brics.isambard.clusters.${name}` } };
    },
  }),
  changes(`PATCH ${path}:uuid/`, seen.byStaff, 200, {
    prepare: async (world) => ({ ...(await aResource(world)), body: { volumes: ['scratch'] } }),
  }),
  changes(`DELETE ${path}:uuid/`, seen.byStaff, 204, { prepare: aResource }),
  // No bridge is connected here: 409 is the answer to those who may.
  changes(`POST ${path}:uuid/check/`, seen.byStaff, 409, {
    prepare: aResource,
    record: { none: 'It is refused for everybody.' },
  }),
  changes(`POST ${path}:uuid/adopt/`, seen.byStaff, 200, {
    prepare: async (world) => {
      const { uuid: user } = world.person(await world.somebody());
      const people = [{ short_name: world.fresh('name'), user }];
      return { ...(await aResource(world)), body: { people } };
    },
  }),
  reads('GET /api/openportal-project-template/:uuid/resources/', seen.template, {
    prepare: template,
  }),
  changes('PUT /api/openportal-project-template/:uuid/resources/', changed.template, 200, {
    prepare: async (world) => ({
      ...(await template(world)),
      body: { resources: [{ resource: await makeResource(world) }] },
    }),
  }),
  reads('GET /api/openportal-machines/', seen.byReaders),
  reads('HEAD /api/openportal-machines/', seen.byReaders),
  reads('GET /api/projects/:uuid/machines/', seen.project, { prepare: (world) => aMachine(world) }),
  reads(`GET ${pair}instructions/`, '401 404 403 403 403 404 403 403 404 ok ok', {
    prepare: (world) => aMachine(world),
  }),
  changes(`POST ${pair}block/`, changed.customer, 204, {
    prepare: async (world) => ({ ...(await aMachine(world)), body: { comment: 'Miner.' } }),
  }),
  changes(`POST ${pair}unblock/`, changed.customer, 204, {
    prepare: (world) => aMachine(world, true),
  }),
  changes(`POST ${pair}check_now/`, changed.customer, 204, { prepare: (world) => aMachine(world) }),
];
