import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { hashPassword } from '../../src/access/password-hashing.ts';
import { TestApp } from '../support/test-app.ts';

/* Issue 18, 10: no token outlives its owner's account at the provider for ever. */

const day = 86_400_000;
const start = new Date('2026-11-23T12:00:00Z');
const password = 'correct horse battery';
let app: TestApp;

before(async () => {
  app = await TestApp.open({ tokenOwnerDays: 30 });
});
after(() => app.close());

const later = (days: number): void => {
  app.now = new Date(start.getTime() + days * day);
};
const me = async (as: string): Promise<number> => (await app.get('/api/users/me/', { as })).status;
const tokensOf = (name: string): string => `/api/users/${app.people.get(name)?.uuid}/tokens/`;

test('a token ends after a year unless its maker says otherwise', async () => {
  await app.createPerson('maker');
  const ends = async (body: object): Promise<string | null> =>
    (await app.post(tokensOf('maker'), { name: 'x', ...body }, { as: 'maker' })).body.expires_at;
  assert.equal(await ends({}), '2027-11-23T12:00:00.000000Z');
  assert.equal(await ends({ days: 1 }), '2026-11-24T12:00:00.000000Z');
  assert.equal(await ends({ days: null }), null);
});

test('a token works until its owner has not signed in for the set time', async () => {
  await app.createPerson('ada');
  const password_hash = await hashPassword(password);
  await app.db.updateTable('person').set({ password_hash }).where('username', '=', 'ada').execute();
  try {
    later(29);
    assert.equal(await me('ada'), 200, 'from its creation');
    const [token] = (await app.get(tokensOf('ada'), { as: 'ada' })).body;
    assert.equal(token.lapses_at, '2026-12-23T12:00:00.000Z');
    later(30);
    assert.equal(await me('ada'), 401);
    const credentials = { username: 'ada', password };
    assert.equal((await app.post('/api/session/', credentials, { as: null })).status, 200);
    assert.equal(await me('ada'), 200, 'works again after a sign-in');
    later(59);
    assert.equal(await me('ada'), 200);
    later(60);
    assert.equal(await me('ada'), 401);
  } finally {
    later(0);
  }
});

test('the token of a service account does not lapse', async () => {
  await app.createPerson('program');
  await app.db
    .updateTable('person')
    .set({ is_service_account: true })
    .where('username', '=', 'program')
    .execute();
  try {
    const [token] = (await app.get(tokensOf('program'))).body;
    assert.equal(token.lapses_at, null);
    later(3000);
    assert.equal(await me('program'), 200);
  } finally {
    later(0);
  }
});
