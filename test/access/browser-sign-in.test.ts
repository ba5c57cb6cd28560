import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { hashPassword } from '../../src/access/password-hashing.ts';
import { deleteEndedSessions } from '../../src/access/start-and-end-sessions.ts';
import { hashKey } from '../../src/access/token-store.ts';
import { readSettings } from '../../src/config/settings.ts';
import { type TestReply, TestApp } from '../support/test-app.ts';

/* Issue 4, 1: signing in in a browser. */

const password = 'correct horse battery';
let app: TestApp;
before(async () => {
  app = await TestApp.open();
  for (const [username, more] of [
    ['ada', { email: 'Ada@example.ac.uk' }],
    ['gone', { is_active: false }],
  ] as const) {
    await app.createPerson(username, more);
    await app.db
      .updateTable('person')
      .set({ password_hash: await hashPassword(password) })
      .where('username', '=', username)
      .execute();
  }
});
after(() => app.close());

const signIn = (username: string, secret = password, headers: Record<string, string> = {}) =>
  app.post('/api/session/', { username, password: secret }, { as: null, headers });

const cookieOf = (reply: TestReply): string =>
  (reply.headers.getSetCookie()[0] as string).split(';')[0] as string;

const withCookie = (cookie: string, headers: Record<string, string> = {}) => ({
  as: null,
  headers: { cookie, ...headers },
});

describe('a session', () => {
  test('is a cookie that scripts cannot read, and only its hash is stored', async () => {
    const reply = await signIn('ada');
    assert.equal(reply.status, 200);
    assert.deepEqual(reply.body, (await app.get('/api/users/me/', { as: 'ada' })).body);
    const [set] = reply.headers.getSetCookie() as [string];
    assert.match(set, /^gatehouse_session=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict$/);
    const key = cookieOf(reply).split('=')[1] as string;
    const rows = await app.db.selectFrom('session').selectAll().execute();
    assert.ok(rows.every((row) => !row.digest.toString('latin1').includes(key)));
    assert.ok(!JSON.stringify(rows).includes(key));
    const me = await app.get('/api/users/me/', withCookie(cookieOf(reply)));
    assert.deepEqual([me.status, me.body.username, me.body.has_password], [200, 'ada', true]);
  });

  test('is refused alike for a wrong password, an unknown, inactive or passwordless account', async () => {
    const replies = [
      await signIn('ada', 'wrong'),
      await signIn('nobody'),
      await signIn('gone'),
      await signIn('staff'),
    ];
    for (const reply of replies) {
      assert.equal(reply.status, 401);
      assert.deepEqual(reply.body, { detail: 'Invalid username or password.' });
      assert.deepEqual(reply.headers.getSetCookie(), []);
    }
  });

  test('ends in the service at sign-out', async () => {
    const cookie = cookieOf(await signIn('ada'));
    const ours = withCookie(cookie, { origin: app.url });
    const out = await app.request('DELETE', '/api/session/', ours);
    assert.equal(out.status, 204);
    assert.match(
      out.headers.getSetCookie()[0] as string,
      /^gatehouse_session=; .*Expires=Thu, 01 Jan 1970/,
    );
    const me = await app.get('/api/users/me/', withCookie(cookie));
    assert.deepEqual([me.status, me.body.detail], [401, 'Your session has ended.']);
    assert.equal(me.headers.get('www-authenticate'), 'Token');
  });

  test('ends as GATEHOUSE_SESSION_HOURS and GATEHOUSE_SESSION_IDLE_HOURS say, and is deleted', async () => {
    const { sessionHours, sessionIdleHours } = readSettings({
      GATEHOUSE_SESSION_HOURS: '6',
      GATEHOUSE_SESSION_IDLE_HOURS: '2',
    });
    const limits = { hours: sessionHours, idleHours: sessionIdleHours };
    const own = await TestApp.open({ sessionHours, sessionIdleHours });
    try {
      await own.createPerson('ada');
      await own.db
        .updateTable('person')
        .set({ password_hash: await hashPassword(password) })
        .where('username', '=', 'ada')
        .execute();
      const start = own.now;
      const hours = (count: number) => new Date(start.getTime() + count * 3_600_000);
      const begin = async () =>
        cookieOf(await own.post('/api/session/', { username: 'ada', password }, { as: null }));
      const [used, idle] = [await begin(), await begin()];
      const status = async (cookie: string) =>
        (await own.get('/api/users/me/', withCookie(cookie))).status;
      for (const hour of [1.5, 3, 4.5, 5.9]) {
        own.now = hours(hour);
        assert.equal(await status(used), 200, `${hour} h`);
      }
      assert.equal(await status(idle), 401);
      const count = async () => (await own.db.selectFrom('session').select('id').execute()).length;
      await deleteEndedSessions(own.db, own.now, limits);
      assert.equal(await count(), 1);
      own.now = hours(6.1);
      assert.equal(await status(used), 401);
      await deleteEndedSessions(own.db, own.now, limits);
      assert.equal(await count(), 0);
    } finally {
      await own.close();
    }
  });

  test('ends after 8 hours without use and after 24 hours', async () => {
    const start = app.now;
    const hours = (count: number) => new Date(start.getTime() + count * 3_600_000);
    const used = cookieOf(await signIn('ada'));
    const idle = cookieOf(await signIn('ada'));
    const status = async (cookie: string) =>
      (await app.get('/api/users/me/', withCookie(cookie))).status;
    try {
      for (const hour of [6, 12, 18, 23]) {
        app.now = hours(hour);
        assert.equal(await status(used), 200, `${hour} h`);
      }
      assert.equal(await status(idle), 401);
      app.now = hours(24.1);
      assert.equal(await status(used), 401);
    } finally {
      app.now = start;
    }
  });

  test('writes its last use at most once a minute', async () => {
    const start = app.now;
    const cookie = cookieOf(await signIn('ada'));
    const lastUsed = async (seconds: number) => {
      app.now = new Date(start.getTime() + seconds * 1000);
      assert.equal((await app.get('/api/users/me/', withCookie(cookie))).status, 200);
      const row = await app.db
        .selectFrom('session')
        .select('last_used')
        .where('digest', '=', hashKey(cookie.split('=')[1] as string))
        .executeTakeFirstOrThrow();
      return (Date.parse(row.last_used) - start.getTime()) / 1000;
    };
    try {
      assert.deepEqual([await lastUsed(59), await lastUsed(61), await lastUsed(90)], [0, 61, 61]);
    } finally {
      app.now = start;
    }
  });

  test('ends at once for a deactivated account', async () => {
    const cookie = cookieOf(await signIn('ada'));
    const set = (is_active: boolean) =>
      app.db.updateTable('person').set({ is_active }).where('username', '=', 'ada').execute();
    await set(false);
    assert.equal((await app.get('/api/users/me/', withCookie(cookie))).status, 401);
    await set(true);
  });

  test('a token takes precedence over a cookie, also an invalid one', async () => {
    const cookie = cookieOf(await signIn('ada'));
    const both = { cookie, authorization: `Token ${app.people.get('staff')?.token}` };
    assert.equal(
      (await app.get('/api/users/me/', { as: null, headers: both })).body.username,
      'staff',
    );
    const wrong = { cookie, authorization: 'Token wrong' };
    assert.equal((await app.get('/api/users/me/', { as: null, headers: wrong })).status, 401);
  });

  test('sign-in turns open invitations into memberships', async () => {
    const { customer } = await app.createTemplateWithCustomers({ name: 'invites' });
    const project = await app.create('/api/projects/', { name: 'P', customer: customer.url });
    const { id } = await app.db
      .selectFrom('project')
      .select('id')
      .where('uuid', '=', project.uuid)
      .executeTakeFirstOrThrow();
    const invitation = {
      project_id: id,
      email: 'ada@example.ac.uk',
      role: 'PROJECT.ADMIN' as const,
    };
    await app.db
      .insertInto('invitation')
      .values({ ...invitation, created: app.now.toISOString() })
      .execute();
    await signIn('ada');
    const members = (await app.get(`/api/projects/${project.uuid}/list_users/`)).body;
    assert.deepEqual(
      members.map((one: { user_username: string; state: string }) => [
        one.user_username,
        one.state,
      ]),
      [['ada', 'member']],
    );
    const [entry] = (await app.get('/api/administrative-audit/?action=role.given')).body;
    assert.deepEqual(
      [entry.performed_by_username, entry.via, entry.subject_name, entry.before, entry.after],
      [
        'ada',
        'sign-in',
        'ada',
        null,
        { role: 'PROJECT.ADMIN', project: 'P', project_uuid: project.uuid },
      ],
    );
  });
});

describe('cross-site requests are refused', () => {
  const change = (cookie: string, headers: Record<string, string>) =>
    app.request('DELETE', '/api/session/', withCookie(cookie, headers));

  for (const headers of [
    { origin: 'https://evil.example' },
    { origin: 'null' },
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site' },
    { 'sec-fetch-site': 'cross-site', origin: 'http://127.0.0.1' },
  ] as Record<string, string>[]) {
    test(JSON.stringify(headers), async () => {
      const cookie = cookieOf(await signIn('ada'));
      const refused = await change(cookie, headers);
      assert.deepEqual(
        [refused.status, refused.body.detail],
        [403, 'Cross-site requests are refused.'],
      );
      assert.equal((await app.get('/api/users/me/', withCookie(cookie))).status, 200);
      assert.equal((await signIn('ada', password, headers)).status, 403);
    });
  }

  test('refuses a change without Origin and Sec-Fetch-Site', async () => {
    const cookie = cookieOf(await signIn('ada'));
    const refused = await change(cookie, {});
    assert.deepEqual(
      [refused.status, refused.body.detail],
      [403, 'Cross-site requests are refused.'],
    );
  });

  test('admits our own pages, and tokens from any site', async () => {
    const cookie = cookieOf(await signIn('ada'));
    assert.equal((await change(cookie, { 'sec-fetch-site': 'same-origin' })).status, 204);
    const another = cookieOf(await signIn('ada'));
    assert.equal((await change(another, { origin: app.url })).status, 204);
    const name = { name: 'From elsewhere' };
    const headers = { origin: 'https://elsewhere.example' };
    assert.equal((await app.post('/api/customers/', name, { headers })).status, 201);
  });

  test('admits reads with a cookie', async () => {
    const cookie = cookieOf(await signIn('ada'));
    const headers = { 'sec-fetch-site': 'cross-site' };
    assert.equal((await app.get('/api/users/me/', withCookie(cookie, headers))).status, 200);
  });
});

test('the cookie is Secure and bound to the host over https', async () => {
  const { createServer } = await import('../../src/server.ts');
  const server = await createServer({
    db: app.db,
    clock: () => app.now,
    portal: () => app.portal,
    bridge: null,
    publicUrl: 'https://desk.example.org',
    log: false,
  });
  try {
    const reply = await server.inject({
      method: 'POST',
      url: '/api/session/',
      payload: { username: 'ada', password },
    });
    assert.match(
      String(reply.headers['set-cookie']),
      /^__Host-gatehouse_session=[\w-]{43};.* Secure/,
    );
  } finally {
    await server.close();
  }
});

test('users/me/ lists the roles of the caller', async () => {
  const { customer, provider } = await app.createTemplateWithCustomers({ name: 'roles' });
  await app.assignRole('ada', customer.uuid, 'CUSTOMER.OWNER');
  await app.assignRole('ada', provider.uuid, 'CUSTOMER.MANAGER');
  const { customer_roles } = (await app.get('/api/users/me/', { as: 'ada' })).body;
  assert.deepEqual(
    customer_roles.map((role: { customer_name: string; role: string }) => [
      role.customer_name,
      role.role,
    ]),
    [
      ['Customer', 'CUSTOMER.OWNER'],
      ['Provider', 'CUSTOMER.MANAGER'],
    ],
  );
  assert.equal((await app.get('/api/users/me/')).body.has_password, false);
});
