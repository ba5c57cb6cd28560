import assert from 'node:assert/strict';
import http from 'node:http';
import { after, before, describe, test } from 'node:test';
import { ChangeWatch } from '../http/generated/change-watch.ts';
import { TestApp } from '../support/test-app.ts';
import { TestProvider } from '../support/oidc/test-provider.ts';
import { isReading, send } from './permission-matrix/send-request.ts';
import { rows } from './permission-matrix/endpoint-permissions.ts';
import { World } from './permission-matrix/matrix-fixtures.ts';

/*
 * Issue 5, 3: what another site makes a browser send is refused wherever something changes, on
 * every route: the rows are those of the matrix, which has all that the service serves.
 */
let provider: TestProvider;
let app: TestApp;
let world: World;
let changes: ChangeWatch;

before(async () => {
  provider = await TestProvider.open(['http://127.0.0.1:1']);
  app = await TestApp.open({}, { providers: [provider.getSettings()] });
  world = await World.make(app);
  changes = await ChangeWatch.open(app.database);
});
after(async () => {
  await changes?.close();
  await app?.close();
  await provider?.close();
});

/** What a browser adds to a request that a page of another site makes. */
function foreign(): Record<string, Record<string, string>> {
  const { port } = new URL(app.url);
  return {
    'another site': { origin: 'https://evil.example' },
    'a site that hides where it is': { origin: 'null' },
    'a host below ours': { origin: `http://evil.127.0.0.1:${port}` },
    'a host that begins as ours': { origin: `${app.url}.evil.example` },
    'another port': { origin: 'http://127.0.0.1:1' },
    'another scheme': { origin: `https://127.0.0.1:${port}` },
    'another site, by what the browser says': { 'sec-fetch-site': 'cross-site' },
    'a neighbour, by what the browser says': {
      origin: app.url,
      'sec-fetch-site': 'same-site',
    },
  };
}

/** Of a POST whose Host is what one likes, which `fetch` does not send. */
function statusWith(headers: Record<string, string>, path: string): Promise<number> {
  const { hostname, port } = new URL(app.url);
  const json = { 'content-type': 'application/json' };
  return new Promise((resolve, reject) => {
    http
      .request(
        { hostname, port, path, method: 'POST', headers: { ...json, ...headers } },
        (reply) => {
          reply.resume();
          resolve(reply.statusCode as number);
        },
      )
      .on('error', reject)
      .end(JSON.stringify({ name: 'x', username: 'staff', password: 'x' }));
  });
}

/** Sent from elsewhere without a cookie: a signed token in them says who may. */
const signedRoutes = [
  // By an identity provider.
  'POST /api/sign-in/:provider/back-channel-logout/',
  // By a mail program with one click (RFC 8058).
  'POST /api/mail-unsubscribe/:token/',
];

describe('from another site', () => {
  for (const row of rows.filter(
    ({ route }) => !isReading(route) && !signedRoutes.includes(route),
  )) {
    test(`${row.route}${row.about === undefined ? '' : ` (${row.about})`}`, async () => {
      const subject = await row.prepare(world, 'staff');
      const cookie = `gatehouse_session=${(await world.session('staff')).key}`;
      const before = await changes.readLast();
      for (const [name, headers] of Object.entries(foreign())) {
        const { status, text } = await send(app.url, row.route, subject, { cookie, ...headers });
        assert.equal(status, 403, `${name}: ${text}`);
        assert.deepEqual(JSON.parse(text), { detail: 'Cross-site requests are refused.' }, name);
      }
      assert.equal(await changes.readLast(), before);
    });
  }

  test('refuses a session whose request does not name its site', async () => {
    const cookie = `gatehouse_session=${(await world.session('staff')).key}`;
    const { status } = await send(
      app.url,
      'POST /api/customers/',
      { body: { name: 'x' } },
      { cookie },
    );
    assert.equal(status, 403);
  });

  test('refuses a malformed Host without a server error', async () => {
    const cookie = `gatehouse_session=${(await world.session('staff')).key}`;
    for (const host of ['[', '%zz', 'a b', '127.0.0.1:99999']) {
      for (const [path, headers] of [
        ['/api/customers/', { cookie }],
        ['/api/customers/', { cookie, origin: app.url }],
        ['/api/session/', { origin: app.url }],
      ] as const) {
        const status = await statusWith({ ...headers, host }, path);
        assert.ok(status === 400 || status === 403, `${path} at "${host}": ${status}`);
      }
    }
  });

  test('replies to requests of another site cannot be read by it', async () => {
    const cookie = `gatehouse_session=${(await world.session('staff')).key}`;
    const headers = { cookie, origin: 'https://evil.example' };
    for (const row of rows.filter(({ route }) => isReading(route))) {
      const subject = await row.prepare(world, 'staff');
      const reply = await send(app.url, row.route, subject, headers);
      assert.equal(reply.headers['access-control-allow-origin'], undefined, row.route);
      assert.equal(reply.headers['cross-origin-resource-policy'], 'same-origin', row.route);
    }
  });
});
