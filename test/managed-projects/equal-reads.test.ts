import assert from 'node:assert/strict';
import { request } from 'node:http';
import { after, before, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { createDatabase } from '../../src/database/connection-pool.ts';
import { createServer } from '../../src/server.ts';
import { awardDetails, TestApp } from '../support/test-app.ts';
import { waitForLockedStatements } from '../support/wait-for-lock.ts';

/* What many people ask for at the same moment is read once (docs/decisions/0010). */

const list = '/api/openportal-managed-projects/?state=pending&page_size=50';
const statements: string[] = [];
let app: TestApp;
let db: TestApp['db'];
let server: Awaited<ReturnType<typeof createServer>>;
let url: string;
let award: string;
const staff = Array.from({ length: 6 }, (_, n) => `staff${n}`);

before(async () => {
  app = await TestApp.open();
  const { provider, customer } = await app.createTemplateWithCustomers();
  await app.template(provider, customer, { name: 'waiting', approval_limit: '0' });
  await createAward('a.ukri');
  award = app.getAwardPath('a.ukri');
  for (const name of staff) await app.createPerson(name, { is_staff: true });
  await app.createPerson('stranger');
  db = createDatabase(app.database.url, { onQuery: ({ sql }) => statements.push(sql) });
  server = await createServer({
    db,
    clock: () => app.now,
    portal: () => app.portal,
    bridge: null,
    publicUrl: null,
    log: false,
  });
  url = await server.listen({ host: '127.0.0.1', port: 0 });
  // From now on the service remembers the tokens, and has a connection.
  for (const name of [...staff, 'stranger']) await ask(list, name);
});
after(async () => {
  await server.close();
  await db.destroy();
  await app.close();
});

const createAward = (identifier: string): Promise<unknown> =>
  app.sendInstruction('create_project', { ...awardDetails, template: 'waiting' }, identifier);

const getToken = (name: string): string => app.people.get(name)?.token as string;

async function ask(path: string, name: string, headers: Record<string, string> = {}) {
  const reply = await fetch(url + path, {
    headers: { authorization: `Token ${getToken(name)}`, ...headers },
  });
  return { status: reply.status, headers: reply.headers, text: await reply.text() };
}

/** Holds a lock under which no award can be read. */
async function lockAwards(): Promise<() => Promise<void>> {
  const client = new pg.Client({ connectionString: app.database.url });
  await client.connect();
  await client.query('begin; lock table managed_project in access exclusive mode');
  return async () => {
    await client.query('rollback');
    await client.end();
  };
}

/** Each of them twice, all at the same moment. */
const askAll = (path: string, names: readonly string[], headers = {}) =>
  Promise.all([...names, ...names].map((name) => ask(path, name, headers)));

test('people who see the same get the same reply from few statements', async () => {
  const etag = String((await ask(award, 'staff0')).headers.get('etag'));
  for (const [path, headers, status] of [
    [list, {}, 200],
    [award, {}, 200],
    [award, { 'if-none-match': etag }, 304],
  ] as const) {
    const alone = await ask(path, 'staff0', headers);
    statements.length = 0;
    // So that nobody is answered before all have asked.
    const unlock = await lockAwards();
    const first = ask(path, 'staff0', headers);
    await waitForLockedStatements(app.db, 1);
    const asked = askAll(path, staff, headers);
    await waitForLockedStatements(app.db, 2);
    await unlock();
    const replies = [await first, ...(await asked)];
    for (const reply of replies) {
      assert.deepEqual([reply.status, reply.text], [status, alone.text]);
      assert.equal(reply.headers.get('etag'), alone.headers.get('etag'));
    }
    assert.ok(statements.length <= replies.length / 2, `${path}: ${statements.length} statements`);
  }
});

test('who sees something else, or asks for something else, gets that', async () => {
  const [of0, of1, strangers, approved, named, ten] = await Promise.all([
    ask(list, 'staff0'),
    ask(list, 'staff1'),
    ask(list, 'stranger'),
    ask(list.replace('pending', 'approved'), 'staff2'),
    ask(`${list}&field=identifier`, 'staff3'),
    ask(list.replace('50', '10'), 'staff4'),
  ]);
  assert.equal(of0.text, of1.text);
  assert.deepEqual([strangers.text, approved.text], ['[]', '[]']);
  assert.deepEqual(
    JSON.parse(named.text),
    JSON.parse(of0.text).map(({ identifier }: { identifier: string }) => ({ identifier })),
  );
  assert.equal(ten.text, of0.text);
  const [seen, hidden] = await Promise.all([ask(award, 'staff0'), ask(award, 'stranger')]);
  assert.deepEqual([seen.status, hidden.status], [200, 404]);
});

test('a token that was revoked is refused, the others that share the read are not', async () => {
  const person = app.people.get('staff5') as { id: number };
  const revoked = await app.db
    .deleteFrom('api_token')
    .where('person_id', '=', person.id)
    .returningAll()
    .executeTakeFirstOrThrow();
  for (const path of [list, award]) {
    const replies = await askAll(path, ['staff5', ...staff.slice(0, 3)]);
    const statuses = replies.map(({ status }) => status);
    assert.deepEqual(statuses, [401, 200, 200, 200, 401, 200, 200, 200], path);
  }
  const { id: _, ...token } = revoked;
  await app.db.insertInto('api_token').values(token).execute();
});

test('a compressed reply is the same for all, whatever each accepts', async () => {
  await createAward('b.ukri');
  const plain = await ask(list, 'staff0', { 'accept-encoding': 'identity' });
  const accepted = ['br', 'gzip', 'gzip, deflate, br', 'br;q=0.5, gzip', 'identity', 'gzip;q=0'];
  const replies = await Promise.all(
    [...accepted, ...accepted].map((encoding, n) =>
      ask(list, staff[n % staff.length] as string, { 'accept-encoding': encoding }),
    ),
  );
  for (const reply of replies) assert.equal(reply.text, plain.text);
  assert.deepEqual(
    replies.slice(0, 6).map(({ headers }) => headers.get('content-encoding')),
    ['br', 'gzip', 'br', 'gzip', null, null],
  );
  const named = await ask(`${list}&field=identifier`, 'staff0', { 'accept-encoding': 'br' });
  assert.deepEqual(
    JSON.parse(named.text).map(({ identifier }: { identifier: string }) => identifier),
    JSON.parse(plain.text).map(({ identifier }: { identifier: string }) => identifier),
  );
});

test('a client that goes away takes nothing from the others', async () => {
  const alone = await ask(list, 'staff0');
  const aloneAward = await ask(award, 'staff0');
  for (let turn = 0; turn < 20; turn++) {
    const leaving = request(url + list, {
      headers: { authorization: `Token ${getToken('staff1')}` },
    });
    leaving.on('error', () => undefined);
    leaving.end();
    // Two kinds: the memory of one reply is used for the next, of whichever kind.
    const others = askAll(list, staff);
    const ofAward = askAll(award, staff);
    if (turn % 2 === 0) leaving.once('response', () => leaving.destroy());
    else setImmediate(() => leaving.destroy());
    for (const reply of await others) assert.equal(reply.text, alone.text);
    for (const reply of await ofAward) assert.equal(reply.text, aloneAward.text);
  }
});

test('each reply shows what was committed before it was asked for', async () => {
  let committed = Number((await ask(list, 'staff0')).headers.get('x-result-count'));
  let isWriting = true;
  const write = async (writer: number): Promise<void> => {
    for (let n = 0; n < 15; n++) {
      await createAward(`w${writer}n${n}.ukri`);
      committed++;
    }
  };
  let replies = 0;
  const read = async (name: string): Promise<void> => {
    while (isWriting) {
      const atLeast = committed;
      const reply = await ask(list, name);
      assert.equal(reply.status, 200, reply.text);
      const total = Number(reply.headers.get('x-result-count'));
      assert.ok(total >= atLeast, `${total} awards after ${atLeast} were there`);
      assert.equal(JSON.parse(reply.text).length, Math.min(total, 50));
      replies++;
      // Those who were answered together would otherwise ask together.
      await pause(Math.random() * 20);
    }
  };
  const readers = Promise.all([...staff, ...staff].map(read));
  await Promise.all([0, 1, 2, 3].map(write)).finally(() => {
    isWriting = false;
  });
  await readers;
  assert.ok(replies > staff.length);
});
