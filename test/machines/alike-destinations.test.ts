import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { sql } from 'kysely';
import { checkResource } from '../../src/machines/check-resource.ts';
import { updateDueWanted } from '../../src/wanted-state/update-wanted.ts';
import { MachinesTestBed } from './machines-test-bed.ts';

const first = 'brics.isambard.clusters.ai';
const second = 'brics.dawn.clusters.ai';

describe('M3.5 resources whose destinations end alike', () => {
  let bed: MachinesTestBed;
  let ids: { id: number; destination: string }[];
  before(async () => {
    bed = await MachinesTestBed.open();
    await bed.setBothClocks('2026-12-01T12:00:00Z');
    await bed.network.addInstance({ destination: second });
    await bed.createTemplateWithResource();
    const { created, ...alike } = await bed.app.db
      .selectFrom('resource')
      .select(['seconds_per_credit', 'mode', 'created', 'checked_at', 'check_result'])
      .executeTakeFirstOrThrow();
    await bed.app.db
      .insertInto('resource')
      .values({
        ...alike,
        check_result: JSON.stringify(alike.check_result),
        created,
        name: 'Dawn AI',
        destination: second,
        volumes: '[]',
      })
      .execute();
    await sql`insert into template_resource (template_id, resource_id, quota_mapping)
      select template_id, resource.id, quota_mapping from template_resource, resource
      where resource.destination = ${second}`.execute(bed.app.db);
    ids = await bed.app.db
      .selectFrom('resource')
      .select(['id', 'destination'])
      .orderBy('id')
      .execute();
    // Long enough that two equal instructions meet.
    await bed.network.changeSettings({ latencyMs: 300 });
    for (const name of ['ada', 'bob']) await bed.addPerson(name, `${name}@example.ac.uk`);
  });
  after(() => bed.close());

  /** Answers that were another instruction's. */
  const listShared = async (): Promise<string[]> =>
    (await bed.network.listInstructions())
      .filter(({ outcome }) => outcome === 'shared')
      .map(({ command }) => command);

  it('each get accounts and limits of their own', async () => {
    await bed.approve('p1.ukri', { end_date: '2027-03-31' });
    await bed.join('ada');
    await bed.settle();
    for (const destination of [first, second]) {
      const { accounts, slurm_accounts } = await bed.network.getInstance(destination);
      assert.deepEqual(
        accounts.map(({ mapping }) => mapping),
        ['ada.a6a.brics:ada.a6a:brics.a6a'],
      );
      assert.deepEqual(
        slurm_accounts.map(({ name, users, limit_core_minutes }) => ({
          name,
          users,
          limit_core_minutes,
        })),
        [{ name: 'brics.a6a', users: ['ada.a6a'], limit_core_minutes: (500 * 3600 * 8) / 60 }],
      );
    }
    assert.deepEqual(await listShared(), []);
  });

  it('each have their own days collected', async () => {
    const user = 'ada.a6a.brics';
    await bed.network.submitJobs([
      { instance: first, user, submittedAt: '2026-11-20T10:00:00Z', seconds: 3600 },
      { instance: second, user, submittedAt: '2026-11-20T10:00:00Z', seconds: 60 },
    ]);
    await bed.collect();
    const { rows } = await sql<{ destination: string; seconds: number }>`
      select destination, used.seconds::integer as seconds
      from usage_day
      join machine_project pair on pair.id = machine_project_id
      join resource on resource.id = pair.resource_id
      cross join unnest(usage_day.seconds) as used (seconds)
      where day = '2026-11-20' order by destination desc`.execute(bed.app.db);
    assert.deepEqual(rows, [
      { destination: first, seconds: 3600 },
      { destination: second, seconds: 60 },
    ]);
    assert.deepEqual(await listShared(), []);
  });

  it('have volumes of their own in the storage report', async () => {
    const { project_quotas } = await bed.ask('get_storage_report p1.ukri');
    assert.deepEqual(Object.keys(project_quotas).sort(), [
      'dawn-clusters-ai-projects',
      'dawn-clusters-ai-scratch',
      'isambard-clusters-ai-projects',
      'isambard-clusters-ai-scratch',
    ]);
  });

  it('are checked one after the other', async () => {
    await bed.run(`${first} add_project olda.brics`);
    await bed.run(`${second} add_project oldb.brics`);
    await bed.run(`${second} add_project oldc.brics`);
    const context = bed.createCheckContext();
    await Promise.all(ids.map((resource) => checkResource(context, resource)));
    const { body } = await bed.app.get('/api/openportal-resources/?o=created');
    assert.deepEqual(
      body.map(({ destination, check }: { destination: string; check: { projects: number } }) => [
        destination,
        check.projects,
      ]),
      [
        [first, 2],
        [second, 3],
      ],
    );
    assert.deepEqual(await listShared(), []);
  });

  it('are asked one after the other whether projects are gone', async () => {
    await bed.approve('p2.ukri', { end_date: '2027-03-31' });
    await bed.settle();
    await bed.setTime('2027-04-01T00:00:00Z');
    bed.app.now = new Date('2027-05-02T00:00:00Z');
    await updateDueWanted(bed.app.db, bed.app.now);
    // Of each project one place only is due, so that the places do not keep each other apart.
    await sql`update machine_project set due_at = null
      from project, resource
      where project.id = project_id and resource.id = resource_id
        and (project.short_name = 'a6a') = (resource.destination = ${second})`.execute(bed.app.db);
    await bed.createWorker().runUntilIdle();
    const { rows } = await bed.countPairs();
    assert.deepEqual(
      rows.toSorted((one, other) => one.seen.localeCompare(other.seen)),
      [
        { seen: 'absent', count: 2 },
        { seen: 'blocked', count: 2 },
      ],
    );
    assert.deepEqual(await listShared(), []);
  });
});
