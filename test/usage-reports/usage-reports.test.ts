import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { destination, FiguresTestBed } from './figures-test-bed.ts';

const list = '/api/openportal-project-usage-reports/';

describe('M5.4 reports of use over the interface', () => {
  let bed: FiguresTestBed;
  before(async () => {
    bed = await FiguresTestBed.open();
    await bed.addDay('2026-10-30', { 'ada.a6a': 3600, 'grace.a6a': 7200 });
    await bed.addDay('2026-10-31', { 'ada.a6a': 3600, 'mallory.a6a': 1800, 'ghost.a6a': 900 });
    await bed.addDay('2026-11-22', {});
    await bed.addDay('2026-11-23', { 'grace.a6a': 60 }, false);
  });
  after(() => bed.close());

  test('a report has a month of a project on a resource, the newest first', async () => {
    const { status, body, headers, text } = await bed.app.get(list);
    assert.equal(status, 200, text);
    assert.equal(headers.get('x-result-count'), '2');
    assert.deepEqual(
      body.map(({ report: _, id: __, ...row }: Record<string, unknown>) => row),
      [
        [11, false],
        [10, true],
      ].map(([month, is_complete]) => ({
        year: 2026,
        month,
        project_identifier: 'a6a.brics',
        resource: destination,
        is_complete,
      })),
    );
    const head = await bed.app.request('HEAD', list);
    assert.equal(head.headers.get('x-result-count'), '2');
  });

  test('its days run from the first that is stored to today', async () => {
    const { body } = await bed.app.get(list);
    const [november, october] = body.map(({ report }: { report: { reports: object } }) =>
      Object.keys(report.reports),
    );
    assert.deepEqual(october, ['2026-10-30', '2026-10-31']);
    assert.deepEqual(
      [november.length, november[0], november.at(-1)],
      [23, '2026-11-01', '2026-11-23'],
    );
    assert.equal(body[0].report.reports['2026-11-02'].is_complete, false);
    assert.equal(body[0].report.reports['2026-11-22'].is_complete, true);
  });

  test('it names people as the machines do', async () => {
    const { body } = await bed.app.get(`${list}?month=10`, { as: 'ada' });
    const [{ report }] = body;
    assert.equal(report.project, 'a6a.brics');
    assert.deepEqual(report.users, { 'ada.a6a.brics': 'ada.a6a', 'grace.a6a.brics': 'grace.a6a' });
    assert.deepEqual(report.reports['2026-10-30'], {
      reports: { 'ada.a6a': { seconds: 3600 }, 'grace.a6a': { seconds: 7200 } },
      components: { cpu: { 'ada.a6a': { seconds: 14_400 }, 'grace.a6a': { seconds: 28_800 } } },
      num_jobs: 4,
      total_wait_seconds: 10,
      user_job_counts: { 'ada.a6a': 2, 'grace.a6a': 2 },
      user_wait_seconds: { 'ada.a6a': 5, 'grace.a6a': 5 },
      is_complete: true,
    });
  });

  test('accounts that nobody here knows are named to staff alone', async () => {
    const read = async (as: string) => {
      const { body } = await bed.app.get(`${list}?month=10`, { as });
      return body[0].report.reports['2026-10-31'].reports;
    };
    assert.deepEqual(await read('ada'), {
      'ada.a6a': { seconds: 3600 },
      unknown: { seconds: 2700 },
    });
    assert.deepEqual(await read('staff'), {
      'ada.a6a': { seconds: 3600 },
      'mallory.a6a': { seconds: 1800 },
      unknown: { seconds: 900 },
    });
  });

  test('each filter is honoured, in the list and in its count', async () => {
    const other = '11111111-1111-4111-8111-111111111111';
    for (const [query, months] of [
      ['year=2026', [11, 10]],
      ['year=2025', []],
      ['month=10', [10]],
      ['is_complete=true', [10]],
      ['is_complete=False', [11]],
      ['project_identifier=a6a.brics', [11, 10]],
      ['project_identifier=a6a', []],
      [`project_uuid=${bed.projectUuid}`, [11, 10]],
      [`project_uuid=${other}`, []],
      [`resource=${destination}`, [11, 10]],
      ['resource=ai', []],
      ['o=month', [10, 11]],
      ['page=2&page_size=1', [10]],
    ] as const) {
      const reply = await bed.app.get(`${list}?${query}`);
      assert.deepEqual(
        reply.body.map(({ month }: { month: number }) => month),
        months,
        query,
      );
      const head = await bed.app.request('HEAD', `${list}?${query}`);
      assert.equal(head.headers.get('x-result-count'), reply.headers.get('x-result-count'), query);
    }
  });

  test('a bad filter is refused by its name', async () => {
    for (const [name, value] of [
      ['year', 'x'],
      ['year', '1969'],
      ['month', '13'],
      ['is_complete', 'maybe'],
      ['project_uuid', 'x'],
    ]) {
      const { status, body } = await bed.app.get(`${list}?${name}=${value}`);
      assert.equal(status, 400);
      assert.ok(body[name as string], `${name}: ${JSON.stringify(body)}`);
    }
  });

  test('one report is found by its id, with the fields that are asked for', async () => {
    const [, october] = (await bed.app.get(list)).body;
    assert.deepEqual((await bed.app.get(`${list}${october.id}/`)).body, october);
    const { body } = await bed.app.get(`${list}${october.id}/?field=month&field=year`);
    assert.deepEqual(body, { year: 2026, month: 10 });
    for (const id of [october.id - 1, 0, 999_999_999_999_999, 'x', -1]) {
      assert.equal((await bed.app.get(`${list}${id}/`)).status, 404, `${id}`);
    }
  });

  test('those who see the project or its award read it, and nobody else', async () => {
    const [{ id }] = (await bed.app.get(list)).body;
    for (const [as, count, status] of [
      ['ada', 2, 200],
      ['manager', 2, 200],
      ['stranger', 0, 404],
    ] as const) {
      assert.equal((await bed.app.get(list, { as })).body.length, count, as);
      assert.equal((await bed.app.get(`${list}${id}/`, { as })).status, status, as);
    }
    const csv = await bed.app.get(`${list}export/`, { as: 'stranger' });
    assert.equal(csv.text.trim().split('\r\n').length, 1);
  });

  test('the use of each person and day comes as CSV', async () => {
    const { status, headers, text } = await bed.app.get(`${list}export/?month=10&separator=tab`);
    assert.equal(status, 200, text);
    assert.match(headers.get('content-type') ?? '', /^text\/csv/);
    const [head, ...lines] = text
      .trim()
      .split('\r\n')
      .map((line) => line.split('\t'));
    assert.deepEqual(head, [
      'day',
      'project_identifier',
      'project_name',
      'resource',
      'user',
      'local_name',
      'node_seconds',
      'jobs',
      'wait_seconds',
      'is_complete',
    ]);
    const project = ['a6a.brics', 'Deep sea', destination];
    assert.deepEqual(lines, [
      ['2026-10-30', ...project, 'ada.a6a.brics', 'ada.a6a', '3600', '2', '5', 'true'],
      ['2026-10-30', ...project, 'grace.a6a.brics', 'grace.a6a', '7200', '2', '5', 'true'],
      ['2026-10-31', ...project, 'ada.a6a.brics', 'ada.a6a', '3600', '2', '5', 'true'],
      ['2026-10-31', ...project, '', 'unknown', '900', '2', '5', 'true'],
      ['2026-10-31', ...project, 'mallory.a6a.brics', 'mallory.a6a', '1800', '2', '5', 'true'],
    ]);
    assert.equal((await bed.app.get(`${list}export/?month=0`)).status, 400);
  });

  test('a project on a resource says what it used beside what it was granted', async () => {
    const path = `/api/projects/${bed.projectUuid}/machines/`;
    const [{ limit }] = (await bed.app.get(path, { as: 'ada' })).body;
    assert.equal(limit.granted_seconds, 500 * 3600);
    assert.equal(limit.used_seconds, 3600 + 7200 + 3600 + 1800 + 900 + 60);
    assert.equal(Date.parse(limit.used_at), bed.app.now.getTime());
  });
});
