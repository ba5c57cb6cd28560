import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, test } from 'node:test';
import { hashPassword } from '../../src/access/password-hashing.ts';
import { TestApp, type TestReply } from '../support/test-app.ts';

/* Issue 18, 4: nobody can keep the owner of an account from signing in. */

const password = 'correct horse battery';
const noon = new Date('2026-11-23T12:00:00Z');
let app: TestApp;

before(async () => {
  app = await TestApp.open({ trustedProxies: ['127.0.0.1'] });
  await app.createPerson('ada');
  await app.createPerson('grace');
  await app.db
    .updateTable('person')
    .set({ password_hash: await hashPassword(password) })
    .where('username', 'in', ['ada', 'grace'])
    .execute();
});
beforeEach(async () => {
  app.now = noon;
  await app.db.deleteFrom('sign_in_attempt').execute();
});
after(() => app.close());

const office = '192.0.2.1';
const signIn = (
  from: string,
  secret = password,
  { username = 'ada', cookie = '' } = {},
): Promise<TestReply> =>
  app.post(
    '/api/session/',
    { username, password: secret },
    { as: null, headers: { 'x-forwarded-for': from, ...(cookie && { cookie }) } },
  );

/** The cookie by which a browser is known after it signed in. */
async function becomeKnown(username = 'ada', cookie = ''): Promise<string> {
  const reply = await signIn('192.0.2.77', password, { username, cookie });
  assert.equal(reply.status, 200, reply.text);
  const set = reply.headers.getSetCookie().find((line) => line.startsWith('gatehouse_known='));
  assert.match(String(set), /; HttpOnly.*; SameSite=Strict/);
  return String(set).split(';')[0] as string;
}

async function guess(from: string, times: number, cookie = ''): Promise<number[]> {
  const statuses = [];
  for (let count = 0; count < times; count++) {
    statuses.push((await signIn(from, 'a wrong password', { cookie })).status);
  }
  return statuses;
}

describe('while somebody keeps guessing', () => {
  test('the owner signs in at another client IP', async () => {
    assert.equal((await guess('203.0.113.9', 30)).at(-1), 429);
    assert.equal((await signIn(office)).status, 200);
  });

  test('the owner signs in in a known browser, also at the same client IP', async () => {
    const cookie = await becomeKnown();
    await guess(office, 40);
    assert.equal((await signIn(office)).status, 429);
    assert.equal((await signIn(office, password, { cookie })).status, 200);
  });

  test('the owner signs in from a new client IP although a hundred others guess', async () => {
    for (let network = 0; network < 100; network++) {
      const statuses = await guess(`198.51.100.${network}`, 1);
      assert.deepEqual(statuses, [401]);
    }
    // From now on each network has one guess that is not delayed, no longer five.
    assert.deepEqual(await guess('203.0.113.50', 3), [401, 401, 429]);
    assert.equal((await signIn(office)).status, 200);
  });
});

describe('a known browser', () => {
  test('is known for its own account only', async () => {
    const cookie = await becomeKnown('grace');
    await guess(office, 40);
    assert.equal((await signIn(office, password, { cookie })).status, 429);
  });

  test('is known for each of the accounts that signed in there', async () => {
    const cookie = await becomeKnown('grace', await becomeKnown('ada'));
    await guess(office, 40);
    assert.equal((await signIn(office, password, { cookie })).status, 200);
    assert.equal((await signIn(office, password, { username: 'grace', cookie })).status, 200);
  });

  test('has five guesses before it is delayed, like any other', async () => {
    const cookie = await becomeKnown();
    const statuses = await guess(office, 8, cookie);
    assert.deepEqual(statuses, [401, 401, 401, 401, 401, 401, 429, 429]);
    assert.equal((await signIn(office)).status, 200, 'its guesses delay nobody else');
  });

  test('cannot be made up, and is forgotten after 180 days', async () => {
    const cookie = await becomeKnown();
    const [name, value = ''] = cookie.split('=');
    const [account, seconds, signature = ''] = value.split('.');
    const forged = `${name}=${account}.${Number(seconds) + 1}.${signature}`;
    await guess(office, 40);
    assert.equal((await signIn(office, password, { cookie: forged })).status, 429);
    assert.equal((await signIn(office, password, { cookie: `${name}=${account}` })).status, 429);
    app.now = new Date(noon.getTime() + 180 * 86_400_000);
    await guess(office, 40);
    assert.equal((await signIn(office, password, { cookie })).status, 429);
  });
});

test('passwords for tokens and password changes are delayed by account and client IP', async () => {
  await guess(office, 7);
  const headers = { 'x-forwarded-for': office };
  const credentials = { username: 'ada', password };
  const forToken = await app.post('/api-auth/password/', credentials, { as: null, headers });
  assert.equal(forToken.status, 429);
  const elsewhere = { 'x-forwarded-for': '192.0.2.2' };
  const other = await app.post('/api-auth/password/', credentials, {
    as: null,
    headers: elsewhere,
  });
  assert.equal(other.status, 200);
});
