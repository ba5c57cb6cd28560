import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { hashPassword } from '../../src/access/password-hashing.ts';
import { createServer } from '../../src/server.ts';
import { waitUntil } from '../support/connected-service.ts';
import { TestApp } from '../support/test-app.ts';

/* Issue 5, 3: sessions, listed and ended by their owner. */

const password = 'correct horse battery';
let app: TestApp;
const begun = new Date('2026-11-23T12:00:00Z');

before(async () => {
  app = await TestApp.open();
  for (const name of ['ada', 'grace']) {
    await app.createPerson(name);
    await app.db
      .updateTable('person')
      .set({ password_hash: await hashPassword(password) })
      .where('username', '=', name)
      .execute();
  }
});
beforeEach(async () => {
  app.now = begun;
  await app.db.deleteFrom('session').execute();
});
after(() => app.close());

async function signIn(username: string, browser = 'Firefox'): Promise<string> {
  const reply = await app.post(
    '/api/session/',
    { username, password },
    { as: null, headers: { 'user-agent': browser } },
  );
  assert.equal(reply.status, 200, reply.text);
  return (reply.headers.getSetCookie()[0] as string).split(';')[0] as string;
}

const by = (cookie: string) => ({ as: null, headers: { cookie, origin: app.url } });
const sessionsOf = (name: string): string => `/api/users/${app.people.get(name)?.uuid}/sessions/`;
const me = async (cookie: string): Promise<number> =>
  (await app.get('/api/users/me/', by(cookie))).status;
const later = (hours: number): void => {
  app.now = new Date(begun.getTime() + hours * 3_600_000);
};

test('are listed with client IP and current mark, without keys', async () => {
  const here = await signIn('ada', 'Firefox on the desk');
  await signIn('ada', 'Safari on the phone');
  const list = await app.get(sessionsOf('ada'), by(here));
  assert.equal(list.status, 200);
  assert.deepEqual(
    list.body.map((row: Record<string, unknown>) => [row.user_agent, row.is_current]).toSorted(),
    [
      ['Firefox on the desk', true],
      ['Safari on the phone', false],
    ],
  );
  const [row] = list.body;
  assert.deepEqual(
    [row.address, row.provider, row.created, row.expires],
    ['127.0.0.1', null, '2026-11-23T12:00:00.000000Z', '2026-11-24T12:00:00.000000Z'],
  );
  assert.ok(!list.text.includes(here.split('=')[1] as string));
});

test('end one by one or all others, at once', async () => {
  const [here, phone, library] = [await signIn('ada'), await signIn('ada'), await signIn('ada')];
  const other = (await app.get(sessionsOf('ada'), by(phone))).body.find(
    (row: { is_current: boolean }) => row.is_current,
  );
  const end = () => app.request('DELETE', `${sessionsOf('ada')}${other.uuid}/`, by(here));
  assert.equal((await end()).status, 204);
  assert.deepEqual([await me(here), await me(phone), await me(library)], [200, 401, 200]);
  assert.equal((await end()).status, 404, 'the second time');
  assert.equal((await app.request('DELETE', sessionsOf('ada'), by(here))).status, 204);
  assert.deepEqual([await me(here), await me(library)], [200, 401]);
  const entries = await app.db
    .selectFrom('administrative_entry')
    .select(['action', 'subject_name', 'via'])
    .where('action', '=', 'session.ended')
    .execute();
  assert.deepEqual(entries[0], { action: 'session.ended', subject_name: 'ada', via: 'session' });
});

test('are visible to and ended by their owner and staff only', async () => {
  const adas = await signIn('ada');
  const graces = await signIn('grace');
  assert.equal((await app.get(sessionsOf('ada'), by(graces))).status, 404);
  assert.equal((await app.request('DELETE', sessionsOf('ada'), by(graces))).status, 404);
  const [row] = (await app.get(sessionsOf('ada'))).body;
  const foreign = `${sessionsOf('grace')}${row.uuid}/`;
  assert.equal((await app.request('DELETE', foreign, by(graces))).status, 404);
  assert.equal(await me(adas), 200);
  assert.equal((await app.request('DELETE', sessionsOf('ada'))).status, 204);
  assert.deepEqual([await me(adas), await me(graces)], [401, 200]);
});

test('end after eight hours without use, and after a day in use', async () => {
  const [idle, used] = [await signIn('ada'), await signIn('ada')];
  for (const hours of [3, 6, 7.9]) {
    later(hours);
    assert.equal(await me(used), 200);
  }
  later(8.1);
  assert.deepEqual([await me(idle), await me(used)], [401, 200]);
  assert.equal((await app.get(sessionsOf('ada'))).body.length, 1);
  for (const hours of [15, 22, 23.9]) {
    later(hours);
    assert.equal(await me(used), 200);
  }
  later(24.1);
  assert.equal(await me(used), 401);
});

test('requests of an unattended page do not count as use', async () => {
  const cookie = await signIn('ada');
  const { signal, abort } = abortable();
  for (const hours of [3, 6]) {
    later(hours);
    const headers = { cookie };
    const stream = await fetch(`${app.url}/api/events/`, { headers, signal });
    assert.equal(stream.status, 200);
    const byItself = { cookie, 'x-unattended': '1' };
    const ownAccount = await app.get('/api/users/me/', { as: null, headers: byItself });
    assert.equal(ownAccount.status, 200);
  }
  abort();
  later(8.1);
  assert.equal(await me(cookie), 401);
});

function abortable(): { signal: AbortSignal; abort: () => void } {
  const controller = new AbortController();
  return { signal: controller.signal, abort: () => controller.abort() };
}

test('end when their owner is deactivated', async () => {
  const cookie = await signIn('grace');
  const path = `/api/users/${app.people.get('grace')?.uuid}/`;
  await app.patch(path, { is_active: false });
  assert.equal(await me(cookie), 401);
  await app.patch(path, { is_active: true });
  assert.equal(await me(cookie), 401, 'and do not come back with them');
});

test('each sign-in creates a new key', async () => {
  const planted = `gatehouse_session=${'x'.repeat(43)}`;
  const reply = await app.post(
    '/api/session/',
    { username: 'ada', password },
    { as: null, headers: { cookie: planted } },
  );
  const cookie = (reply.headers.getSetCookie()[0] as string).split(';')[0] as string;
  assert.notEqual(cookie, planted);
  assert.equal(await me(planted), 401);
});

test('a sign-in ends the previous session of the browser', async () => {
  const [one, elsewhere] = [await signIn('ada'), await signIn('ada')];
  const reply = await app.post(
    '/api/session/',
    { username: 'ada', password },
    { as: null, headers: { cookie: one } },
  );
  assert.equal(reply.status, 200);
  assert.deepEqual([await me(one), await me(elsewhere)], [401, 200]);
  const wrong = await app.post(
    '/api/session/',
    { username: 'ada', password: 'wrong' },
    { as: null, headers: { cookie: elsewhere } },
  );
  assert.deepEqual([wrong.status, await me(elsewhere)], [401, 200]);
});

describe('an event stream', () => {
  async function listen(headers: Record<string, string>, at = app.url) {
    const controller = new AbortController();
    const reply = await fetch(`${at}/api/events/`, { headers, signal: controller.signal });
    const heard = { text: '', hasEnded: false, stop: () => controller.abort() };
    void (async () => {
      for await (const chunk of reply.body as AsyncIterable<Uint8Array>) {
        heard.text += new TextDecoder().decode(chunk);
      }
      heard.hasEnded = true;
    })().catch(() => undefined);
    await waitUntil(() => heard.text.includes('hello'));
    return heard;
  }

  test('ends at sign-out', async () => {
    const { template: _ } = await app.createTemplateWithCustomers();
    await app.db
      .updateTable('person')
      .set({ is_support: true })
      .where('username', '=', 'ada')
      .execute();
    const cookie = await signIn('ada');
    const signedOut = await listen({ cookie });
    const stays = await listen({ authorization: `Token ${app.people.get('staff')?.token}` });
    assert.equal((await app.request('DELETE', '/api/session/', by(cookie))).status, 204);
    await app.sendInstruction('create_project', {
      name: 'News',
      template: 'open-call',
      allocation: '1 NHR',
    });
    await waitUntil(() => stays.text.includes('p1.ukri'));
    await waitUntil(() => signedOut.hasEnded);
    assert.ok(!signedOut.text.includes('p1.ukri'));
    stays.stop();
  });

  test('ends when the session has been idle', async () => {
    const idle = await listen({ cookie: await signIn('ada') });
    const stays = await listen({ authorization: `Token ${app.people.get('staff')?.token}` });
    later(8.1);
    const details = { name: 'Late', template: 'open-call', allocation: '1 NHR' };
    await app.sendInstruction('create_project', details, 'p3.ukri');
    await waitUntil(() => stays.text.includes('p3.ukri'));
    await waitUntil(() => idle.hasEnded);
    stays.stop();
  });

  test('ends on every replica within half a minute after its credential', {
    timeout: 60_000,
  }, async () => {
    const other = await createServer({
      db: app.db,
      clock: () => app.now,
      portal: () => app.portal,
      bridge: null,
      publicUrl: null,
      log: false,
    });
    const replica = await other.listen({ host: '127.0.0.1', port: 0 });
    const open: Awaited<ReturnType<typeof listen>>[] = [];
    const hear = async (headers: Record<string, string>) => {
      const ear = await listen(headers, replica);
      open.push(ear);
      return ear;
    };
    const tokenOf = async (name: string, days?: number) =>
      (await app.post(`/api/users/${app.people.get(name)?.uuid}/tokens/`, { name, days })).body;
    const withKey = ({ key }: { key: string }) => ({ authorization: `Token ${key}` });
    try {
      await app.createPerson('leaver');
      const [revoked, short, lasting] = [
        await tokenOf('ada'),
        await tokenOf('ada', 1),
        await tokenOf('ada'),
      ];
      const [mine, longest] = [await signIn('ada', 'ended'), await signIn('ada', 'too long')];
      const ends = {
        'its token is revoked': await hear(withKey(revoked)),
        'its token has expired': await hear(withKey(short)),
        'its session is ended': await hear({ cookie: mine }),
        'its session has lasted long enough': await hear({ cookie: longest }),
        'its owner is inactive': await hear(withKey(await tokenOf('leaver'))),
      };
      const stays = await hear(withKey(lasting));
      const tokens = `/api/users/${app.people.get('ada')?.uuid}/tokens/`;
      assert.equal((await app.request('DELETE', `${tokens}${revoked.uuid}/`)).status, 204);
      const [session] = (await app.get(sessionsOf('ada'))).body.filter(
        (row: { user_agent: string }) => row.user_agent === 'ended',
      );
      const path = `${sessionsOf('ada')}${session.uuid}/`;
      assert.equal((await app.request('DELETE', path)).status, 204);
      const leaver = `/api/users/${app.people.get('leaver')?.uuid}/`;
      assert.equal((await app.patch(leaver, { is_active: false })).status, 200);
      later(24.1);
      const began = Date.now();
      const left = () => Object.entries(ends).filter(([, { hasEnded }]) => !hasEnded);
      while (left().length > 0 && Date.now() - began < 30_000) await pause(250);
      assert.deepEqual(
        left().map(([why]) => why),
        [],
      );
      assert.equal(stays.hasEnded, false);
    } finally {
      for (const ear of open) ear.stop();
      await other.close();
    }
  });

  test('carries only awards that remain visible after a right is revoked', async () => {
    const cookie = await signIn('ada');
    const ada = await listen({ cookie });
    const staff = await listen({ authorization: `Token ${app.people.get('staff')?.token}` });
    await app.patch(`/api/users/${app.people.get('ada')?.uuid}/`, { is_support: false });
    await app.sendInstruction(
      'create_project',
      { name: 'More', template: 'open-call', allocation: '1 NHR' },
      'p2.ukri',
    );
    await waitUntil(() => staff.text.includes('p2.ukri'));
    assert.ok(!ada.text.includes('p2.ukri'));
    ada.stop();
    staff.stop();
  });
});
