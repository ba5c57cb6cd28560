import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import { neutralCustomerFields } from '../../src/customers/neutral-customer-fields.ts';
import { TestApp } from '../support/test-app.ts';
import { waitForLockedStatements } from '../support/wait-for-lock.ts';

/* docs/rules/api.md, R5.4: /api/customers/. */

let app: TestApp;
const list = '/api/customers/';
before(async () => {
  app = await TestApp.open();
});
beforeEach(() => app.reset());
after(() => app.close());

test('creates, reads, changes and deletes customers with distinct slugs', async () => {
  const made = await app.create(list, { name: 'Deep Lab', abbreviation: 'DL', email: 'a@b.org' });
  assert.deepEqual(made, {
    url: `${app.url}${list}${made.uuid}/`,
    uuid: made.uuid,
    name: 'Deep Lab',
    slug: 'deep-lab',
    native_name: '',
    abbreviation: 'DL',
    description: '',
    email: 'a@b.org',
    created: '2026-11-23T12:00:00.000000Z',
    projects_count: 0,
    users_count: 0,
    display_name: 'Deep Lab',
    ...neutralCustomerFields,
  });
  const second = await app.create(list, { name: 'Deep Lab' });
  assert.equal(second.slug, 'deep-lab-2');
  const changed = await app.patch(made.url, { ...made, description: 'd' });
  assert.deepEqual(changed.body, { ...made, description: 'd' });
  await app.create('/api/projects/', { name: 'P', customer: made.url });
  assert.equal((await app.get(made.url)).body.projects_count, 1);
  assert.equal((await app.request('DELETE', made.url)).status, 409);
  assert.equal((await app.request('DELETE', second.url)).status, 204);
  assert.equal((await app.get(second.url)).status, 404);
});

test('rejects bad input with 400 and the name of the field, malformed URLs with 404', async () => {
  for (const [field, body] of [
    ['name', {}],
    ['name', { name: ' ' }],
    ['name', { name: 5 }],
    ['email', { name: 'x', email: 'nobody' }],
    ['abbreviation', { name: 'x', abbreviation: 'much too long it is' }],
  ] as const) {
    const reply = await app.post(list, body);
    assert.deepEqual([reply.status, Object.keys(reply.body)], [400, [field]], reply.text);
  }
  for (const path of ['x', '0', '11111111-1111-4111-8111-111111111111']) {
    assert.equal((await app.get(`${list}${path}/`)).status, 404);
  }
});

test('staff grant and revoke roles, effective on the next request', async () => {
  const customer = await app.create(list, { name: 'C' });
  await app.createPerson('ada');
  const user = app.people.get('ada')?.uuid;
  assert.equal((await app.get(customer.url, { as: 'ada' })).status, 404);
  const give = (body: unknown, as = 'staff') => app.post(`${customer.url}add_user/`, body, { as });
  const role = { user, role: 'CUSTOMER.OWNER' };
  assert.equal((await give(role, 'ada')).status, 404);
  assert.equal((await give(role)).status, 201);
  assert.equal((await give(role)).status, 201);
  assert.equal((await app.get(customer.url, { as: 'ada' })).body.users_count, 1);
  assert.equal((await give({ user, role: 'CUSTOMER.MANAGER' }, 'ada')).status, 403);
  const { body } = await app.get(`${customer.url}list_users/`, { as: 'ada' });
  assert.deepEqual(body, [
    {
      uuid: body[0].uuid,
      user_uuid: user,
      user_username: 'ada',
      user_full_name: 'ada Tester',
      user_email: '',
      user_image: '',
      role_name: 'CUSTOMER.OWNER',
      role_uuid: '5c1a7f0e-3c84-4d1e-9a35-0e1f6d5a1001',
      created: '2026-11-23T12:00:00.000000Z',
      expiration_time: null,
      created_by_full_name: 'staff Tester',
      created_by_uuid: app.people.get('staff')?.uuid,
      state: 'member',
    },
  ]);
  for (const [field, bad] of [
    ['role', { user, role: 'KING' }],
    ['user', { user: 'x', role: 'CUSTOMER.OWNER' }],
    ['user', { user: '11111111-1111-4111-8111-111111111111', role: 'CUSTOMER.OWNER' }],
    ['role', { user }],
  ] as const) {
    const reply = await give(bad);
    assert.deepEqual([reply.status, Object.keys(reply.body)], [400, [field]], reply.text);
  }
  assert.equal((await app.post(`${customer.url}delete_user/`, role)).status, 200);
  assert.equal((await app.post(`${customer.url}delete_user/`, role)).status, 404);
  assert.equal((await app.get(customer.url, { as: 'ada' })).status, 404);
});

test('replies 404 to a role grant in a customer that is deleted meanwhile', async () => {
  const customer = await app.create(list, { name: 'Going' });
  await app.createPerson('late');
  const body = { user: app.people.get('late')?.uuid, role: 'CUSTOMER.OWNER' };
  const grant = await app.db.transaction().execute(async (trx) => {
    await trx.deleteFrom('customer').where('uuid', '=', customer.uuid).execute();
    const reply = app.post(`${list}${customer.uuid}/add_user/`, body);
    // It has found the customer and waits for the lock on it.
    await waitForLockedStatements(app.db);
    return { reply };
  });
  assert.equal((await grant.reply).status, 404);
});

test('lets staff write and support read, and shows others their own customers', async () => {
  const customer = await app.create(list, { name: 'C' });
  await app.create(list, { name: 'D' });
  await app.createPerson('support', { is_support: true });
  await app.createPerson('manager');
  await app.assignRole('manager', customer.uuid, 'CUSTOMER.MANAGER');
  for (const [as, count] of [
    ['staff', 2],
    ['support', 2],
    ['manager', 1],
  ] as const) {
    const reply = await app.get(list, { as });
    assert.deepEqual([reply.body.length, reply.headers.get('x-result-count')], [count, `${count}`]);
    if (as === 'staff') continue;
    assert.equal((await app.post(list, { name: 'E' }, { as })).status, 403);
    assert.equal((await app.patch(customer.url, {}, { as })).status, 403);
    assert.equal((await app.request('DELETE', customer.url, { as })).status, 403);
  }
  assert.deepEqual(
    (await app.get(`${list}?query=d`)).body.map((row: { name: string }) => row.name),
    ['D'],
  );
});
