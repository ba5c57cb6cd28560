import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { details, TestDesk } from '../support/desk.ts';

let desk: TestDesk;
before(async () => {
  desk = await TestDesk.open();
});
after(() => desk.close());

test('smoke', async () => {
  const f = await desk.furnish();
  const a = await desk.ask('create_project', details);
  console.log(a);
  console.log(await desk.ask('create_project', { ...details, allocation: '5000 NHR' }, 'p2.ukri'));
  const r = await desk.get(desk.award('p2.ukri'));
  console.log(r.status, JSON.stringify(r.body, null, 1), [...r.headers]);
  const plan = await desk.get(desk.award('p2.ukri') + 'plan/');
  console.log(plan.status, JSON.stringify(plan.body));
  const ap = await desk.post(desk.award('p2.ukri') + 'approve/', undefined);
  console.log(ap.status, ap.text, [...ap.headers]);
  console.log(await desk.ask('create_project', { ...details, allocation: '5000 NHR' }, 'p2.ukri'));
  const list = await desk.get('/api/openportal-managed-projects/?page_size=1&state=approved');
  console.log(
    list.status,
    list.headers.get('link'),
    list.headers.get('x-result-count'),
    list.text.length,
  );
  console.log(
    JSON.stringify(
      (await desk.get('/api/openportal-managed-project-audit/')).body.map((e: any) => [
        e.action,
        e.note,
        e.performed_by_full_name,
      ]),
    ),
  );
  console.log((await desk.ask('get_award', undefined)).result);
  console.log(
    (await desk.get('/api/schema/')).status,
    (await desk.get('/api/docs/')).status,
    (await desk.request('PUT', '/api/customers/')).text,
  );
  assert.equal(1, 1);
});
