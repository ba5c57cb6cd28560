import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { RouteOptions } from 'fastify';
import { ChangeWatch, type Traces } from '../http/generated/change-watch.ts';
import { TestApp } from '../support/test-app.ts';
import { TestProvider } from '../support/oidc/test-provider.ts';
import { type CallerName, callers } from './permission-matrix/caller-kinds.ts';
import { type Credential, createCredentials } from './permission-matrix/credentials.ts';
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
  credentials = await createCredentials(world);
  changes = await ChangeWatch.open(app.database);
});
after(async () => {
  await changes?.close();
  await app?.close();
  await provider?.close();
});

describe('access of every kind of caller to every route', () => {
  for (const row of rows) {
    test(`${row.route}${row.about === undefined ? '' : ` (${row.about})`}`, () => checkRow(row));
  }
});

async function checkRow(row: Row): Promise<void> {
  let made: { subject: Subject; forCaller: string } | null = null;
  let before: Traces | null = null;
  /** Who sent a request since `before` that must not change anything: one look is for all of them. */
  let harmless: string[] = [];
  const checkHarmless = async (): Promise<void> => {
    if (before === null || harmless.length === 0) return;
    const callers = harmless.join(', ');
    const now = await changes.readTraces();
    assert.deepEqual(now, before, `${row.route}: something changed by one of: ${callers}`);
    harmless = [];
  };

  for (const credential of credentials) {
    const isChange = credential.expected(row) < 400 && !isReading(row.route);
    const needsSubject = made === null || (row.isOwn && made.forCaller !== credential.caller);
    if (needsSubject || isChange || credential.hasSession) await checkHarmless();
    if (made === null || needsSubject) {
      const subject = await row.prepare(world, credential.caller);
      made = { subject, forCaller: credential.caller };
      before = null;
    }
    // The beginning of a session leaves traces too.
    if (credential.hasSession) before = null;
    const headers = await credential.headers(row);
    before ??= await changes.readTraces();
    const say = await sendRequest(row, made.subject, { ...credential, headers });
    if (isChange) {
      await checkRecord(row, before, say);
      made = null;
    } else {
      harmless.push(credential.name);
    }
  }
  await checkHarmless();
}

type Say = (what: string) => string;

/** Sends a request and checks the status of its reply; returns the words for further failures. */
async function sendRequest(
  row: Row,
  subject: Subject,
  credential: Omit<Credential, 'headers'> & { headers: Record<string, string> },
): Promise<Say> {
  const { status, text } = await send(app.url, row.route, subject, credential.headers);
  const say: Say = (what) => `${row.route} by ${credential.name}: ${what} (${status} ${text})`;
  const expected = credential.expected(row);
  assert.equal(status, expected, say(`${expected} expected`));
  return say;
}

/** Checks that a change left an entry in the audit that its row names, and in no other one. */
async function checkRecord(row: Row, before: Traces, say: Say): Promise<void> {
  const now = await changes.readTraces();
  const grown = (['award', 'administration'] as const).filter((name) => now[name] > before[name]);
  assert.deepEqual(grown, typeof row.record === 'string' ? [row.record] : [], say('its audit'));
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
