import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { createServer } from '../../src/server.ts';
import type { OpenIdProviderConfig } from '../../src/sign-on/provider-config.ts';
import { findFreePorts } from '../support/free-ports.ts';
import { getAccessToken } from '../support/oidc/access-token.ts';
import { CookieBrowser } from '../support/oidc/cookie-browser.ts';
import { TestProvider } from '../support/oidc/test-provider.ts';
import { TestApp } from '../support/test-app.ts';

/* docs/rules/api.md, R5.11: get_api_token/, against oidc-provider in a process of its own. */

let app: TestApp;
let provider: TestProvider;
let service: string;
let withTwoProviders: string;
let withoutExchange: string;
const log: string[] = [];
const servers: Awaited<ReturnType<typeof createServer>>[] = [];
const path = '/api/openportal/get_api_token/';

async function serve(providers: OpenIdProviderConfig[], port = 0): Promise<string> {
  const server = await createServer({
    db: app.db,
    clock: () => app.now,
    portal: () => app.portal,
    bridge: null,
    publicUrl: null,
    providers,
    log: { level: 'info', stream: { write: (line) => void log.push(line) } },
  });
  servers.push(server);
  return server.listen({ host: '127.0.0.1', port });
}

const person = (name: string) => ({
  preferred_username: name,
  email: `${name}@example.ac.uk`,
  email_verified: true,
});

before(async () => {
  app = await TestApp.open();
  // The provider's times are real ones.
  app.now = new Date();
  const [port] = await findFreePorts(1);
  service = `http://127.0.0.1:${port}`;
  provider = await TestProvider.open([service]);
  const people = { ada: person('ada'), bob: person('bob'), stranger: person('stranger') };
  await provider.configure({ people });
  const apiTokenScopes = { read: 'gatehouse:read', admin: 'gatehouse:admin' };
  const settings = provider.getSettings({ apiTokenScopes });
  await serve([settings], port);
  withTwoProviders = await serve([settings, { ...settings, slug: 'lab' }]);
  withoutExchange = await serve([provider.getSettings()]);
  for (const name of ['ada', 'bob']) await signIn(name);
});
after(async () => {
  await Promise.all(servers.map((server) => server.close()));
  await app.close();
  await provider.close();
});

async function signIn(name: string): Promise<void> {
  const browser = new CookieBrowser();
  const callback = `${service}/api/sign-in/university/callback/`;
  const back = await browser.signOn(`${service}/api/sign-in/university/`, name, callback);
  await browser.request(back);
}

const clients = {
  ours: ['gatehouse', 'a secret of the provider and Gatehouse'],
  another: ['another-service', 'a secret of the provider and another service'],
} as const;

function accessToken(
  more: { login?: string; client?: keyof typeof clients; scope?: string; resource?: string } = {},
): Promise<string> {
  const { login = 'ada', client = 'another', scope = 'openid gatehouse:read' } = more;
  const { resource = client === 'ours' ? undefined : 'https://gatehouse' } = more;
  const [id, secret] = clients[client];
  const redirectUri = `${service}/api/sign-in/university/callback/`;
  return getAccessToken({
    issuer: provider.issuer,
    client: { id, secret, redirectUri },
    login,
    scope,
    ...(resource !== undefined && { resource }),
  });
}

async function exchange(token: string | null, at = service, query = '') {
  const reply = await fetch(at + path + query, {
    headers: token === null ? {} : { authorization: `Bearer ${token}` },
  });
  const body = (await reply.json()) as Record<string, string>;
  return { status: reply.status, body, headers: reply.headers };
}

const as = (token: string | undefined) => ({ headers: { authorization: `Token ${token}` } });

describe('an access token that is for us', () => {
  test('gets an API token of its scope that lasts an hour', async () => {
    const { status, body } = await exchange(await accessToken());
    assert.equal(status, 200, JSON.stringify(body));
    assert.deepEqual(Object.keys(body), ['token', 'user_access', 'user_email']);
    assert.deepEqual([body.user_access, body.user_email], ['not a staff', 'ada@example.ac.uk']);
    const me = await fetch(`${service}/api/users/me/`, as(body.token));
    assert.equal(((await me.json()) as { username: string }).username, 'ada');
    const write = { ...as(body.token), method: 'POST' };
    assert.equal((await fetch(`${service}/api/customers/`, write)).status, 403);
    const row = await app.db
      .selectFrom('api_token')
      .innerJoin('person', 'person.id', 'api_token.person_id')
      .select(['scope', 'name', 'api_token.created', 'expires_at'])
      .where('username', '=', 'ada')
      .executeTakeFirstOrThrow();
    assert.deepEqual([row.scope, row.name], ['read', 'exchanged at university']);
    assert.equal(Date.parse(row.expires_at ?? '') - Date.parse(row.created), 3_600_000);
    const entry = await app.db
      .selectFrom('administrative_entry')
      .select(['action', 'via', 'after'])
      .where('action', '=', 'token.created')
      .orderBy('id', 'desc')
      .executeTakeFirstOrThrow();
    assert.equal(entry.via, 'sign-in');
  });

  test('may be wide, and says whether its owner is staff', async () => {
    await app.db
      .updateTable('person')
      .set({ is_staff: true })
      .where('username', '=', 'bob')
      .execute();
    const wide = await accessToken({ login: 'bob', scope: 'openid gatehouse:admin' });
    const { body } = await exchange(wide);
    assert.equal(body.user_access, 'staff');
    const reply = await fetch(`${service}/api/customers/`, {
      method: 'POST',
      headers: { ...as(body.token).headers, 'content-type': 'application/json' },
      body: JSON.stringify({ name: 'Made by a script' }),
    });
    assert.equal(reply.status, 201);
  });

  test('may state no audience, if our own client asked for it', async () => {
    assert.equal((await exchange(await accessToken({ client: 'ours' }))).status, 200);
  });
});

describe('refuses', () => {
  test('an access token for another service', async () => {
    const tokens = [
      await accessToken({ resource: 'https://elsewhere.example' }),
      await accessToken({ client: 'ours', resource: 'https://elsewhere.example' }),
    ];
    for (const token of tokens) {
      const { status, body, headers } = await exchange(token);
      assert.equal(status, 401);
      assert.match(body.detail ?? '', /audience must contain gatehouse/);
      assert.equal(headers.get('www-authenticate'), 'Token');
    }
  });

  test('an access token without one of the scopes', async () => {
    const { status, body } = await exchange(await accessToken({ client: 'ours', scope: 'openid' }));
    assert.deepEqual(
      [status, body.detail],
      [403, 'The access token needs one of the scopes gatehouse:read, gatehouse:admin.'],
    );
  });

  test('what is no access token, and keys of ours', async () => {
    assert.equal((await exchange(null)).status, 401);
    assert.equal((await exchange('x'.repeat(43))).status, 401);
    const ours = app.people.get('staff')?.token ?? '';
    assert.equal((await exchange(ours)).status, 401);
    const reply = await fetch(service + path, as(ours));
    assert.equal(reply.status, 401);
  });

  test('somebody without an account, or whose account is inactive', async () => {
    const before = await app.db.selectFrom('person').select('id').execute();
    assert.equal((await exchange(await accessToken({ login: 'stranger' }))).status, 403);
    const after = await app.db.selectFrom('person').select('id').execute();
    assert.equal(after.length, before.length);
    const token = await accessToken();
    const ada = app.db.updateTable('person').where('username', '=', 'ada');
    await ada.set({ is_active: false }).execute();
    const { status, body } = await exchange(token);
    await ada.set({ is_active: true }).execute();
    assert.equal(status, 403);
    assert.match(body.detail ?? '', /No active account/);
  });

  test('everybody where no provider allows it, and asks which of several', async () => {
    const token = await accessToken();
    assert.equal((await exchange(token, withoutExchange)).status, 403);
    const { status, body } = await exchange(token, withTwoProviders);
    assert.deepEqual([status, Object.keys(body)], [400, ['provider']]);
    assert.equal((await exchange(token, withTwoProviders, '?provider=lab')).status, 200);
    assert.equal((await exchange(token, withTwoProviders, '?provider=x')).status, 400);
  });

  test('for a while, if the provider is down', async () => {
    const token = await accessToken();
    await provider.configure({ fault: 'down' });
    const { status, headers } = await exchange(token);
    await provider.configure({});
    assert.equal(status, 503);
    assert.equal(headers.get('retry-after'), '10');
    assert.ok(log.some((line) => line.includes('"outcome":"refused"')));
    assert.ok(log.every((line) => !line.includes(token)));
  });
});
