import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { TestApp } from '../support/test-app.ts';

/* Issue 4, 6: first tokens. */

let desk: TestApp;
before(async () => {
  desk = await TestApp.open();
  await desk.createPerson('ada');
  await desk.createPerson('help', { is_support: true });
});
after(() => desk.close());

const tokensOf = (username: string) => `/api/users/${desk.people.get(username)?.uuid}/tokens/`;
const withKey = (key: string) => ({ as: null, headers: { authorization: `Token ${key}` } });

test('shows a key once, and ends it when revoked', async () => {
  const made = await desk.post(tokensOf('ada'), { name: 'laptop', days: 7 }, { as: 'ada' });
  assert.equal(made.status, 201);
  assert.equal(made.body.expires_at, '2026-11-30T12:00:00.000000Z');
  assert.equal((await desk.get('/api/users/me/', withKey(made.body.key))).body.username, 'ada');
  const list = await desk.get(tokensOf('ada'), { as: 'ada' });
  const fields = ['created', 'expires_at', 'lapses_at', 'last_used', 'name', 'scope', 'uuid'];
  assert.deepEqual(Object.keys(list.body[0]).toSorted(), fields);
  assert.deepEqual(
    list.body.map(({ name }: { name: string }) => name),
    ['laptop', 'test'],
  );
  assert.ok(!list.text.includes(made.body.key));
  const storedTokens = await desk.db.selectFrom('api_token').selectAll().execute();
  const inClear = storedTokens
    .map((row) => JSON.stringify(row) + row.digest.toString('latin1'))
    .join();
  assert.ok(!inClear.includes(made.body.key));
  const one = `${tokensOf('ada')}${made.body.uuid}/`;
  assert.equal((await desk.request('DELETE', one, { as: 'ada' })).status, 204);
  assert.equal((await desk.get('/api/users/me/', withKey(made.body.key))).status, 401);
  assert.equal((await desk.request('DELETE', one, { as: 'ada' })).status, 404);
});

test('a key expires at its time, or never without one', async () => {
  const start = desk.now;
  const short = await desk.post(tokensOf('ada'), { name: 'short', days: 1 }, { as: 'ada' });
  const long = await desk.post(tokensOf('ada'), { name: 'long', days: null }, { as: 'ada' });
  assert.equal(long.body.expires_at, null);
  const names = async () =>
    (await desk.get(tokensOf('ada'), { as: 'ada' })).body.map(({ name }: { name: string }) => name);
  try {
    desk.now = new Date(start.getTime() + 86_399_000);
    assert.equal((await desk.get('/api/users/me/', withKey(short.body.key))).status, 200);
    desk.now = new Date(start.getTime() + 86_400_000);
    const ended = await desk.get('/api/users/me/', withKey(short.body.key));
    assert.deepEqual([ended.status, ended.body], [401, { detail: 'Invalid token.' }]);
    assert.ok(!(await names()).includes('short'));
    desk.now = new Date(start.getTime() + 5000 * 86_400_000);
    assert.equal((await desk.get('/api/users/me/', withKey(long.body.key))).status, 200);
  } finally {
    desk.now = start;
  }
});

test('staff manage all tokens, others their own, nobody the robot’s', async () => {
  assert.equal((await desk.post(tokensOf('ada'), { name: 'first' })).status, 201);
  for (const as of ['help', 'ada']) {
    const whose = as === 'ada' ? 'help' : 'ada';
    for (const [method, path, body] of [
      ['GET', tokensOf(whose), undefined],
      ['POST', tokensOf(whose), { name: 'mine' }],
    ] as const) {
      assert.equal((await desk.request(method, path, { as, body })).status, 404, `${as} ${method}`);
    }
  }
  const [theirs] = (await desk.get(tokensOf('ada'))).body;
  const notMine = `${tokensOf('help')}${theirs.uuid}/`;
  assert.equal((await desk.request('DELETE', notMine, { as: 'help' })).status, 404);
  const robot = await desk.db
    .selectFrom('person')
    .select('uuid')
    .where('is_robot', '=', true)
    .executeTakeFirstOrThrow();
  assert.equal((await desk.post(`/api/users/${robot.uuid}/tokens/`, { name: 'x' })).status, 404);
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
    const reply = await desk.post(tokensOf('ada'), body);
    assert.deepEqual([reply.status, Object.keys(reply.body)], [400, [field]]);
  }
  assert.equal((await desk.request('DELETE', `${tokensOf('ada')}x/`)).status, 404);
});
