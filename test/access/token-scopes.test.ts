import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { createSession } from '../../src/access/start-and-end-sessions.ts';
import { insertToken } from '../../src/access/token-store.ts';
import type { TokenScope } from '../../src/database/account-schema.ts';
import { createServer } from '../../src/server.ts';
import { awardDetails, TestApp } from '../support/test-app.ts';

/* Issue 5, 4 and 5: tokens of a scope, service accounts, and how often a token may ask. */

let app: TestApp;
before(async () => {
  app = await TestApp.open();
  await app.createReviewer('rosalind', await app.createTemplateWithCustomers());
});
after(() => app.close());

/** A further token of somebody, as headers. */
async function headersOf(username: string, scope: TokenScope, expiresAt: string | null = null) {
  const id = app.people.get(username)?.id as number;
  const now = app.now.toISOString();
  const token = { personId: id, name: `for ${scope}`, scope, now, expiresAt };
  return {
    as: null,
    headers: { authorization: `Token ${(await insertToken(app.db, token)).key}` },
  };
}

describe('a token of a scope', () => {
  test('read: reads what its owner may, and changes nothing', async () => {
    await app.sendInstruction('create_project', { ...awardDetails, allocation: '5000 NHR' });
    const read = await headersOf('rosalind', 'read');
    assert.equal((await app.get(app.getAwardPath(), read)).status, 200);
    assert.equal((await app.get(`${app.getAwardPath()}plan/`, read)).status, 200);
    const refused = await app.post(`${app.getAwardPath()}approve/`, {}, read);
    assert.equal(refused.status, 403);
    assert.deepEqual(refused.body, { detail: "This token's scope is read; this needs review." });
    assert.equal((await app.get(app.getAwardPath())).body.state, 'pending');
  });

  test('review: also decides, and manages nothing', async () => {
    const review = await headersOf('rosalind', 'review');
    assert.equal((await app.post(`${app.getAwardPath()}reject/`, {}, review)).status, 200);
    const own = `/api/users/${app.people.get('rosalind')?.uuid}/tokens/`;
    const refused = await app.post(own, { name: 'wider' }, review);
    assert.equal(refused.status, 403);
    assert.deepEqual(refused.body, { detail: "This token's scope is review; this needs admin." });
    const staffs = await headersOf('staff', 'review');
    assert.equal((await app.post('/api/customers/', { name: 'No' }, staffs)).status, 403);
  });

  test('admin: does what its owner may, no more', async () => {
    const admin = await headersOf('rosalind', 'admin');
    assert.equal((await app.post(`${app.getAwardPath()}reopen/`, {}, admin)).status, 200);
    assert.equal((await app.post('/api/customers/', { name: 'No' }, admin)).status, 403);
  });

  test('shows its last use, and ends when it expires or its owner is deactivated', async () => {
    const soon = new Date(app.now.getTime() + 3_600_000).toISOString();
    await app.createPerson('brief');
    const headers = await headersOf('brief', 'read', soon);
    const list = `/api/users/${app.people.get('brief')?.uuid}/tokens/`;
    const lastUsed = async () =>
      (await app.get(list)).body.find(({ name }: { name: string }) => name === 'for read')
        ?.last_used;
    assert.equal(await lastUsed(), null);
    assert.equal((await app.get('/api/users/me/', headers)).status, 200);
    assert.equal(await lastUsed(), '2026-11-23T12:00:00.000000Z');
    const then = app.now;
    try {
      app.now = new Date(then.getTime() + 3_600_001);
      assert.equal((await app.get('/api/users/me/', headers)).status, 401);
    } finally {
      app.now = then;
    }
    await app.patch(`/api/users/${app.people.get('brief')?.uuid}/`, { is_active: false });
    assert.equal((await app.get('/api/users/me/', headers)).status, 401);
  });

  test('revoked on one replica, it is refused on the others at once', async () => {
    const other = await createServer({
      db: app.db,
      clock: () => app.now,
      portal: () => app.portal,
      bridge: null,
      publicUrl: null,
      log: false,
    });
    try {
      const made = await app.post(`/api/users/${app.people.get('rosalind')?.uuid}/tokens/`, {
        name: 'to be revoked',
        scope: 'read',
        days: 1,
      });
      const ask = () =>
        other.inject({
          url: '/api/users/me/',
          headers: { authorization: `Token ${made.body.key}` },
        });
      assert.equal((await ask()).statusCode, 200);
      const path = `/api/users/${app.people.get('rosalind')?.uuid}/tokens/${made.body.uuid}/`;
      assert.equal((await app.request('DELETE', path)).status, 204);
      assert.equal((await ask()).statusCode, 401);
    } finally {
      await other.close();
    }
  });

  test('an account has a limited number of tokens', async () => {
    const name = await app.createPerson('hoarder');
    const { id, uuid } = app.people.get(name) as { id: number; uuid: string };
    const rows = Array.from({ length: 199 }, (_, index) => ({
      person_id: id,
      name: `token ${index}`,
      digest: Buffer.from(`digest ${index}`),
      created: app.now.toISOString(),
      expires_at: null,
    }));
    await app.db.insertInto('api_token').values(rows).execute();
    const refused = await app.post(`/api/users/${uuid}/tokens/`, { name: 'one more' });
    assert.equal(refused.status, 409);
    assert.match(refused.body.detail, /at most 200 tokens/);
    // The other way to one keeps to it too, and again lets in who has revoked what nobody uses.
    const password = 'green cranes at noon';
    await app.patch(`/api/users/${uuid}/`, { password });
    const signIn = () =>
      app.post('/api-auth/password/', { username: name, password }, { as: null });
    const closed = await signIn();
    assert.equal(closed.status, 409, closed.text);
    assert.match(closed.body.detail, /at most 200 tokens/);
    const all = (await app.get(`/api/users/${uuid}/tokens/`)).body;
    assert.equal(all.length, 200);
    await app.request('DELETE', `/api/users/${uuid}/tokens/${all[0].uuid}/`);
    assert.equal((await signIn()).status, 200);
    assert.equal((await signIn()).status, 409);
  });
});

describe('a service account', () => {
  test('has tokens and roles, and refuses a password', async () => {
    const { provider, customer } = await app.createTemplateWithCustomers({ name: 'robots' });
    const refused = await app.post('/api/users/', {
      username: 'robot-1',
      is_service_account: true,
      password: 'a long enough password',
    });
    assert.equal(refused.status, 400);
    assert.ok(refused.body.password);
    const made = await app.create('/api/users/', {
      username: 'robot-1',
      full_name: 'Nightly reviewer',
      is_service_account: true,
    });
    assert.equal(made.is_service_account, true);
    for (const [at, role] of [
      [provider, 'CUSTOMER.MANAGER'],
      [customer, 'CUSTOMER.OWNER'],
    ] as const) {
      const grant = await app.post(`/api/customers/${at.uuid}/add_user/`, {
        user: made.uuid,
        role,
      });
      assert.equal(grant.status, 201);
    }
    const token = await app.create(`/api/users/${made.uuid}/tokens/`, {
      name: 'nightly',
      scope: 'review',
    });
    const as = { as: null, headers: { authorization: `Token ${token.key}` } };
    assert.equal((await app.get('/api/users/me/', as)).body.username, 'robot-1');
    await app.sendInstruction(
      'create_project',
      {
        ...awardDetails,
        template: 'robots',
        allocation: '5000 NHR',
      },
      'p7.ukri',
    );
    assert.equal((await app.post(`${app.getAwardPath('p7.ukri')}approve/`, {}, as)).status, 200);

    const path = `/api/users/${made.uuid}/`;
    const password = await app.patch(path, { password: 'a long enough password' });
    assert.deepEqual([password.status, Object.keys(password.body)], [400, ['password']]);
    const other = await app.patch(path, { is_service_account: false });
    assert.deepEqual([other.status, Object.keys(other.body)], [400, ['is_service_account']]);
    assert.equal((await app.patch(path, { is_service_account: true })).status, 200);
    assert.equal((await app.patch(path, { is_active: false })).status, 200);
    assert.equal((await app.get('/api/users/me/', as)).status, 401);
  });

  test('is marked in the list', async () => {
    const programs = await app.get('/api/users/?is_service_account=true');
    assert.deepEqual(
      programs.body.map(({ username }: { username: string }) => username),
      ['robot-1'],
    );
    const people = await app.get('/api/users/?is_service_account=false&page_size=100');
    assert.ok(people.body.every((row: { username: string }) => row.username !== 'robot-1'));
  });
});

describe('requests by token', () => {
  test('above the limit are refused for that token until the minute ends', async () => {
    const busy = await TestApp.open({ tokenRequestsPerMinute: 5 });
    try {
      await busy.createPerson('ada');
      const statuses = [];
      for (let count = 0; count < 7; count++) {
        statuses.push((await busy.get('/api/users/me/', { as: 'ada' })).status);
      }
      assert.deepEqual(statuses, [200, 200, 200, 200, 200, 429, 429]);
      const refused = await busy.get('/api/users/me/', { as: 'ada' });
      assert.match(refused.body.detail, /At most 5 requests a minute/);
      const seconds = Number(refused.headers.get('retry-after'));
      assert.ok(seconds >= 1 && seconds <= 60);
      assert.equal((await busy.get('/api/users/me/')).status, 200, 'another token');
      assert.equal((await busy.get('/health/live', { as: null })).status, 200);
      const forged = { as: null, headers: { authorization: 'Token nobody' } };
      const guesses = [];
      for (let count = 0; count < 6; count++) {
        guesses.push((await busy.get('/api/users/me/', forged)).status);
      }
      assert.deepEqual(guesses, [401, 401, 401, 401, 401, 429]);
    } finally {
      await busy.close();
    }
  });

  test('count together for every spelling of the header', async () => {
    const busy = await TestApp.open({ tokenRequestsPerMinute: 5 });
    try {
      const { token } = busy.people.get('staff') as { token: string };
      const ask = async (headers: Record<string, string>) =>
        (await busy.get('/api/users/me/', { as: null, headers })).status;
      const written = ['Token', 'token', 'Bearer', 'bEARER', 'Token ', 'Token  '];
      const statuses = [];
      for (const word of written) {
        statuses.push(await ask({ authorization: `${word} ${token}`, cookie: `x=${word}` }));
      }
      assert.deepEqual(statuses, [200, 200, 200, 200, 200, 429]);
    } finally {
      await busy.close();
    }
  });

  test('count together for a session with any other cookies', async () => {
    const busy = await TestApp.open({ tokenRequestsPerMinute: 5 });
    try {
      const personId = busy.people.get('staff')?.id as number;
      const session = { personId, now: busy.now, clientIp: '', userAgent: '' };
      const { key } = await createSession(busy.db, session);
      const statuses = [];
      for (let count = 0; count < 6; count++) {
        const headers = { cookie: `x=${count}; gatehouse_session=${key}` };
        statuses.push((await busy.get('/api/users/me/', { as: null, headers })).status);
      }
      assert.deepEqual(statuses, [200, 200, 200, 200, 200, 429]);
    } finally {
      await busy.close();
    }
  });

  test('the minute does not get longer when the clock jumps back', async (t) => {
    const busy = await TestApp.open({ tokenRequestsPerMinute: 3 });
    try {
      const ask = async () => (await busy.get('/api/users/me/')).status;
      t.mock.timers.enable({ apis: ['Date'], now: Date.now() + 86_400_000 });
      const before = [await ask(), await ask(), await ask(), await ask()];
      assert.deepEqual(before, [200, 200, 200, 429]);
      t.mock.timers.reset();
      const refused = await busy.get('/api/users/me/');
      assert.equal(refused.status, 429);
      const seconds = Number(refused.headers.get('retry-after'));
      assert.ok(seconds <= 60, `${seconds} s`);
    } finally {
      await busy.close();
    }
  });
});
