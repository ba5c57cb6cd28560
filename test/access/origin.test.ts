import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { changesSoFar, watchChanges } from '../http/generated/changes.ts';
import { TestDesk } from '../support/desk.ts';
import { TestProvider } from '../support/oidc/provider.ts';
import { isReading, send } from './matrix/request.ts';
import { rows } from './matrix/rows.ts';
import { World } from './matrix/world.ts';

/*
 * Issue 5, 3: what another site makes a browser send is refused wherever something changes, on
 * every route: the rows are those of the matrix, which has all that the service serves.
 */
let provider: TestProvider;
let desk: TestDesk;
let world: World;

before(async () => {
  provider = await TestProvider.open(['http://127.0.0.1:1']);
  desk = await TestDesk.open({}, { providers: [provider.settings()] });
  world = await World.make(desk);
  await watchChanges(desk.db);
});
after(async () => {
  await desk?.close();
  await provider?.close();
});

/** What a browser adds to a request that a page of another site makes. */
function foreign(): Record<string, Record<string, string>> {
  const { port } = new URL(desk.url);
  return {
    'another site': { origin: 'https://evil.example' },
    'a site that hides where it is': { origin: 'null' },
    'a host below ours': { origin: `http://evil.127.0.0.1:${port}` },
    'a host that begins as ours': { origin: `${desk.url}.evil.example` },
    'another port': { origin: 'http://127.0.0.1:1' },
    'another scheme': { origin: `https://127.0.0.1:${port}` },
    'another site, by what the browser says': { 'sec-fetch-site': 'cross-site' },
    'a neighbour, by what the browser says': {
      origin: desk.url,
      'sec-fetch-site': 'same-site',
    },
  };
}

/** It neither reads nor sets a cookie: another site gains nothing that it has not typed itself. */
const withoutCookie = 'POST /api-auth/password/';

describe('from another site', () => {
  for (const row of rows.filter(({ route }) => !isReading(route) && route !== withoutCookie)) {
    test(`${row.route}${row.about === undefined ? '' : ` (${row.about})`}`, async () => {
      const subject = await row.prepare(world, 'staff');
      const cookie = `gatehouse_session=${(await world.session('staff')).key}`;
      const before = await changesSoFar(desk.db);
      for (const [name, headers] of Object.entries(foreign())) {
        const { status, text } = await send(desk.url, row.route, subject, { cookie, ...headers });
        assert.equal(status, 403, `${name}: ${text}`);
        assert.deepEqual(JSON.parse(text), { detail: 'Cross-site requests are refused.' }, name);
      }
      assert.equal(await changesSoFar(desk.db), before);
    });
  }

  test('a session without any word of where the request comes from is refused too', async () => {
    const cookie = `gatehouse_session=${(await world.session('staff')).key}`;
    const { status } = await send(
      desk.url,
      'POST /api/customers/',
      { body: { name: 'x' } },
      { cookie },
    );
    assert.equal(status, 403);
  });

  test(`${withoutCookie} rests on no cookie and gives none`, async () => {
    const row = rows.find(({ route }) => route === withoutCookie);
    assert.ok(row);
    const subject = await row.prepare(world, 'staff');
    const headers = { origin: 'https://evil.example' };
    const reply = await send(desk.url, row.route, subject, headers);
    assert.equal(reply.status, 200);
    assert.equal(reply.headers.get('set-cookie'), null);
    assert.equal(reply.headers.get('access-control-allow-origin'), null);
  });

  test('what it may make a browser ask, it may not read', async () => {
    const cookie = `gatehouse_session=${(await world.session('staff')).key}`;
    const headers = { cookie, origin: 'https://evil.example' };
    for (const row of rows.filter(({ route }) => isReading(route))) {
      const subject = await row.prepare(world, 'staff');
      const reply = await send(desk.url, row.route, subject, headers);
      assert.equal(reply.headers.get('access-control-allow-origin'), null, row.route);
      assert.equal(reply.headers.get('cross-origin-resource-policy'), 'same-origin', row.route);
    }
  });
});
