import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { TestApp } from '../support/test-app.ts';

/* Issue 4, 6: first tokens. */

let app: TestApp;
before(async () => {
  app = await TestApp.open();
  await app.createPerson('ada');
  await app.createPerson('help', { is_support: true });
});
after(() => app.close());

const tokensOf = (username: string) => `/api/users/${app.people.get(username)?.uuid}/tokens/`;
const withKey = (key: string) => ({ as: null, headers: { authorization: `Token ${key}` } });

test('shows a key once, and ends it when revoked', async () => {
  const made = await app.post(tokensOf('ada'), { name: 'laptop', days: 7 }, { as: 'ada' });
  assert.equal(made.status, 201);
  assert.equal(made.body.expires_at, '2026-11-30T12:00:00.000000Z');
  assert.equal((await app.get('/api/users/me/', withKey(made.body.key))).body.username, 'ada');
  const list = await app.get(tokensOf('ada'), { as: 'ada' });
  const fields = ['created', 'expires_at', 'lapses_at', 'last_used', 'name', 'scope', 'uuid'];
  assert.deepEqual(Object.keys(list.body[0]).toSorted(), fields);
  assert.deepEqual(
    list.body.map(({ name }: { name: string }) => name),
    ['laptop', 'test'],
  );
  assert.ok(!list.text.includes(made.body.key));
  const storedTokens = await app.db.selectFrom('api_token').selectAll().execute();
  const inClear = storedTokens
    .map((row) => JSON.stringify(row) + row.digest.toString('latin1'))
    .join();
  assert.ok(!inClear.includes(made.body.key));
  const one = `${tokensOf('ada')}${made.body.uuid}/`;
  assert.equal((await app.request('DELETE', one, { as: 'ada' })).status, 204);
  assert.equal((await app.get('/api/users/me/', withKey(made.body.key))).status, 401);
  assert.equal((await app.request('DELETE', one, { as: 'ada' })).status, 404);
});

test('a key expires at its time, or never without one', async () => {
  const start = app.now;
  const short = await app.post(tokensOf('ada'), { name: 'short', days: 1 }, { as: 'ada' });
  const long = await app.post(tokensOf('ada'), { name: 'long', days: null }, { as: 'ada' });
  assert.equal(long.body.expires_at, null);
  const names = async () =>
    (await app.get(tokensOf('ada'), { as: 'ada' })).body.map(({ name }: { name: string }) => name);
  try {
    app.now = new Date(start.getTime() + 86_399_000);
    assert.equal((await app.get('/api/users/me/', withKey(short.body.key))).status, 200);
    app.now = new Date(start.getTime() + 86_400_000);
    const ended = await app.get('/api/users/me/', withKey(short.body.key));
    assert.deepEqual([ended.status, ended.body], [401, { detail: 'Invalid token.' }]);
    assert.ok(!(await names()).includes('short'));
    app.now = new Date(start.getTime() + 5000 * 86_400_000);
    assert.equal((await app.get('/api/users/me/', withKey(long.body.key))).status, 200);
  } finally {
    app.now = start;
  }
});

test('staff manage all tokens, others their own, nobody the robot’s', async () => {
  assert.equal((await app.post(tokensOf('ada'), { name: 'first' })).status, 201);
  for (const as of ['help', 'ada']) {
    const whose = as === 'ada' ? 'help' : 'ada';
    for (const [method, path, body] of [
      ['GET', tokensOf(whose), undefined],
      ['POST', tokensOf(whose), { name: 'mine' }],
    ] as const) {
      assert.equal((await app.request(method, path, { as, body })).status, 404, `${as} ${method}`);
    }
  }
  const [theirs] = (await app.get(tokensOf('ada'))).body;
  const notMine = `${tokensOf('help')}${theirs.uuid}/`;
  assert.equal((await app.request('DELETE', notMine, { as: 'help' })).status, 404);
  const robot = await app.db
    .selectFrom('person')
    .select('uuid')
    .where('is_robot', '=', true)
    .executeTakeFirstOrThrow();
  assert.equal((await app.post(`/api/users/${robot.uuid}/tokens/`, { name: 'x' })).status, 404);
});

test('names the field that is wrong', async () => {
  for (const [body, field] of [
    [{}, 'name'],
    [{ name: '' }, 'name'],
    [{ name: 'x', days: 0 }, 'days'],
    [{ name: 'x', days: 1.5 }, 'days'],
    [{ name: 'x', days: 4000 }, 'days'],
    [{ name: 'a\u0000b' }, 'name'],
  ] as const) {
    const reply = await app.post(tokensOf('ada'), body);
    assert.deepEqual([reply.status, Object.keys(reply.body)], [400, [field]]);
  }
  assert.equal((await app.request('DELETE', `${tokensOf('ada')}x/`)).status, 404);
});
