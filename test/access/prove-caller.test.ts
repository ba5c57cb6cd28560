import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import { createDatabase } from '../../src/database/connection-pool.ts';
import { createServer } from '../../src/server.ts';
import { insertToken } from '../../src/access/token-store.ts';
import { awardDetails, TestApp } from '../support/test-app.ts';

/*
 * The statement that reads awards also proves the token of the request (docs/decisions/0010): whatever
 * changes after a first request with a token shows in the next.
 */

const list = '/api/openportal-managed-projects/?state=pending';
const statements: string[] = [];
const logged: string[] = [];
let app: TestApp;
let db: TestApp['db'];
let server: Awaited<ReturnType<typeof createServer>>;
let award: string;
let key: string;

before(async () => {
  app = await TestApp.open();
  const { provider, customer } = await app.createTemplateWithCustomers();
  await app.template(provider, customer, { name: 'waiting', approval_limit: '0' });
  await app.sendInstruction('create_project', { ...awardDetails, template: 'waiting' }, 'a.ukri');
  award = app.getAwardPath('a.ukri');
  db = createDatabase(app.database.url, { onQuery: ({ sql }) => statements.push(sql) });
  server = await createServer({
    db,
    clock: () => app.now,
    portal: () => app.portal,
    bridge: null,
    publicUrl: null,
    access: { tokenOwnerDays: 30 },
    log: { level: 'warn', stream: { write: (line) => logged.push(line) } },
  });
});
after(async () => {
  await server.close();
  await db.destroy();
  await app.close();
});

const start = new Date('2026-11-23T12:00:00Z');
let tokenUuid: string;
let owner = '';
beforeEach(async () => {
  app.now = start;
  owner = await app.createPerson(`owner${app.people.size}`, { is_staff: true });
  const token = await insertToken(app.db, {
    personId: app.people.get(owner)?.id as number,
    name: 'proved',
    scope: 'read',
    now: start.toISOString(),
    expiresAt: '2026-11-23T12:00:30Z',
  });
  key = token.key;
  tokenUuid = token.uuid;
  for (const path of [list, award]) assert.equal((await ask(path)).statusCode, 200);
});

async function ask(url: string, headers: Record<string, string> = {}) {
  statements.length = 0;
  return server.inject({ url, headers: { authorization: `Token ${key}`, ...headers } });
}

const changePerson = (values: { is_staff?: boolean; is_active?: boolean }): Promise<unknown> =>
  app.db.updateTable('person').set(values).where('username', '=', owner).execute();

test('one statement proves the token and reads the list, an award or its ETag', async () => {
  const listed = await ask(list);
  assert.deepEqual([listed.statusCode, listed.json().length, statements.length], [200, 1, 1]);
  const read = await ask(award);
  assert.deepEqual([read.statusCode, statements.length], [200, 1]);
  const etag = String(read.headers.etag);
  const unchanged = await ask(award, { 'if-none-match': etag });
  assert.deepEqual([unchanged.statusCode, unchanged.body, statements.length], [304, '', 1]);
  const changed = await ask(award, { 'if-none-match': '"other"' });
  assert.deepEqual([changed.statusCode, changed.body], [200, read.body]);
});

const endings: Record<string, () => Promise<unknown>> = {
  'its token is revoked': () =>
    app.db.deleteFrom('api_token').where('uuid', '=', tokenUuid).execute(),
  'its owner is deactivated': () => changePerson({ is_active: false }),
  'its token expires': async () => {
    // Within the minute in which the use of the token is not written again.
    app.now = new Date(start.getTime() + 30_000);
  },
  'its owner has not signed in for too long': async () => {
    await app.db
      .updateTable('api_token')
      .set({ created: '2026-10-01T00:00:00Z' })
      .where('uuid', '=', tokenUuid)
      .execute();
  },
};

for (const [what, end] of Object.entries(endings)) {
  test(`refuses every read once ${what}`, async () => {
    const etag = String((await ask(award)).headers.etag);
    await end();
    for (const [url, headers] of [
      [list, {}],
      [award, {}],
      [award, { 'if-none-match': etag }],
      [`${list}&page=7`, {}],
      [`${list}&page=none`, {}],
      [app.getAwardPath('nowhere.ukri'), {}],
    ] as const) {
      const reply = await ask(url, headers);
      assert.deepEqual([reply.statusCode, reply.json()], [401, { detail: 'Invalid token.' }], url);
      assert.equal(reply.headers.etag, undefined);
    }
  });
}

test('looks a revoked token up once for each request, and reads nothing for its former owner', async () => {
  await app.db.deleteFrom('api_token').where('uuid', '=', tokenUuid).execute();
  logged.length = 0;
  assert.equal((await ask(list)).statusCode, 401);
  assert.equal(statements.length, 2, 'the list with its proof, and one look-up');
  assert.equal((await ask(list)).statusCode, 401);
  assert.equal(statements.length, 1, 'the look-up');
  const refusals = logged
    .map((line) => JSON.parse(line))
    .filter(({ event }) => event === 'refused');
  assert.deepEqual(
    refusals.map(({ status, caller }) => [status, caller]),
    [
      [401, null],
      [401, null],
    ],
  );
});

test('shows what its owner may see now', async () => {
  await changePerson({ is_staff: false });
  const hidden = await ask(list);
  assert.deepEqual([hidden.statusCode, hidden.json()], [200, []]);
  assert.equal((await ask(award)).statusCode, 404);
  await changePerson({ is_staff: true });
  assert.equal((await ask(award)).statusCode, 200);
  assert.equal((await ask(list)).json().length, 1);
});

test('a wrong parameter is named to a proved caller', async () => {
  const reply = await ask(`${list}&page=none`);
  assert.deepEqual([reply.statusCode, Object.keys(reply.json())], [400, ['page']]);
});
