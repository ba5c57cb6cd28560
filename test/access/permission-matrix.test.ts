import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { RouteOptions } from 'fastify';
import { hashKey } from '../../src/access/token-store.ts';
import type { TokenScope } from '../../src/database/account-schema.ts';
import { ChangeWatch, type Traces } from '../http/generated/change-watch.ts';
import { TestApp } from '../support/test-app.ts';
import { TestProvider } from '../support/oidc/test-provider.ts';
import { type CallerName, callers } from './permission-matrix/caller-kinds.ts';
import { isReading, send } from './permission-matrix/send-request.ts';
import { rows } from './permission-matrix/endpoint-permissions.ts';
import type { Row } from './permission-matrix/matrix-row.ts';
import { type Subject, World } from './permission-matrix/matrix-fixtures.ts';

/*
 * Issue 5: every route that the service answers × every kind of caller. The routes come from the
 * service's own table: one that has no row fails here. What is refused changes nothing; what
 * succeeds leaves an entry in an audit, or the row says why not.
 */
const routes: RouteOptions[] = [];
let provider: TestProvider;
let app: TestApp;
let changes: ChangeWatch;
let world: World;
let credentials: Credential[];

before(async () => {
  provider = await TestProvider.open(['http://127.0.0.1:1']);
  const onRoute = (route: RouteOptions) => void routes.push({ ...route });
  const access = { tokenRequestsPerMinute: 1_000_000 };
  app = await TestApp.open(access, { providers: [provider.getSettings()], onRoute });
  world = await World.make(app);
  credentials = await allCredentials();
  changes = await ChangeWatch.open(app.database);
});
after(async () => {
  await changes?.close();
  await app?.close();
  await provider?.close();
});

/** Someone at the door, and what they get by a row. */
interface Credential {
  /** `staff's read token`. */
  name: string;
  /** Whose it is, for what a row says is one's own. */
  caller: string;
  headers: (row: Pick<Row, 'route'>) => Promise<Record<string, string>>;
  /** `headers` begins a session. */
  hasSession?: true;
  expected: (row: Row) => number;
}

async function allCredentials(): Promise<Credential[]> {
  return [...plainOnes(), ...(await narrowOnes()), ...(await deadOnes()), ...inSession()];
}

const withToken = (token: string) => async () => ({ authorization: `Token ${token}` });

/** Each kind of caller with a token for everything. */
function plainOnes(): Credential[] {
  const known = callers.map((caller) => ({
    name: caller,
    caller,
    headers: caller === 'nobody' ? async () => ({}) : withToken(world.person(caller).token),
    expected: (row: Row) => row.expected[caller],
  }));
  const program = {
    name: "a service account with the reviewer's roles",
    caller: 'program',
    headers: withToken(world.person('program').token),
    expected: (row: Row) => row.asProgram ?? row.expected.reviewer,
  };
  return [...known, program];
}

const width: TokenScope[] = ['read', 'review', 'admin'];

/** Tokens made for less than their owner may. */
function narrowOnes(): Promise<Credential[]> {
  const kinds = (['reviewer', 'staff'] as const).flatMap((caller) =>
    (['read', 'review'] as const).map((scope) => ({ caller, scope })),
  );
  return Promise.all(
    kinds.map(async ({ caller, scope }) => ({
      name: `${caller} with a ${scope} token`,
      caller,
      headers: withToken(await world.token(caller, scope)),
      expected: (row: Row) => {
        const isTooNarrow = row.scope !== null && width.indexOf(scope) < width.indexOf(row.scope);
        return isTooNarrow ? 403 : row.expected[caller];
      },
    })),
  );
}

/** Invalid credentials: on public routes they get the reply of no credentials. */
async function deadOnes(): Promise<Credential[]> {
  const past = new Date(app.now.getTime() - 1000).toISOString();
  const revoked = await world.token('staff', 'admin');
  await app.db.deleteFrom('api_token').where('digest', '=', hashKey(revoked)).execute();
  await app.createPerson('gone', { is_staff: true });
  const session = await world.session('gone');
  await app.db
    .updateTable('person')
    .set({ is_active: false })
    .where('username', '=', 'gone')
    .execute();
  const [expired, idle, ended] = [
    await world.session('staff'),
    await world.session('staff'),
    await world.session('staff'),
  ];
  const sessions = app.db.updateTable('session');
  await sessions.set({ expires: past }).where('uuid', '=', expired.uuid).execute();
  const longAgo = new Date(app.now.getTime() - 9 * 3_600_000).toISOString();
  await sessions.set({ last_used: longAgo }).where('uuid', '=', idle.uuid).execute();
  await app.db.deleteFrom('session').where('uuid', '=', ended.uuid).execute();
  const dead = (name: string, headers: Record<string, string>): Credential => ({
    name,
    caller: 'nobody',
    headers: async () => headers,
    expected: (row) => row.expected.nobody,
  });
  const keys = {
    'an unknown token': `Token ${'0'.repeat(40)}`,
    'a revoked token': `Token ${revoked}`,
    'an expired token': `Token ${await world.token('staff', 'admin', past)}`,
    'the token of an inactive account': `Token ${world.person('gone').token}`,
    'no token after the word': 'Token',
    'another scheme': `Basic ${Buffer.from('staff:x').toString('base64')}`,
    'two tokens': `Token ${world.person('staff').token} ${world.person('staff').token}`,
  };
  const cookies = {
    'an unknown session': 'x'.repeat(43),
    'an expired session': expired.key,
    'an idle session': idle.key,
    'an ended session': ended.key,
    'the session of an inactive account': session.key,
  };
  return [
    ...Object.entries(keys).map(([name, authorization]) => dead(name, { authorization })),
    ...Object.entries(cookies).map(([name, key]) =>
      dead(name, { cookie: `gatehouse_session=${key}`, origin: app.url }),
    ),
  ];
}

/** A browser on our own pages; a new session for each row, since some end it. */
function inSession(): Credential[] {
  return (['reviewer', 'support', 'staff'] as const).map((caller) => ({
    name: `${caller} in a session`,
    caller,
    headers: async () => ({
      cookie: `gatehouse_session=${(await world.session(caller)).key}`,
      origin: app.url,
    }),
    hasSession: true,
    expected: (row) => row.inSession ?? row.expected[caller],
  }));
}

describe('access of every kind of caller to every route', () => {
  for (const row of rows) {
    test(`${row.route}${row.about === undefined ? '' : ` (${row.about})`}`, async () => {
      let made: { subject: Subject; forCaller: string } | null = null;
      let last: Traces | null = null;
      for (const credential of credentials) {
        if (made === null || (row.isOwn && made.forCaller !== credential.caller)) {
          const subject = await row.prepare(world, credential.caller);
          made = { subject, forCaller: credential.caller };
          last = null;
        }
        const headers = await credential.headers(row);
        // What this test writes leaves traces too.
        const before: Traces =
          last === null || credential.hasSession ? await changes.readTraces() : last;
        last = await check(row, made.subject, { ...credential, headers }, before);
        if (last !== before) made = null;
      }
    });
  }
});

/** Sends a request and checks its reply and traces; returns new traces if it used its subject. */
async function check(
  row: Row,
  subject: Subject,
  credential: Omit<Credential, 'headers'> & { headers: Record<string, string> },
  before: Traces,
): Promise<Traces> {
  const { status, text } = await send(app.url, row.route, subject, credential.headers);
  const say = (what: string) => `${row.route} by ${credential.name}: ${what} (${status} ${text})`;
  const expected = credential.expected(row);
  assert.equal(status, expected, say(`${expected} expected`));
  const now = await changes.readTraces();
  if (status >= 400 || isReading(row.route)) {
    assert.deepEqual(now, before, say('something changed'));
    return before;
  }
  const grown = (['award', 'administration'] as const).filter((name) => now[name] > before[name]);
  assert.deepEqual(grown, typeof row.record === 'string' ? [row.record] : [], say('its audit'));
  return now;
}

interface Served {
  route: string;
  /** Answers only that its path is there, but not for this method. */
  isOther: boolean;
}

function served(): Served[] {
  return routes.flatMap(({ method, url, schema }) =>
    // fetch() sends no TRACE: test/http/request-hardening.test.ts does.
    [method]
      .flat()
      .filter((one) => one !== 'TRACE')
      .map((one) => ({
        route: `${one} ${url}`,
        isOther: (schema as { hide?: boolean } | undefined)?.hide === true && !isFile(url),
      })),
  );
}

/** The pages, and the API's document for reading: files for everybody, with nothing of the desk. */
const isFile = (url: string): boolean =>
  /^\/api\/docs(\/|$)/.test(url) || !/^\/(api|api-auth|health|metrics)(\/|$)/.test(url);

test('every route has a row and every row a route', () => {
  const known = new Set(rows.map(({ route }) => route));
  const answered = served().filter(({ route, isOther }) => !isOther && !isFile(urlOf(route)));
  assert.ok(answered.length > 80, `${answered.length} routes`);
  assert.deepEqual([...known].sort(), [...new Set(answered.map(({ route }) => route))].sort());
});

const urlOf = (route: string): string => route.split(' ')[1] as string;

/** One of each sort, for what is the same for all of a sort. */
const few = () =>
  credentials.filter(({ name }) =>
    [
      'nobody',
      'ordinary',
      'staff',
      'staff with a read token',
      'an expired token',
      'an expired session',
      'staff in a session',
    ].includes(name),
  );

test('static files are the same for every caller', async () => {
  const files = [...new Set(served().map(({ route }) => route))].filter(
    (route) => isFile(urlOf(route)) && !route.includes('*'),
  );
  assert.ok(files.length >= 4);
  for (const route of files) {
    const replies = new Set<string>();
    for (const credential of few()) {
      const { status, text } = await send(app.url, route, {}, await credential.headers({ route }));
      replies.add(`${status} ${text}`);
      assert.ok(status === 200 || status === 302, `${route} by ${credential.name}: ${status}`);
    }
    assert.equal(replies.size, 1, route);
  }
});

test('replies 405 to a wrong method of a known caller, 401 to others', async () => {
  const others = served().filter(({ isOther }) => isOther);
  assert.ok(others.length > 300, `${others.length} others`);
  const params = new Proxy({}, { get: () => '11111111-1111-4111-8111-111111111111' });
  // No such request ends a session, so one is enough for all.
  const known = await Promise.all(
    few().map(async (one) => ({ ...one, headers: await one.headers(anyRow) })),
  );
  const before = await changes.readLast();
  for (const { route } of others) {
    const isOpen = !urlOf(route).startsWith('/api/');
    const scope = isReading(route) ? 'read' : 'admin';
    const row: Row = isOpen
      ? { ...anyRow, route, scope: null, expected: { ...anyRow.expected, nobody: 405 } }
      : { ...anyRow, route, scope };
    for (const { name, headers, expected } of known) {
      const { status } = await send(app.url, route, { params }, headers);
      assert.equal(status, expected(row), `${route} by ${name}`);
    }
    // One look for all callers: whose request it was is found by trying again.
    assert.equal(await changes.readLast(), before, `${route} changed something`);
  }
});

const anyRow: Row = {
  route: 'GET /',
  scope: 'read',
  expected: Object.fromEntries(
    callers.map((name) => [name, name === 'nobody' ? 401 : 405]),
  ) as Record<CallerName, number>,
  prepare: async () => ({}),
  record: { none: 'It does nothing.' },
};
