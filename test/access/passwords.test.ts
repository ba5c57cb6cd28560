import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, test } from 'node:test';
import { checkPassword } from '../../src/access/password-rules.ts';
import { hashPassword } from '../../src/access/password-hashing.ts';
import { createResetLink } from '../../src/access/password-reset-links.ts';
import { lockRow } from '../../src/database/transaction.ts';
import { BadInput } from '../../src/award/bad-input.ts';
import { createServer } from '../../src/server.ts';
import { type TestReply, TestApp } from '../support/test-app.ts';
import { waitForLockedStatements } from '../support/wait-for-lock.ts';

/* Issue 5, 2 and 5: passwords, their links, and how often one may guess. */

const password = 'correct horse battery';
let app: TestApp;
const noon = new Date('2026-11-23T12:00:00Z');

before(async () => {
  app = await TestApp.open();
  await app.createPerson('ada', { email: 'ada.king@example.ac.uk' });
  await app.createPerson('grace');
});
beforeEach(async () => {
  app.now = noon;
  await app.db.deleteFrom('sign_in_attempt').execute();
  await app.db.deleteFrom('session').execute();
  await app.db
    .updateTable('person')
    .set({ password_hash: await hashPassword(password) })
    .where('username', 'in', ['ada', 'grace'])
    .execute();
});
after(() => app.close());

const signIn = (username: string, secret = password, headers: Record<string, string> = {}) =>
  app.post('/api/session/', { username, password: secret }, { as: null, headers });

async function cookieOf(username: string, secret = password): Promise<string> {
  const reply = await signIn(username, secret);
  assert.equal(reply.status, 200, reply.text);
  return (reply.headers.getSetCookie()[0] as string).split(';')[0] as string;
}

const by = (cookie: string) => ({ as: null, headers: { cookie, origin: app.url } });
const me = async (cookie: string) => (await app.get('/api/users/me/', by(cookie))).status;
const pathOf = (username: string) => `/api/users/${app.people.get(username)?.uuid}/`;
const later = (seconds: number): void => {
  app.now = new Date(noon.getTime() + seconds * 1000);
};

describe('the password rule', () => {
  const refused: [string, string][] = [
    ['eleven char', 'too short'],
    ['👍👍👍👍👍', 'eleven units, five characters'],
    ['123456789012', 'common'],
    ['Password1234!', 'a common one with something behind it'],
    ['qwertyuiopqwertyuiop', 'a common one twice'],
    ['1q2w3e4r5t6y', 'leaked often, though it is long'],
    ['Zaqwsxcderfv', 'the same in other case'],
    ['abcabcabcabcabc', 'one piece over and over'],
    ['aaaaaaaaaaaaaaaa', 'one letter'],
    ['Gatehouse-2026', 'our own name'],
    ['lovelace.1815', 'of the account'],
    ['x'.repeat(1001), 'too long'],
  ];
  for (const [candidate, why] of refused) {
    test(`refuses: ${why}`, () => {
      assert.throws(() => checkPassword(candidate, ['ada', 'Ada Lovelace'], 'it'), BadInput);
    });
  }

  test('accepts long passwords of any composition and language', () => {
    for (const good of [
      'correct horse battery',
      'одиннадцать лет',
      'ab cd ef gh ij',
      `${'数'.repeat(4)}もじのもじれつです`,
    ]) {
      checkPassword(good, ['ada'], 'it');
    }
  });

  test('applies wherever a password is set, and names the field', async () => {
    const bad = 'password1234';
    const made = await app.post('/api/users/', { username: 'new', password: bad });
    assert.deepEqual([made.status, Object.keys(made.body)], [400, ['password']]);
    const changed = await app.patch(pathOf('ada'), { password: bad });
    assert.deepEqual([changed.status, Object.keys(changed.body)], [400, ['password']]);
    const own = await app.post(
      '/api/users/me/password/',
      { current_password: password, new_password: bad },
      { as: 'ada' },
    );
    assert.deepEqual([own.status, Object.keys(own.body)], [400, ['new_password']]);
  });

  test('passwords are stored as argon2id, with 19 MiB and 2 rounds', async () => {
    assert.match(await hashPassword(password), /^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  });
});

describe('the own password', () => {
  const change = (cookie: string, current: string, next = 'another good password') =>
    app.post(
      '/api/users/me/password/',
      { current_password: current, new_password: next },
      by(cookie),
    );

  test('changes with the current password and ends other sessions', async () => {
    const [here, there] = [await cookieOf('ada'), await cookieOf('ada')];
    const wrong = await change(here, 'not the password');
    assert.deepEqual([wrong.status, Object.keys(wrong.body)], [400, ['current_password']]);
    assert.equal(await me(there), 200);
    assert.equal((await change(here, password)).status, 204);
    assert.deepEqual([await me(here), await me(there)], [200, 401]);
    assert.equal((await signIn('ada')).status, 401);
    await cookieOf('ada', 'another good password');
  });

  test('staff cannot change their own without the current one', async () => {
    const refused = await app.patch(pathOf('staff'), { password: 'another good password' });
    assert.deepEqual([refused.status, Object.keys(refused.body)], [400, ['password']]);
  });

  test('guesses count like failed sign-ins', async () => {
    const cookie = await cookieOf('ada');
    for (let count = 0; count < 6; count++) await change(cookie, `guess ${count}`);
    assert.equal((await change(cookie, password)).status, 429);
  });
});

test('refuses a sign-in whose password is changed meanwhile', async () => {
  const changed = await hashPassword('another good password');
  const { status, headers } = await whileChangedTo(changed, () => signIn('ada'));
  assert.deepEqual([status, headers.getSetCookie()], [401, []]);
  assert.deepEqual(await app.db.selectFrom('session').select('id').execute(), []);
});

test('does not overwrite a password that is changed meanwhile', async () => {
  const changed = await hashPassword('another good password');
  const body = { current_password: password, new_password: 'a third good password' };
  const reply = await whileChangedTo(changed, () =>
    app.post('/api/users/me/password/', body, { as: 'ada' }),
  );
  assert.deepEqual([reply.status, Object.keys(reply.body)], [400, ['current_password']]);
  const row = app.db.selectFrom('person').select('password_hash').where('username', '=', 'ada');
  assert.equal((await row.executeTakeFirstOrThrow()).password_hash, changed);
});

/** Sends a request that verifies ada's password, and changes the password before it has finished. */
async function whileChangedTo(changed: string, ask: () => Promise<TestReply>): Promise<TestReply> {
  const { reply } = await app.db.transaction().execute(async (trx) => {
    await trx
      .updateTable('person')
      .set({ password_hash: changed })
      .where('username', '=', 'ada')
      .execute();
    const pendingReply = ask();
    // It has verified the old password and waits for the row that this transaction changed.
    await waitForLockedStatements(app.db);
    return { reply: pendingReply };
  });
  return reply;
}

test('ends all sessions when staff set a password', async () => {
  const cookie = await cookieOf('ada');
  assert.equal((await app.patch(pathOf('ada'), { password: 'set by somebody' })).status, 200);
  assert.equal(await me(cookie), 401);
});

describe('a reset link', () => {
  const make = (username: string, as = 'staff') =>
    app.post(`${pathOf(username)}reset-link/`, undefined, { as });
  const keyOf = (reply: { body: { url: string } }) => reply.body.url.split('#')[1] as string;
  const check = (key: string) => app.post('/api/reset/check/', { key }, { as: null });
  const use = (key: string, next = 'a wholly new password') =>
    app.post('/api/reset/', { key, new_password: next }, { as: null });

  test('is created by staff, shows its account, works once and ends all sessions', async () => {
    const cookie = await cookieOf('ada');
    const link = await make('ada');
    assert.equal(link.status, 201);
    assert.equal(link.body.expires_at, '2026-11-24T12:00:00.000Z');
    assert.match(link.body.url, new RegExp(`^${app.url}/reset#[\\w-]{43}$`));
    const key = keyOf(link);
    assert.deepEqual((await check(key)).body, { username: 'ada', full_name: 'ada Tester' });
    const bad = await use(key, 'password1234');
    assert.deepEqual([bad.status, Object.keys(bad.body)], [400, ['new_password']]);
    assert.equal((await use(key)).status, 204);
    assert.equal(await me(cookie), 401);
    await cookieOf('ada', 'a wholly new password');
    for (const again of [await use(key), await check(key)]) {
      assert.deepEqual([again.status, Object.keys(again.body)], [400, ['key']]);
    }
  });

  test('ends with the next link, after a day, with a new password and with the account', async () => {
    const first = keyOf(await make('ada'));
    const second = keyOf(await make('ada'));
    assert.equal((await check(first)).status, 400);
    later(24 * 3600 - 1);
    assert.equal((await check(second)).status, 200);
    later(24 * 3600);
    assert.equal((await check(second)).status, 400);
    app.now = noon;
    await app.patch(pathOf('ada'), { password: 'set by somebody' });
    assert.equal((await check(second)).status, 400);
    const third = keyOf(await make('ada'));
    await app.patch(pathOf('ada'), { is_active: false });
    assert.equal((await check(third)).status, 400);
    assert.equal((await make('ada')).status, 409);
    await app.patch(pathOf('ada'), { is_active: true });
  });

  test('of two created at once only the last works', async () => {
    const made = await app.db.transaction().execute(async (trx) => {
      const { id } = app.people.get('ada') as { id: number };
      await lockRow(trx, 'person', id);
      const { key } = await createResetLink(trx, id, app.now);
      const other = make('ada');
      await waitForLockedStatements(app.db);
      return { key, other };
    });
    const last = keyOf(await made.other);
    assert.deepEqual([(await check(made.key)).status, (await check(last)).status], [400, 200]);
  });

  test('works for one of many concurrent requests', async () => {
    const key = keyOf(await make('ada'));
    const replies = await Promise.all([1, 2, 3, 4].map((n) => use(key, `a wholly new one ${n}`)));
    assert.deepEqual(replies.map(({ status }) => status).toSorted(), [204, 400, 400, 400]);
  });

  test('is refused to others and stored only as a hash', async () => {
    assert.equal((await make('ada', 'ada')).status, 403);
    assert.equal((await make('ada', 'grace')).status, 404);
    const program = await app.create('/api/users/', { username: 'bot', is_service_account: true });
    const refused = await app.post(`/api/users/${program.uuid}/reset-link/`);
    assert.equal(refused.status, 409);
    const key = keyOf(await make('ada'));
    const rows = await app.db.selectFrom('reset_link').selectAll().execute();
    assert.ok(!JSON.stringify(rows).includes(key));
    const audit = await app.get('/api/administrative-audit/?page_size=300');
    assert.ok(audit.text.includes('person.reset_link_made'));
    assert.ok(!audit.text.includes(key));
  });
});

describe('password guessing', () => {
  test('is delayed per account and client IP, and what is answered 429 counts', async () => {
    for (let count = 0; count < 6; count++) {
      assert.equal((await signIn('ada', 'wrong')).status, 401);
    }
    const waits: number[] = [];
    let second = 0;
    for (let count = 0; count < 4; count++) {
      const refused = await signIn('ada', password);
      assert.equal(refused.status, 429, 'also with the right one');
      assert.match(refused.body.detail, /Too many attempts. Try again in \d+ s\./);
      waits.push(Number(refused.headers.get('retry-after')));
      second += waits.at(-1) as number;
      later(second);
      assert.equal((await signIn('ada', 'wrong')).status, 401);
    }
    assert.deepEqual(waits, [2, 8, 32, 60]);
    assert.equal((await signIn('grace')).status, 200, 'nobody else waits');
    later(second + 30);
    assert.equal((await signIn('ada')).status, 429);
    later(second + 61);
    assert.equal((await signIn('ada')).status, 429, 'the guess in between counted');
    later(second + 122);
    assert.equal((await signIn('ada')).status, 200, 'a minute at most');
    assert.equal((await signIn('ada', 'wrong')).status, 401, 'and begins anew');
    assert.equal((await signIn('ada')).status, 200);
  });

  test('is delayed per client IP for every account', async () => {
    const rotating = (n: number) => ({ 'x-forwarded-for': `198.51.100.${n}` });
    for (let count = 0; count < 21; count++) {
      assert.equal((await signIn(`user-${count}`, 'wrong', rotating(count))).status, 401);
    }
    const refused = await signIn('grace', password, rotating(99));
    assert.equal(refused.status, 429);
    assert.equal((await signIn('grace', password, rotating(99))).status, 429);
    later(4);
    assert.equal((await signIn('grace')).status, 200);
  });

  test('is delayed across replicas, per account and client IP', async () => {
    const other = await createServer({
      db: app.db,
      clock: () => app.now,
      portal: () => app.portal,
      bridge: null,
      publicUrl: null,
      log: false,
    });
    const there = async (username: string, secret: string) =>
      (
        await other.inject({
          method: 'POST',
          url: '/api/session/',
          payload: { username, password: secret },
        })
      ).statusCode;
    try {
      for (let count = 0; count < 3; count++) {
        assert.equal((await signIn('ada', 'wrong')).status, 401);
        assert.equal(await there('ada', 'wrong'), 401);
      }
      assert.deepEqual([(await signIn('ada')).status, await there('ada', password)], [429, 429]);
      for (let count = 0; count < 13; count++) {
        assert.equal(await there(`user-${count}`, 'wrong'), 401);
      }
      assert.deepEqual(
        [(await signIn('grace')).status, await there('grace', password)],
        [429, 429],
      );
    } finally {
      await other.close();
    }
  });

  test('is not delayed longer after the clock was ahead', async () => {
    later(86_400);
    for (let count = 0; count < 8; count++) await signIn('ada', 'wrong');
    app.now = noon;
    assert.equal((await signIn('ada')).status, 200);
  });

  test('is delayed alike for unknown and known accounts', async () => {
    const statuses = async (name: string) => {
      const seen = [];
      for (let count = 0; count < 8; count++) {
        const { status, body } = await signIn(name, 'wrong');
        seen.push([status, body]);
      }
      return seen;
    };
    const known = await statuses('ada');
    assert.deepEqual(await statuses('nobody-of-that-name'), known);
  });

  test('a hundred concurrent requests are not a hundred guesses', async () => {
    const replies = await Promise.all(
      Array.from({ length: 100 }, (_, n) => signIn('ada', `guess ${n}`)),
    );
    const looked = replies.filter(({ status }) => status === 401).length;
    assert.ok(looked >= 1 && looked <= 6, `${looked} were looked into`);
    assert.ok(replies.every(({ status }) => status === 401 || status === 429));
  });

  test('counts an IPv6 network as one client, and stores nothing that was typed', async () => {
    const rows = await app.db.selectFrom('sign_in_attempt').select('digest').execute();
    assert.ok(rows.every(({ digest }) => digest.length === 32));
  });
});

test('GATEHOUSE_PASSWORD_LOGIN=off refuses every use of a password', async () => {
  const closed = await TestApp.open({ passwordLogin: false });
  try {
    await closed.createPerson('ada');
    const credentials = { username: 'ada', password };
    const uuid = closed.people.get('ada')?.uuid;
    const own = { current_password: password, new_password: 'another good password' };
    for (const reply of [
      await closed.post('/api/session/', credentials, { as: null }),
      await closed.post('/api-auth/password/', credentials, { as: null }),
      await closed.post('/api/users/me/password/', own, { as: 'ada' }),
      await closed.post(`/api/users/${uuid}/reset-link/`),
      await closed.post('/api/reset/check/', { key: 'x' }, { as: null }),
      await closed.post('/api/reset/', { key: 'x', new_password: password }, { as: null }),
    ]) {
      assert.equal(reply.status, 403);
      assert.deepEqual(reply.body, { detail: 'Sign-in with a password is switched off.' });
    }
    assert.equal((await closed.get('/api/sign-in/', { as: null })).body.password, false);
    assert.equal((await closed.get('/api/users/me/', { as: 'ada' })).status, 200, 'tokens do');
  } finally {
    await closed.close();
  }
});
