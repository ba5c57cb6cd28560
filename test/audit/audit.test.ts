import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { sql } from 'kysely';
import { awardDetails, TestApp } from '../support/test-app.ts';

/* docs/rules/api.md, R5.1: /api/openportal-managed-project-audit/. */

let app: TestApp;
const list = '/api/openportal-managed-project-audit/';

before(async () => {
  app = await TestApp.open();
  const furniture = await app.createTemplateWithCustomers({ approval_limit: '0' });
  await app.createReviewer('reviewer', furniture);
  await app.sendInstruction('create_project', awardDetails);
  app.now = new Date('2026-11-24T12:00:00Z');
  await app.sendInstruction('update_project', { description: 'Deeper' });
  app.now = new Date('2026-11-25T12:00:00Z');
  await app.post(`${app.getAwardPath()}approve/`, { comment: 'Good' });
  await app.sendInstruction('create_project', { ...awardDetails, template: 'no' }, 'p2.ukri');
});
after(() => app.close());

const actions = async (query = '', as = 'staff'): Promise<string[]> => {
  const reply = await app.get(`${list}?${query}`, { as });
  assert.equal(reply.status, 200, reply.text);
  const found = reply.body.map((row: { action: string }) => row.action);
  const head = await app.request('HEAD', `${list}?${query}`, { as });
  assert.equal(head.headers.get('x-result-count'), String(found.length));
  return found;
};

test('every field, details complete as AwardDetails', async () => {
  const { body } = await app.get(list);
  assert.deepEqual(Object.keys(body[1]), [
    'id',
    'identifier',
    'destination',
    'timestamp',
    'event_type',
    'action',
    'previous_details',
    'new_details',
    'performed_by_full_name',
    'performed_by_uuid',
    'note',
    'details_url',
  ]);
  assert.equal(body[0].previous_details, null);
  assert.equal(body[1].previous_details.description, 'Currents');
  assert.equal(body[1].new_details.description, 'Deeper');
  assert.equal(body[1].new_details.name, 'Deep sea');
  assert.equal(body[1].timestamp, '2026-11-24T12:00:00.000000Z');
  assert.equal(body[2].performed_by_full_name, 'staff Tester');
  assert.deepEqual((await app.get(`${list}${body[1].id}/`)).body, body[1]);
  for (const id of ['x', '0', '999999', '99999999999999999999', '1.5']) {
    assert.equal((await app.get(`${list}${id}/`)).status, 404);
  }
});

test('filters', async () => {
  const all = ['created', 'updated', 'approved', 'refused'];
  assert.deepEqual(await actions(), all);
  assert.deepEqual(await actions('o=-timestamp'), ['refused', 'approved', 'updated', 'created']);
  assert.deepEqual(await actions('o=-id'), [...all].reverse());
  assert.deepEqual(await actions('event_type=approved&event_type=created'), [
    'created',
    'approved',
  ]);
  assert.deepEqual(await actions('managed_project_identifier=p2.ukri'), ['refused']);
  assert.deepEqual(await actions('managed_project_destination=ukri.brics.isambard-ai'), all);
  assert.deepEqual(await actions('q=GOOD'), ['approved']);
  assert.deepEqual(await actions('timestamp_after=2026-11-24'), all.slice(1));
  assert.deepEqual(await actions('timestamp_before=2026-11-24T12:00:00Z'), all.slice(0, 2));
  for (const bad of ['event_type=eaten', 'timestamp_after=noon', 'q=%00']) {
    assert.equal((await app.get(`${list}?${bad}`)).status, 400, bad);
  }
  assert.deepEqual(await actions('o=row.details.name'), all, 'an unknown order is ignored');
});

test('a plain member of the project sees the award but not its audit', async () => {
  await app.createPerson('member');
  const { body: award } = await app.get(app.getAwardPath());
  const role = { user: app.people.get('member')?.uuid, role: 'PROJECT.MEMBER' };
  const added = await app.post(`${award.project}add_user/`, role);
  assert.ok(added.status < 300, added.text);
  assert.equal((await app.get(app.getAwardPath(), { as: 'member' })).status, 200);
  assert.deepEqual(await actions('', 'member'), []);
  const [first] = (await app.get(list)).body;
  assert.equal((await app.get(`${list}${first.id}/`, { as: 'member' })).status, 403);
});

test('the audit outlasts the award for staff, and nobody writes', async () => {
  await app.createPerson('nobody');
  assert.deepEqual(await actions('', 'nobody'), []);
  assert.deepEqual(await actions('', 'reviewer'), ['created', 'updated', 'approved']);
  const [first] = (await app.get(list)).body;
  assert.equal((await app.get(`${list}${first.id}/`, { as: 'nobody' })).status, 404);
  await app.request('DELETE', `${app.getAwardPath()}delete/`);
  assert.deepEqual(await actions('', 'reviewer'), []);
  assert.equal((await actions()).length, 5);
  assert.equal((await app.post(list, {})).status, 405);
  await assert.rejects(sql`update audit_entry set note = 'x'`.execute(app.db));
  await assert.rejects(sql`delete from audit_entry`.execute(app.db));
  await assert.rejects(sql`truncate audit_entry`.execute(app.db));
});
