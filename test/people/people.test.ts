import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import { neutralPersonFields } from '../../src/people/neutral-person-fields.ts';
import { TestApp } from '../support/test-app.ts';

/* docs/rules/api.md, R5.4: /api/users/, /api/users/me/, /api-auth/password/. */

let app: TestApp;
const list = '/api/users/';
before(async () => {
  app = await TestApp.open();
});
beforeEach(() => app.reset());
after(() => app.close());

const signIn = (username: string, password: string) =>
  app.post('/api-auth/password/', { username, password }, { as: null });

test('staff create and change accounts, and passwords cannot be read', async () => {
  const made = await app.create(list, {
    username: 'ada',
    full_name: 'Ada King of Lovelace',
    email: 'ada@example.org',
    password: 'correct horse',
  });
  assert.deepEqual(made, {
    url: `${app.url}${list}${made.uuid}/`,
    uuid: made.uuid,
    username: 'ada',
    full_name: 'Ada King of Lovelace',
    first_name: 'Ada',
    last_name: 'King of Lovelace',
    email: 'ada@example.org',
    is_staff: false,
    is_support: false,
    is_active: true,
    is_service_account: false,
    date_joined: '2026-11-23T12:00:00.000000Z',
    last_sign_in: null,
    is_admin_deactivated: false,
    ip_address: null,
    permissions: [],
    ...neutralPersonFields,
  });
  const { body } = await signIn('ada', 'correct horse');
  const headers = { authorization: `Token ${body.token}` };
  const me = (await app.get(`${list}me/`, { as: null, headers })).body;
  const { profile_completeness, ip_address, last_sign_in, ...rest } = me;
  assert.equal(last_sign_in, '2026-11-23T12:00:00.000000Z');
  assert.equal(profile_completeness.is_complete, true);
  assert.equal(ip_address, '127.0.0.1');
  const { ip_address: _, last_sign_in: __, ...account } = made;
  assert.deepEqual(rest, { ...account, customer_roles: [], has_password: true });
  const rows = await app.db.selectFrom('person').select('password_hash').execute();
  assert.ok(rows.some((row) => row.password_hash?.startsWith('$argon2id$')));
  const tokens = await app.db.selectFrom('api_token').selectAll().execute();
  assert.doesNotMatch(JSON.stringify(tokens), new RegExp(body.token));

  assert.equal((await app.patch(made.url, { is_active: false })).body.is_active, false);
  assert.equal((await app.get(`${list}me/`, { as: null, headers })).status, 401);
  assert.equal((await signIn('ada', 'correct horse')).status, 401);
});

test('replies alike to every failed sign-in', async () => {
  await app.create(list, { username: 'ada', password: 'correct horse' });
  await app.create(list, { username: 'bare' });
  const replies = [
    await signIn('ada', 'wrong'),
    await signIn('nobody', 'wrong'),
    await signIn('bare', ''.padEnd(8, 'x')),
    await signIn('gatehouse-robot', 'x'),
  ];
  for (const reply of replies) {
    assert.deepEqual([reply.status, reply.text], [401, replies[0]?.text]);
    assert.equal(reply.headers.get('www-authenticate'), 'Token');
  }
  for (const [field, body] of [
    ['password', { username: 'ada' }],
    ['username', { password: 'x' }],
    ['username', { username: 7, password: 'x' }],
  ] as const) {
    const reply = await app.post('/api-auth/password/', body, { as: null });
    assert.deepEqual([reply.status, Object.keys(reply.body)], [400, [field]]);
  }
});

test('a token from a password lasts 24 hours', async () => {
  await app.create(list, { username: 'ada', password: 'correct horse' });
  const { body } = await signIn('ada', 'correct horse');
  const headers = { authorization: `Token ${body.token}` };
  app.now = new Date('2026-11-24T11:59:59Z');
  assert.equal((await app.get(`${list}me/`, { as: null, headers })).status, 200);
  app.now = new Date('2026-11-24T12:00:00Z');
  assert.equal((await app.get(`${list}me/`, { as: null, headers })).status, 401);
});

test('rejects bad input with 400 and the name of the field', async () => {
  for (const [field, body] of [
    ['username', {}],
    ['username', { username: 'a b' }],
    ['username', { username: 'staff' }],
    ['username', { username: 'a\u0000' }],
    ['email', { username: 'x', email: 'nowhere' }],
    ['password', { username: 'x', password: 'short' }],
    ['is_staff', { username: 'x', is_staff: 'yes' }],
  ] as const) {
    const reply = await app.post(list, body);
    assert.deepEqual([reply.status, Object.keys(reply.body)], [400, [field]], reply.text);
  }
  assert.equal((await app.get(`${list}?is_staff=perhaps`)).status, 400);
});

test('shows people their own account, staff and support all, and lets only staff write', async () => {
  await app.createPerson('ada');
  await app.createPerson('support', { is_support: true });
  const ada = `${list}${app.people.get('ada')?.uuid}/`;
  const staff = `${list}${app.people.get('staff')?.uuid}/`;
  const names = async (as: string, query = '') =>
    (await app.get(`${list}?${query}`, { as })).body.map(
      (row: { username: string }) => row.username,
    );
  assert.deepEqual(await names('ada'), ['ada']);
  assert.deepEqual(await names('support'), ['ada', 'staff', 'support']);
  assert.deepEqual(await names('staff', 'is_staff=true'), ['staff']);
  assert.deepEqual(await names('staff', 'query=AD'), ['ada']);
  assert.equal((await app.get(staff, { as: 'ada' })).status, 404);
  assert.equal((await app.patch(staff, {}, { as: 'ada' })).status, 404);
  for (const as of ['ada', 'support']) {
    assert.equal((await app.patch(ada, { is_staff: true }, { as })).status, 403);
    assert.equal((await app.post(list, { username: 'x' }, { as })).status, 403);
  }
  assert.equal((await app.patch(staff, { is_staff: false })).status, 409);
  assert.equal((await app.patch(staff, { is_active: false })).status, 409);
  assert.equal((await app.request('DELETE', ada)).status, 405);
});

test('the robot is in no list, can be retrieved by staff, and cannot be changed', async () => {
  const { uuid } = await app.db
    .selectFrom('person')
    .select('uuid')
    .where('is_robot', '=', true)
    .executeTakeFirstOrThrow();
  for (const query of ['?username=gatehouse-robot', '?is_active=false', '']) {
    const { body, headers } = await app.get(`${list}${query}`);
    assert.ok(
      body.every((row: { uuid: string }) => row.uuid !== uuid),
      query,
    );
    assert.equal(headers.get('x-result-count'), String(body.length), query);
  }
  assert.equal((await app.get(`${list}${uuid}/`)).body.username, 'gatehouse-robot');
  assert.equal((await app.patch(`${list}${uuid}/`, { is_active: true })).status, 409);
});
