import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { sql } from 'kysely';
import { purgeOldRows, startOfPurges } from '../../src/commands/purge-task.ts';
import { readSettings } from '../../src/config/settings.ts';
import { recordThresholds } from '../../src/machines/threshold-events.ts';
import {
  forgetStoragePeople,
  forgetUsagePeople,
  type UsagePlace,
} from '../../src/usage/forget-usage-people.ts';
import { waitForLockedStatements } from '../support/wait-for-lock.ts';
import { FiguresTestBed } from './figures-test-bed.ts';

/* What a project was granted and used, in all and by day, and the events that follow from it. */

const TERABYTE = 1024 ** 4;

let bed: FiguresTestBed;
before(async () => {
  bed = await FiguresTestBed.open();
  await bed.addDay('2026-11-20', { 'ada.a6a': 36_000, 'mallory.a6a': 1800 });
  await bed.addDay('2026-11-22', { 'ada.a6a': 3600, 'ghost.a6a': 7200 });
  await bed.addDay('2026-11-23', { 'grace.a6a': 60 }, false);
  await bed.addSnapshot('2026-11-22', TERABYTE, ['ada']);
  await bed.addSnapshot('2026-11-23', 2 * TERABYTE, ['ada']);
});
after(() => bed.close());

const getUsage = (query = '', as = 'staff') =>
  bed.app.get(`/api/projects/${bed.projectUuid}/usage/${query}`, { as });

describe('M5.5 the use of a project', () => {
  test('M5.5 has what was granted, used and is left, and each day by person', async () => {
    const { status, body, text } = await getUsage();
    assert.equal(status, 200, text);
    assert.deepEqual(
      [body.granted_credits, body.used_credits, body.left_credits],
      ['500.00', '13.52', '486.48'],
    );
    assert.deepEqual(
      [body.from, body.to, body.end_date],
      ['2026-11-20', '2026-11-23', '2027-03-31'],
    );
    assert.deepEqual(body.days, [
      {
        day: '2026-11-20',
        is_complete: true,
        has_figures: true,
        used_credits: '10.50',
        users: { ada: 36_000, mallory: 1800 },
      },
      {
        day: '2026-11-21',
        is_complete: false,
        has_figures: false,
        used_credits: '0.00',
        users: {},
      },
      {
        day: '2026-11-22',
        is_complete: true,
        has_figures: true,
        used_credits: '3.00',
        users: { ada: 3600, unknown: 7200 },
      },
      {
        day: '2026-11-23',
        is_complete: false,
        has_figures: true,
        used_credits: '0.02',
        users: { grace: 60 },
      },
    ]);
    const [resource] = body.resources;
    assert.equal(resource.used_seconds, 48_660);
    assert.equal(resource.seconds_per_credit, '3600');
  });

  test('names accounts that nobody here knows to staff and support alone', async () => {
    const { body } = await getUsage('', 'ada');
    assert.deepEqual(body.days[0].users, { ada: 36_000, unknown: 1800 });
  });

  test('has what each volume stored, day by day', async () => {
    const { body } = await getUsage();
    const limit_bytes = 5 * TERABYTE;
    assert.deepEqual(body.volumes, [
      {
        resource_name: 'AI',
        volume: 'scratch',
        days: [
          { day: '2026-11-22', limit_bytes, used_bytes: TERABYTE },
          { day: '2026-11-23', limit_bytes, used_bytes: 2 * TERABYTE },
        ],
      },
    ]);
  });

  test('has the same as CSV, with a line for each person who has a quota', async () => {
    const path = '/api/openportal-project-storage-reports/export/';
    const { text } = await bed.app.get(`${path}?project_uuid=${bed.projectUuid}`, { as: 'ada' });
    const [header, ...lines] = text.trim().split('\r\n');
    assert.equal(header, 'day,project_identifier,project_name,resource,user,volume,limit,usage');
    const resource = 'brics.isambard.clusters.ai';
    const [, shortName] = lines[0]?.split(',') ?? [];
    assert.match(shortName ?? '', /^\w+\.brics$/);
    assert.deepEqual(
      lines,
      ['2026-11-22', '2026-11-23'].flatMap((day, index) =>
        ['', `ada.${shortName}`].map(
          (user) =>
            `${day},${shortName},Deep sea,${resource},${user},scratch,5.00 TB,${index + 1}.00 TB`,
        ),
      ),
    );
    assert.equal((await bed.app.get(path, { as: 'stranger' })).text.trim(), header);
  });

  test('takes a range, and names the field of a bad one', async () => {
    const { body } = await getUsage('?range=2026-11-22:2026-11-22');
    assert.deepEqual(
      body.days.map(({ day }: { day: string }) => day),
      ['2026-11-22'],
    );
    assert.equal(body.used_credits, '13.52');
    for (const range of ['soon', '2026-11-23:2026-11-22', '2020-01-01:2026-01-01']) {
      const bad = await getUsage(`?range=${range}`);
      assert.equal(bad.status, 400, range);
      assert.ok(bad.body.range, range);
    }
  });

  test('is found by those who read its figures', async () => {
    assert.equal((await getUsage('', 'manager')).status, 200);
    assert.equal((await getUsage('', 'stranger')).status, 404);
  });

  test('adds up by template and by awarding portal', async () => {
    const sums = {
      credits: '500.00',
      used_credits: '13.52',
      used_seconds: 48660,
      granted_seconds: 1_800_000,
      awards: 1,
    };
    const { body } = await bed.app.get('/api/overview/');
    const [byTemplate] = body.credits_by_template;
    assert.deepEqual(body.credits_by_portal, [{ portal: 'ukri', ...sums }]);
    assert.equal(byTemplate.used_credits, '13.52');
    const path = `/api/openportal-project-template/${byTemplate.template_uuid}/usage/`;
    assert.deepEqual((await bed.app.get(path)).body, sums);
    assert.equal((await bed.app.get(path, { as: 'stranger' })).status, 404);
  });
});

describe('M4.8 events of use and of the end', () => {
  const record = (at: string) => recordThresholds(bed.app.db, new Date(at));
  const listEvents = async () => {
    const { body } = await bed.app.get(
      '/api/administrative-audit/?subject_kind=project&o=timestamp',
    );
    return body
      .filter(({ action }: { action: string }) => /threshold|approaching/.test(action))
      .map((entry: { action: string; after: unknown }) => [entry.action, entry.after]);
  };
  const usage = 'project.usage_threshold_reached';
  const end = 'project.end_approaching';

  test('M4.8 writes an event at 80 and 100 % of the credits, once each', async () => {
    assert.equal(await record('2026-11-23T12:00:00Z'), 0);
    await bed.addDay('2026-11-24', { 'ada.a6a': 400 * 3600 });
    assert.equal(await record('2026-11-24T12:00:00Z'), 1);
    assert.equal(await record('2026-11-24T12:01:00Z'), 0);
    await bed.addDay('2026-11-25', { 'ada.a6a': 100 * 3600 });
    assert.equal(await record('2026-11-25T12:00:00Z'), 1);
    assert.deepEqual(await listEvents(), [
      [usage, { percent: 80, credits: '500.00', used_credits: '413.52' }],
      [usage, { percent: 100, credits: '500.00', used_credits: '513.52' }],
    ]);
  });

  test('writes it again when more credits were used up', async () => {
    await bed.app.sendInstruction('update_project', { allocation: '1000 NHR' });
    assert.equal(await record('2026-11-25T13:00:00Z'), 0);
    await bed.addDay('2026-11-26', { 'ada.a6a': 500 * 3600 });
    assert.equal(await record('2026-11-26T12:00:00Z'), 1);
    assert.deepEqual((await listEvents()).at(-1), [
      usage,
      { percent: 100, credits: '1000.00', used_credits: '1013.52' },
    ]);
  });

  test('writes one 30 and 7 days before the end, also by two processes at once', async () => {
    assert.equal(await record('2027-02-28T23:59:59Z'), 0);
    const counts = await Promise.all([1, 2, 3].map(() => record('2027-03-01T00:00:00Z')));
    assert.deepEqual(counts.toSorted(), [0, 0, 1]);
    assert.equal(await record('2027-03-24T00:00:00Z'), 1);
    assert.deepEqual((await listEvents()).slice(-2), [
      [end, { days: 30, end_date: '2027-03-31' }],
      [end, { days: 7, end_date: '2027-03-31' }],
    ]);
  });

  test('writes none about a project whose award does not run', async () => {
    await bed.app.sendInstruction('remove_project');
    assert.equal(await record('2027-03-25T00:00:00Z'), 0);
    const left = await bed.app.db.selectFrom('project_threshold').selectAll().execute();
    assert.deepEqual(left, []);
  });
});

test('figures say whose they are for the days of GATEHOUSE_USAGE_PERSON_DAYS, and sums stay', async () => {
  /** Cleans up 100 days after noon of `day`. */
  const purge = async (day: string, env: Record<string, string> = {}) => {
    const now = new Date(Date.parse(`${day}T12:00:00Z`) + 100 * 86_400_000);
    const settings = readSettings(env);
    const { errors } = await purgeOldRows(bed.app.db, now, { settings, places: startOfPurges });
    assert.deepEqual(errors, []);
  };
  const setting = { GATEHOUSE_USAGE_PERSON_DAYS: '100' };
  const read = async () => {
    const { body } = await getUsage();
    const { rows } = await sql<{ day: string; seconds: number; jobs: number; cpu: number }>`
      select day, (select sum(part)::int from unnest(seconds) part) as seconds,
        (select sum(part)::int from unnest(jobs) part) as jobs,
        (select sum(part::int)::int from jsonb_array_elements_text(components -> 'cpu') part) as cpu
      from usage_day order by day`.execute(bed.app.db);
    const storage = await sql<{ people: string[] }>`select array(
      select jsonb_object_keys(user_quotas)) as people from storage_day order by day`.execute(
      bed.app.db,
    );
    const days = body.days as { day: string; users: Record<string, number> }[];
    return {
      sums: { credits: body.used_credits, rows },
      users: new Map(days.map(({ day, users }) => [day, users])),
      storage: storage.rows.map(({ people }) => people),
    };
  };
  const before = await read();
  await purge('2026-11-23');
  assert.deepEqual(await read(), before, 'without the setting');
  const hold = (since: string | null) =>
    sql`update managed_project set legal_hold_since = ${since}::timestamptz,
      legal_hold_reason = ${since === null ? null : 'A court asks.'}`.execute(bed.app.db);
  await hold('2026-11-23T00:00:00Z');
  await purge('2026-11-23', setting);
  assert.deepEqual(
    [(await read()).users, (await read()).storage],
    [before.users, before.storage],
    'under legal hold',
  );
  await hold(null);
  await purge('2026-11-23', setting);
  const after = await read();
  assert.deepEqual(after.sums, before.sums);
  assert.deepEqual(after.users.get('2026-11-20'), { unknown: 37_800 });
  assert.deepEqual(after.users.get('2026-11-22'), { unknown: 10_800 });
  assert.deepEqual(after.users.get('2026-11-23'), before.users.get('2026-11-23'));
  assert.deepEqual(after.storage, [[], ['ada']]);
});

test('figures that are collected while their people are forgotten are not lost', async () => {
  const { app, machineProjectId } = bed;
  await bed.addDay('2026-11-01', { 'ada.a6a': 100 }, false);
  let forgetting: Promise<unknown> | undefined;
  await app.db.transaction().execute(async (trx) => {
    // As a collection: it holds its row, and commits while the other waits.
    await sql`select from usage_collection where machine_project_id = ${machineProjectId}
      for update`.execute(trx);
    forgetting = forgetUsagePeople(app.db, { before: '2026-11-02', after: null });
    await waitForLockedStatements(app.db);
    await sql`update usage_day set seconds = '{250}'
      where machine_project_id = ${machineProjectId} and day = '2026-11-01'`.execute(trx);
  });
  assert.equal(await forgetting, null);
  const { body } = await getUsage('?from=2026-11-01&to=2026-11-01');
  assert.deepEqual(body.days[0].users, { unknown: 250 });
});

test('snapshots of storage are gone through bit by bit', async () => {
  const { app, machineProjectId } = bed;
  await sql`insert into storage_day (machine_project_id, day, taken_at, project_quotas, user_quotas)
    select ${machineProjectId}, day, day, '{}', '{"ada": {}}'
    from generate_series('2020-01-01'::timestamptz, '2020-01-01'::timestamptz + interval '1000 days',
      interval '1 day') as day`.execute(app.db);
  const forget = (after: UsagePlace | null) =>
    forgetStoragePeople(app.db, { before: '2026-11-01', after });
  const next = await forget(null);
  assert.deepEqual(next, { machineProjectId, day: '2022-09-26' });
  assert.equal(await forget(next), null);
  const { rows } = await sql`select from storage_day
    where day < '2026-11-01' and user_quotas <> '{}'`.execute(app.db);
  assert.equal(rows.length, 0);
});
