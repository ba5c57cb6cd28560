import assert from 'node:assert/strict';
import { request } from 'node:http';
import { after, before, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { createSeededRandom } from '../support/seeded-random.ts';
import { waitForLockedStatements } from '../support/wait-for-lock.ts';
import { EqualReadsApp, staff } from './equal-reads-app.ts';

/* What many people ask for at the same moment is read once (docs/decisions/0010). */

const list = '/api/openportal-managed-projects/?state=pending&page_size=50';
let service: EqualReadsApp;
let award: string;

before(async () => {
  service = await EqualReadsApp.open();
  await service.createAward('a.ukri');
  award = service.app.getAwardPath('a.ukri');
  // From now on the service remembers the tokens, and has a connection.
  await service.app.createPerson('stranger');
  for (const name of [...staff, 'stranger']) await ask(list, name);
});
after(() => service.close());

const ask = (...args: Parameters<EqualReadsApp['ask']>) => service.ask(...args);

/** Whether a statement looks tokens up, which a read that proves them makes needless. */
const looksUpTokens = (statement: string): boolean =>
  /\bas token_id\b/.test(statement) && /digest = any\(/.test(statement);

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
    service.statements.length = 0;
    // So that nobody is answered before all have asked.
    const unlock = await service.lockAwards();
    const first = ask(path, 'staff0', headers);
    await waitForLockedStatements(service.app.db, 1);
    const asked = askAll(path, staff, headers);
    await waitForLockedStatements(service.app.db, 2);
    await unlock();
    const replies = [await first, ...(await asked)];
    for (const reply of replies) {
      assert.deepEqual([reply.status, reply.text], [status, alone.text]);
      assert.equal(reply.headers.get('etag'), alone.headers.get('etag'));
    }
    const { statements } = service;
    assert.ok(statements.length <= replies.length / 2, `${path}: ${statements.length} statements`);
    assert.deepEqual(statements.filter(looksUpTokens), []);
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

/** Three staff accounts that the service remembers, whose tokens are not valid any more. */
async function createInvalidCallers(prefix: string): Promise<string[]> {
  const { db, now } = service.app;
  const names = ['revoked', 'expired', 'inactive'].map((name) => `${prefix}-${name}`);
  for (const name of names) await service.app.createPerson(name, { is_staff: true });
  for (const name of names) assert.equal((await ask(list, name)).status, 200);
  const [revoked, expired, inactive] = names.map((name) => service.app.people.get(name)?.id ?? 0);
  const expiry = { expires_at: now.toISOString() };
  await db
    .deleteFrom('api_token')
    .where('person_id', '=', revoked ?? 0)
    .execute();
  await db
    .updateTable('api_token')
    .set(expiry)
    .where('person_id', '=', expired ?? 0)
    .execute();
  await db
    .updateTable('person')
    .set({ is_active: false })
    .where('id', '=', inactive ?? 0)
    .execute();
  return names;
}

test('tokens that became invalid are refused, others that share the read are not', async () => {
  for (const path of [list, award]) {
    const invalid = await createInvalidCallers(path === list ? 'list' : 'award');
    service.statements.length = 0;
    const unlock = await service.lockAwards();
    const first = ask(path, 'staff0');
    await waitForLockedStatements(service.app.db, 1);
    const asked = askAll(path, [...invalid, ...staff]);
    await waitForLockedStatements(service.app.db, 2);
    assert.deepEqual(service.statements, [], 'nothing but the two reads has begun');
    await unlock();
    assert.equal((await first).status, 200);
    const statuses = (await asked).map(({ status }) => status);
    const expected = [...invalid.map(() => 401), ...staff.map(() => 200)];
    assert.deepEqual(statuses, [...expected, ...expected], path);
  }
});

test('a compressed reply is the same for all, whatever each accepts', async () => {
  await service.createAward('b.ukri');
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
    const leaving = request(service.url + list, {
      headers: { authorization: `Token ${service.getToken('staff1')}` },
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
      await service.createAward(`w${writer}n${n}.ukri`);
      committed++;
    }
  };
  let replies = 0;
  const random = createSeededRandom(1);
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
      await pause(random() * 20);
    }
  };
  const readers = Promise.all([...staff, ...staff].map(read));
  await Promise.all([0, 1, 2, 3].map(write)).finally(() => {
    isWriting = false;
  });
  await readers;
  assert.ok(replies > staff.length);
});
