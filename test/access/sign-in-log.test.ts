import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import { hashPassword } from '../../src/access/password-hashing.ts';
import { createServer } from '../../src/server.ts';
import { TestApp } from '../support/test-app.ts';

/* What the operator's log says of who signs in, who does not, and who is refused. */

type Line = Record<string, unknown>;

const password = 'correct horse battery';
let app: TestApp;
let server: Awaited<ReturnType<typeof createServer>>;
let lines: Line[] = [];
let text = '';

before(async () => {
  app = await TestApp.open();
  await app.createPerson('ada');
  await app.db
    .updateTable('person')
    .set({ password_hash: await hashPassword(password) })
    .where('username', '=', 'ada')
    .execute();
  const write = (line: string): void => {
    text += line;
    lines.push(JSON.parse(line) as Line);
  };
  server = await createServer({
    db: app.db,
    clock: () => app.now,
    portal: () => app.portal,
    bridge: null,
    publicUrl: null,
    log: { level: 'info', stream: { write } },
  });
});
beforeEach(() => {
  lines = [];
  text = '';
});
after(async () => {
  await server.close();
  await app.close();
});

const signIn = (payload: object, url = '/api/session/') =>
  server.inject({ method: 'POST', url, payload });
const adas = () => app.people.get('ada')?.uuid;

function events(): Line[] {
  return lines
    .filter(({ event }) => event !== undefined)
    .map(({ event, outcome, way, person, address, status, route, caller }) =>
      JSON.parse(JSON.stringify({ event, outcome, way, person, address, status, route, caller })),
    );
}

test('logs person, way and client IP of a sign-in, never what was typed', async () => {
  const typed = 'my-secret-in-the-wrong-field\n{"event":"forged"}';
  await signIn({ username: 'ada', password });
  await signIn({ username: 'ada', password }, '/api-auth/password/');
  await signIn({ username: 'ada', password: 'guess-number-one' });
  await signIn({ username: typed, password: 'guess-number-two' });
  const of = { event: 'sign-in', address: '127.0.0.1', person: adas() };
  const unauthorized = {
    event: 'refused',
    status: 401,
    route: '/api/session/',
    caller: null,
    address: '127.0.0.1',
  };
  assert.deepEqual(events(), [
    { ...of, outcome: 'accepted', way: 'password' },
    { ...of, outcome: 'accepted', way: 'password for a token' },
    { ...of, outcome: 'refused', way: 'password' },
    unauthorized,
    { ...of, outcome: 'refused', way: 'password', person: null },
    unauthorized,
  ]);
  for (const secret of [password, 'guess-number', 'my-secret', 'forged']) {
    assert.ok(!text.includes(secret), secret);
  }
});

test('logs a sign-out once', async () => {
  const reply = await signIn({ username: 'ada', password });
  const [cookie = ''] = String(reply.headers['set-cookie']).split(';');
  const signOut = () =>
    server.inject({
      method: 'DELETE',
      url: '/api/session/',
      headers: { cookie, 'sec-fetch-site': 'same-origin' },
    });
  lines = [];
  await signOut();
  assert.deepEqual(
    events().map(({ event, person }) => [event, person]),
    [['sign-out', adas()]],
  );
  assert.ok(!text.includes(cookie.split('=')[1] as string));
});

test('logs the route of a refusal, never its path or key', async () => {
  const { token } = app.people.get('ada') as { token: string };
  const headers = { authorization: `Token ${token}` };
  await server.inject({ url: '/api/administrative-audit/?query=private', headers });
  await server.inject({ url: '/api/users/me/', headers: { authorization: 'Token not-a-key' } });
  assert.deepEqual(
    events().map(({ event, status, route, caller }) => [event, status, route, caller]),
    [
      ['refused', 403, '/api/administrative-audit/', adas()],
      ['refused', 401, '/api/users/me/', null],
    ],
  );
  for (const secret of [token, 'not-a-key', 'private']) assert.ok(!text.includes(secret), secret);
});

test('logs no signed link of a mail and no email in a path', async () => {
  const { token } = app.people.get('ada') as { token: string };
  const link = 'signed.link-of-a-mail';
  await server.inject({ url: `/api/mail-unsubscribe/${link}/` });
  await server.inject({ method: 'POST', url: `/api/mail-unsubscribe/${link}` });
  await server.inject({
    method: 'DELETE',
    url: '/api/mail-refused-addresses/ada@example.ac.uk/?x=1',
    headers: { authorization: `Token ${token}` },
  });
  const paths = lines.flatMap(({ req }) => (req ? [(req as Line).path] : []));
  assert.deepEqual(paths, [
    '/api/mail-unsubscribe/…',
    '/api/mail-unsubscribe/…',
    '/api/mail-refused-addresses/…',
  ]);
  assert.ok(!text.includes(link) && !text.includes('ada@example'), text);
});
