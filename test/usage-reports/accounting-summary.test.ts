import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { FiguresTestBed } from './figures-test-bed.ts';

const list = '/api/openportal-accounting-summary/';

describe('M5.4 credits of projects over the interface', () => {
  let bed: FiguresTestBed;
  let freeUuid = '';
  before(async () => {
    bed = await FiguresTestBed.open();
    await bed.addDay('2026-10-31', { 'ada.a6a': 36_000, 'ghost.a6a': 1800 });
    await bed.addDay('2026-11-01', { 'ada.a6a': 3600 });
    await bed.addDay('2026-11-23', { 'grace.a6a': 60 }, false);
    const [customer] = (await bed.app.get(`/api/customers/?uuid=${bed.customerUuid}`)).body;
    const free = { name: 'Algae', customer: customer.url, end_date: '2026-11-22' };
    freeUuid = (await bed.app.create('/api/projects/', free)).uuid;
  });
  after(() => bed.close());

  test('what was granted, used, and used this month, in credits of the resource', async () => {
    const { status, body, text } = await bed.app.get(list, { as: 'ada' });
    assert.equal(status, 200, text);
    const { customer_name, ...row } = body[0];
    assert.equal(typeof customer_name, 'string');
    assert.deepEqual(row, {
      project_uuid: bed.projectUuid,
      project_name: 'Deep sea',
      customer_uuid: bed.customerUuid,
      start_date: null,
      end_date: '2027-03-31',
      total_credits: '500.00',
      total_spend: '11.52',
      used_seconds: 41460,
      granted_seconds: 1_800_000,
      resources: 1,
      current_month_spend: '1.02',
    });
    const one = await bed.app.get(`${list}${bed.projectUuid}/`, { as: 'manager' });
    assert.deepEqual(one.body, body[0]);
    assert.equal((await bed.app.get(list, { as: 'stranger' })).body.length, 0);
    assert.equal((await bed.app.get(`${list}${bed.projectUuid}/`, { as: 'stranger' })).status, 404);
  });

  test('a resource with other credits counts by its own', async () => {
    const resource = bed.app.db.updateTable('resource');
    await resource.set({ seconds_per_credit: '1800' }).execute();
    const { body } = await bed.app.get(`${list}${bed.projectUuid}/`);
    assert.equal(body.total_spend, '23.03');
    await resource.set({ seconds_per_credit: '3600' }).execute();
  });

  test('a project that no machine has used nothing', async () => {
    const { body } = await bed.app.get(`${list}${freeUuid}/`);
    assert.deepEqual(
      [body.total_credits, body.total_spend, body.current_month_spend],
      ['0.00', '0.00', '0.00'],
    );
  });

  test('each filter is honoured, and a bad one refused by its name', async () => {
    const other = '11111111-1111-4111-8111-111111111111';
    for (const [query, names] of [
      ['', ['Algae', 'Deep sea']],
      ['is_active=true', ['Deep sea']],
      ['is_active=false', ['Algae']],
      [`project_uuid=${freeUuid}`, ['Algae']],
      [`customer_uuid=${bed.customerUuid}`, ['Algae', 'Deep sea']],
      [`customer_uuid=${other}`, []],
      ['o=-project_name', ['Deep sea', 'Algae']],
      ['page=2&page_size=1', ['Deep sea']],
    ] as const) {
      const reply = await bed.app.get(`${list}?${query}`);
      assert.deepEqual(
        reply.body.map(({ project_name }: { project_name: string }) => project_name),
        names,
        query,
      );
      const head = await bed.app.request('HEAD', `${list}?${query}`);
      assert.equal(head.headers.get('x-result-count'), reply.headers.get('x-result-count'), query);
    }
    for (const name of ['project_uuid', 'customer_uuid', 'is_active']) {
      const { status, body } = await bed.app.get(`${list}?${name}=x`);
      assert.equal(status, 400);
      assert.ok(body[name], name);
    }
  });
});
