import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, test } from 'node:test';
import { TestApp } from '../support/test-app.ts';

/* Issue 18, 8: two accounts that look the same are refused, or settled by rule. */

let app: TestApp;
const list = '/api/users/';
before(async () => {
  app = await TestApp.open();
});
beforeEach(() => app.reset());
after(() => app.close());

const create = (fields: object) => app.post(list, fields);
const at = (uuid: string): string => `${list}${uuid}/`;

describe('user names', () => {
  test('that differ only in case cannot be created or changed to', async () => {
    await app.create(list, { username: 'Ada' });
    const { uuid } = await app.create(list, { username: 'grace' });
    for (const reply of [
      await create({ username: 'ada' }),
      await create({ username: 'ADA' }),
      await app.patch(at(uuid), { username: 'aDA' }),
    ]) {
      assert.deepEqual([reply.status, Object.keys(reply.body)], [400, ['username']], reply.text);
    }
    assert.equal((await app.patch(at(uuid), { username: 'Grace' })).status, 200, 'one may its own');
  });

  test('with invisible characters or mixed scripts are refused', async () => {
    for (const username of ['ada\u200b', '\u202eada', 'аda']) {
      const reply = await create({ username });
      assert.deepEqual([reply.status, Object.keys(reply.body)], [400, ['username']]);
    }
    assert.equal((await create({ username: 'анна' })).status, 201);
  });
});

describe('an email', () => {
  const email = 'ada@example.org';

  test('belongs to one active account', async () => {
    const first = await app.create(list, { username: 'ada', email });
    const second = await app.create(list, { username: 'grace' });
    for (const reply of [
      await create({ username: 'other', email: 'ADA@example.org' }),
      await app.patch(at(second.uuid), { email }),
    ]) {
      assert.deepEqual(
        [reply.status, reply.body],
        [400, { email: ['Another active account has this email.'] }],
      );
    }
    assert.equal((await app.patch(at(first.uuid), { email: 'Ada@example.org' })).status, 200);
  });

  test('is free when its account is deactivated, which then cannot come back with it', async () => {
    const first = await app.create(list, { username: 'ada', email });
    await app.patch(at(first.uuid), { is_active: false });
    const second = await app.create(list, { username: 'ada-again', email });
    const back = await app.patch(at(first.uuid), { is_active: true });
    assert.deepEqual([back.status, Object.keys(back.body)], [400, ['email']]);
    await app.patch(at(second.uuid), { email: '' });
    assert.equal((await app.patch(at(first.uuid), { is_active: true })).status, 200);
  });

  test('is given to one of two accounts that are created at once', async () => {
    const [one, other] = await Promise.all(
      ['one', 'other'].map((username) => create({ username, email })),
    );
    assert.deepEqual([one?.status, other?.status].toSorted(), [201, 400]);
  });

  test('that two accounts share already stays with both', async () => {
    await app.createPerson('ada', { email });
    await app.createPerson('twin', { email });
    const uuid = app.people.get('twin')?.uuid as string;
    assert.equal((await app.patch(at(uuid), { first_name: 'Augusta' })).status, 200);
    assert.equal((await app.get(at(uuid))).body.email, email);
  });
});
