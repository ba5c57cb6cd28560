import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { generateKeyPair, SignJWT } from 'jose';
import { createSession } from '../../src/access/start-and-end-sessions.ts';
import { createServer } from '../../src/server.ts';
import type { OpenIdProviderConfig } from '../../src/sign-on/provider-config.ts';
import { CookieBrowser } from '../support/oidc/cookie-browser.ts';
import { TestProvider } from '../support/oidc/test-provider.ts';
import { findFreePorts } from '../support/free-ports.ts';
import { TestApp } from '../support/test-app.ts';

/* Issue 18, 10: sign-on that operators can mend and people can leave. */

let app: TestApp;
let provider: TestProvider;
let at: string;
let servers: Awaited<ReturnType<typeof createServer>>[] = [];
const log: Record<string, unknown>[] = [];

async function serve(
  settings: OpenIdProviderConfig,
  { port = 0, publicUrl = null as string | null } = {},
): Promise<string> {
  const server = await createServer({
    db: app.db,
    clock: () => new Date(),
    portal: () => app.portal,
    bridge: null,
    publicUrl,
    providers: [settings],
    log: { level: 'info', stream: { write: (line) => log.push(JSON.parse(line)) } },
  });
  servers.push(server);
  return server.listen({ host: '127.0.0.1', port });
}

before(async () => {
  app = await TestApp.open();
  app.now = new Date();
  const [port] = await findFreePorts(1);
  at = `http://127.0.0.1:${port}`;
  provider = await TestProvider.open([at]);
  await serve(provider.getSettings({ unknownPeople: 'invited' }), { port: port as number });
});
after(async () => {
  await Promise.all(servers.map((server) => server.close()));
  servers = [];
  await app.close();
  await provider.close();
});
beforeEach(async () => {
  log.length = 0;
  await app.db.deleteFrom('refused_sign_on').execute();
});

const start = (query = ''): string => `${at}/api/sign-in/university/${query}`;
const callback = (): string => `${at}/api/sign-in/university/callback/`;
const refusals = (as = 'staff') =>
  fetch(`${at}/api/refused-sign-ons/`, {
    headers: { authorization: `Token ${app.people.get(as)?.token}` },
  });

async function waitForLog(isIt: (entry: Record<string, unknown>) => boolean) {
  for (let tries = 0; tries < 500; tries++) {
    const found = log.find(isIt);
    if (found !== undefined) return found;
    await pause(20);
  }
  throw new Error(`Not logged: ${JSON.stringify(log)}`);
}

/** Signs on with this login and gives where the callback leads. */
async function signOn(visitor: CookieBrowser, login: string, query = ''): Promise<string | null> {
  const back = await visitor.signOn(start(query), login, callback());
  return (await visitor.request(back)).headers.get('location');
}

/** Makes an account that has this identity. */
async function link(username: string, subject: string): Promise<string> {
  await app.createPerson(username);
  const uuid = app.people.get(username)?.uuid as string;
  const reply = await fetch(`${at}/api/users/${uuid}/identities/`, {
    method: 'POST',
    headers: {
      authorization: `Token ${app.people.get('staff')?.token}`,
      'content-type': 'application/json',
    },
    body: JSON.stringify({ provider: 'university', subject }),
  });
  assert.equal(reply.status, 201);
  return uuid;
}

describe('somebody who was refused', () => {
  const visitor = new CookieBrowser();
  before(() =>
    provider.configure({
      people: {
        stranger: { preferred_username: 'stranger', name: 'Sam Stranger' },
        unproven: { preferred_username: 'unproven', email: 'u@example.org' },
        known: { preferred_username: 'known-here' },
      },
    }),
  );

  test('comes in with another account of the provider', async () => {
    await link('known-here', 'known');
    const refused = '/sign-in?problem=unknown&provider=university';
    assert.equal(await signOn(visitor, 'stranger'), refused);
    const trapped = await visitor.signOn(start(), 'is not asked', callback());
    assert.equal((await visitor.request(trapped)).headers.get('location'), refused);
    const away = await visitor.request(start('?account=another'));
    const prompt = new URL(away.headers.get('location') as string).searchParams.get('prompt');
    assert.equal(prompt, 'login');
    assert.equal(await signOn(visitor, 'known', '?account=another'), '/');
  });

  test('is asked with the prompt that the provider or its configuration names', async () => {
    const selecting = await serve(provider.getSettings({ accountPrompt: 'select_account' }));
    const away = await fetch(`${selecting}/api/sign-in/university/?account=another`, {
      redirect: 'manual',
    });
    const { searchParams } = new URL(away.headers.get('location') as string);
    assert.equal(searchParams.get('prompt'), 'select_account');
    assert.equal(
      new URL((await visitor.request(start())).headers.get('location') as string).searchParams.get(
        'prompt',
      ),
      null,
    );
  });

  test('signs out at the provider without a session here', async () => {
    const reply = await visitor.request(`${at}/api/sign-in/university/sign-out/`);
    const url = new URL(reply.headers.get('location') as string);
    assert.equal(url.origin + url.pathname, `${provider.issuer}/session/end`);
    assert.equal(url.searchParams.get('client_id'), 'gatehouse');
    assert.equal(url.searchParams.get('post_logout_redirect_uri'), `${at}/sign-in`);
    assert.equal(url.searchParams.get('id_token_hint'), null);
    assert.equal((await visitor.request(url.href)).status, 200, 'the provider asks');
  });

  test('learns that the provider has not verified their address', async () => {
    const location = await signOn(new CookieBrowser(), 'unproven');
    assert.equal(location, '/sign-in?problem=unverified&provider=university');
  });

  test('is shown to staff with issuer and subject, until somebody links them', async () => {
    const browser = new CookieBrowser();
    await signOn(browser, 'stranger');
    await signOn(browser, 'stranger');
    await signOn(new CookieBrowser(), 'unproven');
    const rows = (await (await refusals()).json()) as Record<string, unknown>[];
    assert.deepEqual(
      rows.map(({ uuid: _, first_refused: __, last_refused: ___, ...row }) => row),
      [
        {
          provider: 'university',
          issuer: provider.issuer,
          subject: 'stranger',
          problem: 'unknown',
          username: 'stranger',
          full_name: 'Sam Stranger',
          email: '',
          is_email_verified: false,
          attempts: 2,
        },
        {
          provider: 'university',
          issuer: provider.issuer,
          subject: 'unproven',
          problem: 'unverified',
          username: 'unproven',
          full_name: '',
          email: 'u@example.org',
          is_email_verified: false,
          attempts: 1,
        },
      ],
    );
    await link('sam', 'stranger');
    const left = (await (await refusals()).json()) as { subject: string; uuid: string }[];
    assert.deepEqual(
      left.map(({ subject }) => subject),
      ['unproven'],
    );
    assert.equal(await signOn(browser, 'stranger'), '/');
    const path = `${at}/api/refused-sign-ons/${left[0]?.uuid}/`;
    const dismiss = (as: string) =>
      fetch(path, {
        method: 'DELETE',
        headers: { authorization: `Token ${app.people.get(as)?.token}` },
      });
    assert.equal((await dismiss('sam')).status, 403);
    assert.equal((await refusals('sam')).status, 403);
    assert.deepEqual(
      [(await dismiss('staff')).status, (await dismiss('staff')).status],
      [204, 404],
    );
  });
});

describe('faults of a provider are logged', () => {
  test('at the start, with the code of the cause', async () => {
    const [closed] = await findFreePorts(1);
    const discovery = `http://127.0.0.1:${closed}`;
    await serve(provider.getSettings({ discovery }));
    const entry = await waitForLog(({ event }) => event === 'provider fault');
    assert.deepEqual([entry.provider, entry.discovery, entry.level], ['university', discovery, 40]);
    assert.equal((entry.reason as { cause_code: string }).cause_code, 'ECONNREFUSED');
  });

  test('at the start, with both issuers', async () => {
    const { port } = new URL(provider.issuer);
    // The document of 127.0.0.1 does not speak for localhost.
    const discovery = `http://localhost:${port}/.well-known/openid-configuration`;
    await serve(provider.getSettings({ discovery }));
    const entry = await waitForLog(({ event }) => event === 'provider fault');
    const reason = entry.reason as { expected_issuer: string; named_issuer: string };
    assert.equal(reason.expected_issuer, `http://localhost:${port}`);
    assert.equal(reason.named_issuer, provider.issuer);
  });

  test('at the callback, with error and description', async () => {
    const visitor = new CookieBrowser();
    const away = await visitor.request(start());
    const state = new URL(away.headers.get('location') as string).searchParams.get('state');
    const answer = new URLSearchParams({
      error: 'temporarily_unavailable',
      error_description: 'Back at noon',
      state: state as string,
      iss: provider.issuer,
    });
    const reply = await visitor.request(`${callback()}?${answer}`);
    assert.equal(reply.headers.get('location'), '/sign-in?problem=failed');
    const entry = await waitForLog(({ outcome }) => outcome === 'refused');
    const { error, error_description } = entry.reason as Record<string, string>;
    assert.deepEqual([error, error_description], ['temporarily_unavailable', 'Back at noon']);
  });

  test('at the callback, with both issuers of a token', async () => {
    await provider.configure({ fault: 'issuer', people: { any: { preferred_username: 'any' } } });
    await signOn(new CookieBrowser(), 'any');
    await provider.configure({});
    const entry = await waitForLog(({ outcome }) => outcome === 'refused');
    const { expected_issuer, named_issuer } = entry.reason as Record<string, string>;
    assert.deepEqual(
      [expected_issuer, named_issuer],
      [provider.issuer, 'https://elsewhere.example'],
    );
  });
});

describe('signing out at the provider', () => {
  let uuid: string;
  before(async () => {
    await provider.configure({ people: { leaving: { preferred_username: 'leaving' } } });
    uuid = await link('leaving', 'leaving');
  });

  const me = (visitor: CookieBrowser) => visitor.request(`${at}/api/users/me/`);

  test('ends the session here, says so, and is recorded', async () => {
    const visitor = new CookieBrowser();
    assert.equal(await signOn(visitor, 'leaving'), '/');
    assert.equal((await me(visitor)).status, 200);
    // Her own browser at the provider, which asks for confirmation.
    const page = await visitor.request(`${provider.issuer}/session/end`);
    const xsrf = /name="xsrf" value="([^"]+)"/.exec(await page.text())?.[1] as string;
    await visitor.request(`${provider.issuer}/session/end/confirm`, {
      method: 'POST',
      body: new URLSearchParams({ xsrf, logout: 'yes' }),
    });
    const entry = await waitForLog(({ event }) => event === 'sign-out');
    assert.deepEqual([entry.person, entry.way, entry.sessions], [uuid, 'university', 1]);
    const reply = await me(visitor);
    assert.equal(reply.status, 401);
    assert.match(((await reply.json()) as { detail: string }).detail, /^You signed out at your/);
    const { before: sessions, after: where } = await app.db
      .selectFrom('administrative_entry')
      .select(['before', 'after'])
      .where('action', '=', 'session.ended')
      .where('subject_uuid', '=', uuid)
      .executeTakeFirstOrThrow();
    assert.deepEqual([sessions, where], [{ sessions: 1 }, { signed_out_at: 'university' }]);
    assert.equal(await signOn(visitor, 'leaving'), '/', 'and may sign in again');
  });

  test('is believed only from the provider', async () => {
    const visitor = new CookieBrowser();
    await signOn(visitor, 'leaving');
    const { id_token: idToken } = await app.db
      .selectFrom('session')
      .select('id_token')
      .where('end_reason', 'is', null)
      .orderBy('id', 'desc')
      .executeTakeFirstOrThrow();
    const { privateKey } = await generateKeyPair('RS256');
    const forged = await new SignJWT({
      sub: 'leaving',
      events: { 'http://schemas.openid.net/event/backchannel-logout': {} },
      jti: 'x',
    })
      .setProtectedHeader({ alg: 'RS256', kid: 'first' })
      .setIssuer(provider.issuer)
      .setAudience('gatehouse')
      .setIssuedAt()
      .sign(privateKey);
    for (const token of [forged, idToken as string, 'nonsense']) {
      const reply = await fetch(`${at}/api/sign-in/university/back-channel-logout/`, {
        method: 'POST',
        body: new URLSearchParams({ logout_token: token }),
      });
      assert.deepEqual(
        [reply.status, Object.keys((await reply.json()) as object)],
        [400, ['logout_token']],
      );
    }
    assert.equal((await me(visitor)).status, 200);
  });

  test('a form is refused where JSON is required', async () => {
    const reply = await fetch(`${at}/api/session/`, {
      method: 'POST',
      body: new URLSearchParams({ username: 'x', password: 'y' }),
    });
    assert.equal(reply.status, 415);
  });

  test('works from here with a large ID token', async () => {
    const { id } = app.people.get('leaving') as { id: number };
    const { key } = await createSession(app.db, {
      personId: id,
      now: new Date(),
      clientIp: '127.0.0.1',
      userAgent: '',
      signOn: {
        provider: 'university',
        idToken: 'x'.repeat(20_000),
        subject: 'leaving',
        providerSession: null,
      },
    });
    const out = await fetch(`${at}/api/session/`, {
      method: 'DELETE',
      headers: { cookie: `gatehouse_session=${key}`, origin: at },
    });
    const { sign_out_url: url } = (await out.json()) as { sign_out_url: string };
    assert.ok(url.length < 2000, `${url.length}`);
    assert.equal((await new CookieBrowser().request(url)).status, 200);
  });
});

test('the sign-in page learns the URL at which people reach the service', async () => {
  const publicUrl = 'https://desk.example.org';
  const named = await serve(provider.getSettings(), { publicUrl });
  const ways = (await (await fetch(`${named}/api/sign-in/`)).json()) as { public_url: string };
  assert.equal(ways.public_url, publicUrl);
});
