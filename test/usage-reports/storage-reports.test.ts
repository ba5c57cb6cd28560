import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { destination, FiguresTestBed } from './figures-test-bed.ts';

const list = '/api/openportal-project-storage-reports/';
const GIB = 1024 ** 3;

describe('M5.4 reports of storage over the interface', () => {
  let bed: FiguresTestBed;
  before(async () => {
    bed = await FiguresTestBed.open();
    await bed.addSnapshot('2026-09-30', GIB, ['ada']);
    await bed.addSnapshot('2026-11-21', 2 * GIB, ['ada']);
    await bed.addSnapshot('2026-11-22', 3 * GIB, ['ada', 'mallory']);
  });
  after(() => bed.close());

  test('the newest snapshot of a month is on top, earlier days below it', async () => {
    const { status, body, text } = await bed.app.get(list, { as: 'ada' });
    assert.equal(status, 200, text);
    const [november, september, ...more] = body;
    assert.deepEqual(more, [], 'October has no snapshot');
    const { id: _, report, ...row } = november;
    assert.deepEqual(row, {
      year: 2026,
      month: 11,
      project_identifier: 'a6a.brics',
      resource: destination,
    });
    const quotas = (usage: string) => ({ scratch: { limit: '5.00 TB', usage } });
    assert.deepEqual(report, {
      project: 'a6a.brics',
      generated_at: '2026-11-22T12:00:00.000000Z',
      project_quotas: quotas('3.00 GB'),
      user_quotas: { 'ada.a6a.brics': quotas('3.00 GB') },
      users: { 'ada.a6a.brics': 'ada.a6a', 'grace.a6a.brics': 'grace.a6a' },
      daily_reports: {
        '2026-11-21': {
          project: 'a6a.brics',
          generated_at: '2026-11-21T12:00:00.000000Z',
          project_quotas: quotas('2.00 GB'),
          user_quotas: { 'ada.a6a.brics': quotas('2.00 GB') },
        },
      },
    });
    assert.equal(september.month, 9);
    assert.equal('daily_reports' in september.report, false);
  });

  test('staff see the storage of accounts that nobody here knows', async () => {
    const { body } = await bed.app.get(`${list}?month=11`);
    assert.ok('mallory.a6a.brics' in body[0].report.user_quotas);
  });

  test('each filter is honoured, and a bad one refused by its name', async () => {
    for (const [query, months] of [
      ['year=2026&month=9', [9]],
      ['year=2027', []],
      ['project_identifier=a6a.brics', [11, 9]],
      ['project_identifier=b7b.brics', []],
      [`project_uuid=${bed.projectUuid}`, [11, 9]],
      [`resource=${destination}`, [11, 9]],
      ['resource=x', []],
    ] as const) {
      const { body } = await bed.app.get(`${list}?${query}`);
      assert.deepEqual(
        body.map(({ month }: { month: number }) => month),
        months,
        query,
      );
      const head = await bed.app.request('HEAD', `${list}?${query}`);
      assert.equal(head.headers.get('x-result-count'), String(months.length), query);
    }
    const { status, body } = await bed.app.get(`${list}?month=0`);
    assert.equal(status, 400);
    assert.ok(body.month);
  });

  test('one is found by its id by those who see the project or its award', async () => {
    const [november] = (await bed.app.get(list, { as: 'manager' })).body;
    const path = `${list}${november.id}/`;
    assert.deepEqual((await bed.app.get(path, { as: 'manager' })).body, november);
    assert.equal((await bed.app.get(path, { as: 'stranger' })).status, 404);
    assert.equal((await bed.app.get(`${list}${november.id - 1}/`)).status, 404);
  });
});
