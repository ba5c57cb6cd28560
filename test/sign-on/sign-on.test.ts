import assert from 'node:assert/strict';
import http from 'node:http';
import { after, before, beforeEach, describe, test } from 'node:test';
import { createServer } from '../../src/server.ts';
import type { OpenIdProviderConfig } from '../../src/sign-on/provider-config.ts';
import { awardDetails, TestApp } from '../support/test-app.ts';
import type { ProviderFault } from '../support/oidc/provider-process.ts';
import { TestProvider } from '../support/oidc/test-provider.ts';
import { CookieBrowser } from '../support/oidc/cookie-browser.ts';
import { findFreePorts } from '../support/free-ports.ts';

/* Issue 5, 1: single sign-on, against oidc-provider in a process of its own. */

const ada = {
  preferred_username: 'ada',
  given_name: 'Ada',
  family_name: 'Lovelace',
  email: 'ada@example.ac.uk',
  email_verified: true,
};

let app: TestApp;
let provider: TestProvider;
const servers: Awaited<ReturnType<typeof createServer>>[] = [];

/** A replica on the desk's database; its address is known before its provider is. */
async function serve(providers: OpenIdProviderConfig[], port = 0): Promise<string> {
  const server = await createServer({
    db: app.db,
    clock: () => app.now,
    portal: () => app.portal,
    bridge: null,
    publicUrl: null,
    providers,
    log: false,
  });
  servers.push(server);
  return server.listen({ host: '127.0.0.1', port });
}

let one: string;
let other: string;
let choosy: string;

before(async () => {
  app = await TestApp.open();
  // The provider's times are real ones.
  app.now = new Date();
  const ports = await findFreePorts(3);
  [one, other, choosy] = ports.map((port) => `http://127.0.0.1:${port}`) as [
    string,
    string,
    string,
  ];
  provider = await TestProvider.open([one, other, choosy]);
  await serve([provider.getSettings()], ports[0]);
  await serve([provider.getSettings()], ports[1]);
  await serve([provider.getSettings({ unknownPeople: 'refuse' })], ports[2]);
});
after(async () => {
  await Promise.all(servers.map((server) => server.close()));
  await app.close();
  await provider.close();
});
beforeEach(() => provider.configure({ people: {} }));

const start = (at: string, next = ''): string =>
  `${at}/api/sign-in/university/${next && `?next=${encodeURIComponent(next)}`}`;
const callback = (at: string): string => `${at}/api/sign-in/university/callback/`;

/** Signs on and gives where the browser is sent in the end, and who it is then. */
async function signOn(login: string, { at = one, next = '', visitor = new CookieBrowser() } = {}) {
  const back = await visitor.signOn(start(at, next), login, callback(at));
  const reply = await visitor.request(back);
  const me = await visitor.request(`${at}/api/users/me/`);
  return {
    visitor,
    back,
    status: reply.status,
    location: reply.headers.get('location'),
    me: me.status === 200 ? ((await me.json()) as Record<string, string>) : null,
  };
}

const people = () => app.db.selectFrom('person').select(['username', 'email']).execute();
const identities = () => app.db.selectFrom('person_identity').selectAll().execute();

describe('a person who signs on', () => {
  test('is signed in, recognised the next time and sent to their page', async () => {
    await provider.configure({ people: { 'sub-ada': ada } });
    const first = await signOn('sub-ada', { next: '/awards/p1.ukri/x?y=1#z' });
    assert.deepEqual([first.status, first.location], [303, '/awards/p1.ukri/x?y=1#z']);
    assert.deepEqual(
      [first.me?.username, first.me?.full_name, first.me?.email],
      ['ada', 'Ada Lovelace', 'ada@example.ac.uk'],
    );
    await provider.configure({ people: { 'sub-ada': { ...ada, family_name: 'King' } } });
    const again = await signOn('sub-ada');
    assert.deepEqual([again.location, again.me?.uuid], ['/', first.me?.uuid]);
    assert.equal(again.me?.full_name, 'Ada King');
    const [identity] = await identities();
    assert.deepEqual([identity?.issuer, identity?.subject], [provider.issuer, 'sub-ada']);
  });

  test('is recorded in the administrative audit with client IP and values', async () => {
    await provider.configure({ people: { audited: { ...ada, preferred_username: 'audited' } } });
    await signOn('audited');
    await provider.configure({
      people: { audited: { ...ada, preferred_username: 'audited', given_name: 'Augusta' } },
    });
    await signOn('audited');
    const entries = await app.db
      .selectFrom('administrative_entry')
      .selectAll()
      .where('subject_name', '=', 'audited')
      .orderBy('id')
      .execute();
    assert.deepEqual(
      entries.map(({ action, via, address }) => [action, via, address]),
      [
        ['person.created', 'sign-in', '127.0.0.1'],
        ['person.identity_added', 'sign-in', '127.0.0.1'],
        ['person.changed', 'sign-in', '127.0.0.1'],
      ],
    );
    assert.deepEqual(
      [entries[2]?.before, entries[2]?.after],
      [{ first_name: 'Ada' }, { first_name: 'Augusta' }],
    );
  });

  test('gets memberships from invitations to a verified email only', async () => {
    await app.createTemplateWithCustomers();
    await app.sendInstruction('create_project', {
      ...awardDetails,
      members: { 'Eve@example.ac.uk': 'PI', 'bob@example.ac.uk': 'PI' },
    });
    await provider.configure({
      people: {
        eve: { preferred_username: 'eve', email: 'eve@example.ac.uk', email_verified: true },
        mallory: { preferred_username: 'mallory', email: 'bob@example.ac.uk' },
        mallory2: {
          preferred_username: 'mallory2',
          email: 'bob@example.ac.uk',
          email_verified: 'false',
        },
      },
    });
    const eve = await signOn('eve');
    for (const login of ['mallory', 'mallory2']) {
      assert.equal((await signOn(login)).me?.email, '', 'not verified: not theirs to have');
    }
    const members = await app.db
      .selectFrom('project_role')
      .innerJoin('person', 'person.id', 'person_id')
      .select(['username', 'role'])
      .execute();
    assert.deepEqual(members, [{ username: eve.me?.username, role: 'PROJECT.ADMIN' }]);
    const waiting = await app.db.selectFrom('invitation').select('email').execute();
    assert.deepEqual(waiting, [{ email: 'bob@example.ac.uk' }]);
    const recorded = await app.db
      .selectFrom('administrative_entry')
      .select(['action', 'via', 'before', 'after'])
      .where('subject_uuid', '=', eve.me?.uuid as string)
      .where('subject_kind', '=', 'role')
      .execute();
    const { uuid, name } = await app.db
      .selectFrom('project')
      .select(['uuid', 'name'])
      .executeTakeFirstOrThrow();
    const grantedRole = { role: 'PROJECT.ADMIN', project: name, project_uuid: uuid };
    assert.deepEqual(recorded, [
      { action: 'role.given', via: 'sign-in', before: null, after: grantedRole },
    ]);
  });

  test('gets a marked user name if theirs is taken, the same each time', async () => {
    await app.createPerson('grace', { is_staff: true });
    await provider.configure({ people: { 'not-grace': { preferred_username: 'grace' } } });
    const first = await signOn('not-grace');
    assert.match(first.me?.username ?? '', /^grace-[0-9a-f]{8}$/);
    assert.equal(first.me?.is_staff, false);
    assert.equal((await signOn('not-grace')).me?.username, first.me?.username);
  });

  test('is two people at two providers with one email', async () => {
    const [port] = await findFreePorts(1);
    const at = `http://127.0.0.1:${port}`;
    const second = await TestProvider.open([at]);
    try {
      await serve([second.getSettings()], port);
      const same = { 'one-and-two': { ...ada, preferred_username: 'two' } };
      await Promise.all([provider, second].map((each) => each.configure({ people: same })));
      const here = await signOn('one-and-two');
      const there = await signOn('one-and-two', { at });
      assert.ok(here.me && there.me);
      assert.notEqual(here.me.uuid, there.me.uuid);
    } finally {
      await second.close();
    }
  });

  test('is refused when deactivated here', async () => {
    await provider.configure({ people: { leaver: { preferred_username: 'leaver' } } });
    const first = await signOn('leaver');
    await app.patch(`/api/users/${first.me?.uuid}/`, { is_active: false });
    const again = await signOn('leaver');
    assert.deepEqual(
      [again.location, again.me],
      ['/sign-in?problem=inactive&provider=university', null],
    );
  });

  test('may return to another replica', async () => {
    await provider.configure({ people: { roamer: { preferred_username: 'roamer' } } });
    const visitor = new CookieBrowser();
    const back = await visitor.signOn(start(one), 'roamer', callback(one));
    const cookie = visitor.getCookieHeader(one);
    // As a balancer would: the address that the browser knows, another process behind it.
    const reply = await throughAnother(back, cookie);
    assert.equal(reply.headers.get('location'), '/');
    const session = reply.headers.getSetCookie()[0]?.split(';')[0] as string;
    const me = await fetch(`${other}/api/users/me/`, { headers: { cookie: session } });
    assert.equal(((await me.json()) as { username: string }).username, 'roamer');
  });
});

/** The same request, but the other replica gets it. */
function throughAnother(url: string, cookie: string): Promise<Response> {
  const { pathname, search } = new URL(url);
  return new Promise((resolve, reject) => {
    const headers = { cookie, host: new URL(one).host };
    http
      .get(`${other}${pathname}${search}`, { headers }, (reply) => {
        reply.resume();
        const { location, 'set-cookie': cookies = [] } = reply.headers;
        const copied = new Headers({ location: location ?? '' });
        for (const each of cookies) copied.append('set-cookie', each);
        resolve(new Response(null, { headers: copied }));
      })
      .on('error', reject);
  });
}

describe('an unknown person where unknown people are not admitted', () => {
  test('gets an explanation, and nothing is stored', async () => {
    await provider.configure({ people: { stranger: { preferred_username: 'stranger' } } });
    const before = await people();
    const refused = await signOn('stranger', { at: choosy });
    assert.deepEqual(
      [refused.location, refused.me],
      ['/sign-in?problem=unknown&provider=university', null],
    );
    assert.deepEqual(await people(), before);
  });

  test('signs in after staff have added their identity', async () => {
    const name = await app.createPerson('expected');
    const uuid = app.people.get(name)?.uuid;
    const as = app.people.get('staff')?.token;
    const identity = { provider: 'university', subject: 'sub-expected' };
    const add = (token: string | undefined) =>
      fetch(`${choosy}/api/users/${uuid}/identities/`, {
        method: 'POST',
        headers: { authorization: `Token ${token}`, 'content-type': 'application/json' },
        body: JSON.stringify(identity),
      });
    assert.equal((await add(app.people.get(name)?.token)).status, 403);
    assert.equal((await add(as)).status, 201);
    assert.equal((await add(as)).status, 409, 'the second time');
    await provider.configure({ people: { 'sub-expected': { preferred_username: 'other' } } });
    const there = await signOn('sub-expected', { at: choosy });
    assert.equal(there.me?.uuid, uuid);
    const list = await fetch(`${choosy}/api/users/${uuid}/identities/`, {
      headers: { authorization: `Token ${as}` },
    });
    const [row] = (await list.json()) as { uuid: string; subject: string }[];
    assert.equal(row?.subject, 'sub-expected');
    const gone = await fetch(`${choosy}/api/users/${uuid}/identities/${row?.uuid}/`, {
      method: 'DELETE',
      headers: { authorization: `Token ${as}` },
    });
    assert.equal(gone.status, 204);
    assert.equal((await signOn('sub-expected', { at: choosy })).me, null);
  });

  test('signs in if invited to a project, where only invited people may', async () => {
    const [port] = await findFreePorts(1);
    const at = `http://127.0.0.1:${port}`;
    const second = await TestProvider.open([at]);
    try {
      await serve([second.getSettings({ unknownPeople: 'invited' })], port);
      const email = 'bob@example.ac.uk';
      await second.configure({
        people: {
          claims: { preferred_username: 'claims', email },
          bob: { preferred_username: 'bob', email, email_verified: true },
          eve: { preferred_username: 'e', email: 'e@example.ac.uk', email_verified: true },
        },
      });
      const unverified = '/sign-in?problem=unverified&provider=university';
      assert.equal((await signOn('claims', { at })).location, unverified);
      const unknown = '/sign-in?problem=unknown&provider=university';
      assert.equal((await signOn('eve', { at })).location, unknown);
      assert.equal((await signOn('bob', { at })).me?.username, 'bob');
    } finally {
      await second.close();
    }
  });
});

describe('a faulty sign-on is refused', () => {
  const faults: ProviderFault[] = [
    'expired',
    'signature',
    'audience',
    'issuer',
    'nonce',
    'unsigned',
    'replayed',
  ];
  for (const fault of faults) {
    test(`an ID token with a fault: ${fault}`, async () => {
      await provider.configure({ people: { victim: { ...ada, preferred_username: 'victim' } } });
      await signOn('victim');
      const before = [await people(), await app.db.selectFrom('session').select('id').execute()];
      await provider.configure({ fault });
      const refused = await signOn('victim');
      assert.deepEqual([refused.location, refused.me], ['/sign-in?problem=failed', null]);
      const now = [await people(), await app.db.selectFrom('session').select('id').execute()];
      assert.deepEqual(now, before);
      await provider.configure({});
      assert.equal((await signOn('victim')).me?.username, 'victim', 'and without it, all is well');
    });
  }

  test('a callback used twice, in another browser, with another state or too late', async () => {
    await provider.configure({ people: { careful: { preferred_username: 'careful' } } });
    const { visitor, back } = await signOn('careful');
    const twice = await visitor.request(back);
    assert.equal(twice.headers.get('location'), '/sign-in?problem=expired');

    const fresh = new CookieBrowser();
    const theirs = await fresh.signOn(start(one), 'careful', callback(one));
    const foreign = await new CookieBrowser().request(theirs);
    assert.equal(foreign.headers.get('location'), '/sign-in?problem=expired');
    assert.deepEqual(foreign.headers.getSetCookie(), []);
    const wrong = await fresh.request(theirs.replace(/state=[^&]+/, 'state=another'));
    assert.equal(wrong.headers.get('location'), '/sign-in?problem=expired');
    const none = await fresh.request(callback(one));
    assert.equal(none.headers.get('location'), '/sign-in?problem=expired');
    app.now = new Date(Date.now() + 601_000);
    try {
      const late = await fresh.request(theirs);
      assert.equal(late.headers.get('location'), '/sign-in?problem=expired');
    } finally {
      app.now = new Date();
    }
    assert.equal(
      (await fresh.request(theirs)).headers.get('location'),
      '/',
      'it was good until now',
    );
  });

  test('the code of another sign-on', async () => {
    await provider.configure({ people: { coder: { preferred_username: 'coder' } } });
    const [mine, attacker] = [new CookieBrowser(), new CookieBrowser()];
    const own = await mine.signOn(start(one), 'coder', callback(one));
    const stolen = await attacker.signOn(start(one), 'coder', callback(one));
    const code = new URL(stolen).searchParams.get('code') as string;
    const reply = await mine.request(own.replace(/code=[^&]+/, `code=${code}`));
    assert.equal(reply.headers.get('location'), '/sign-in?problem=failed');
  });

  test('a person who declines at the provider returns to the sign-in page', async () => {
    const visitor = new CookieBrowser();
    const away = await visitor.request(start(one));
    const state = new URL(away.headers.get('location') as string).searchParams.get('state');
    const back = `${callback(one)}?error=access_denied&state=${state}&iss=${provider.issuer}`;
    const reply = await visitor.request(back);
    assert.equal(reply.headers.get('location'), '/sign-in?problem=refused');
  });

  test('a page to continue with on another site', async () => {
    await provider.configure({ people: { next: { preferred_username: 'next' } } });
    for (const next of [
      'https://evil.example/',
      '//evil.example',
      '/\\evil.example',
      '/.//evil.example',
      '/\t/evil.example',
      'javascript:alert(1)',
      '/api/session/',
      `/${'x'.repeat(3000)}`,
    ]) {
      assert.equal((await signOn('next', { next })).location, '/', next);
    }
  });

  test('PKCE, state and nonce are new each time and bound to a cookie', async () => {
    const visits = await Promise.all(
      [start(one), start(one)].map((url) => new CookieBrowser().request(url)),
    );
    const urls = visits.map((reply) => new URL(reply.headers.get('location') as string));
    for (const name of ['state', 'nonce', 'code_challenge']) {
      const [first, second] = urls.map((url) => url.searchParams.get(name));
      assert.ok(first && second && first !== second, name);
    }
    assert.equal(urls[0]?.searchParams.get('code_challenge_method'), 'S256');
    assert.match(
      visits[0]?.headers.getSetCookie()[0] ?? '',
      /^gatehouse_sign_on=[\w-]{43}; Max-Age=600; Path=\/; HttpOnly; SameSite=Lax$/,
    );
  });
});

test('a sign-on ends the previous session of the browser', async () => {
  await provider.configure({ people: { twice: { preferred_username: 'twice' } } });
  const { visitor } = await signOn('twice');
  const before = visitor.getCookieHeader(one);
  await signOn('twice', { visitor });
  const reply = await fetch(`${one}/api/users/me/`, { headers: { cookie: before } });
  assert.equal(reply.status, 401);
  assert.equal((await visitor.request(`${one}/api/users/me/`)).status, 200);
});

test('adds an identity only while the session that requested it is active', async () => {
  await provider.configure({
    people: {
      owner: { preferred_username: 'robbed' },
      thief: { preferred_username: 'thief' },
    },
  });
  const { me, visitor } = await signOn('owner');
  const thief = new CookieBrowser();
  thief.copyCookies(visitor, one);
  const begun = await thief.request(`${one}/api/users/me/identities/`, {
    method: 'POST',
    headers: { origin: one, 'content-type': 'application/json' },
    body: JSON.stringify({ provider: 'university' }),
  });
  const { url } = (await begun.json()) as { url: string };
  const back = await thief.signOn(url, 'thief', callback(one));
  const ended = await app.request('DELETE', `/api/users/${me?.uuid}/sessions/`);
  assert.equal(ended.status, 204);
  const reply = await thief.request(back);
  assert.equal(reply.headers.get('location'), '/sign-in?problem=expired');
  const stolenIdentities = (await identities()).filter(({ subject }) => subject === 'thief');
  assert.deepEqual(stolenIdentities, [], 'no way in that stays');
});

test('a provider cannot complete a sign-on of another one', async () => {
  const [port] = await findFreePorts(1);
  const at = `http://127.0.0.1:${port}`;
  const lab = await TestProvider.open([at], 'lab');
  const university = await TestProvider.open([at]);
  try {
    await serve([university.getSettings(), lab.getSettings({ slug: 'lab', name: 'Lab' })], port);
    const same = { mixed: { preferred_username: 'mixed' } };
    await Promise.all([lab, university].map((each) => each.configure({ people: same })));
    const before = [await people(), await identities()];
    const visitor = new CookieBrowser();
    const back = await visitor.signOn(start(at), 'mixed', callback(at));
    const mixedUp = await visitor.request(back.replace('/university/', '/lab/'));
    assert.equal(mixedUp.headers.get('location'), '/sign-in?problem=expired');
    const { searchParams } = new URL(back);
    assert.equal(searchParams.get('iss'), university.issuer);
    const forged = back.replace(/iss=[^&]+/, `iss=${encodeURIComponent(lab.issuer)}`);
    const refused = await visitor.request(forged);
    assert.equal(refused.headers.get('location'), '/sign-in?problem=failed');
    assert.deepEqual([await people(), await identities()], before);
  } finally {
    await Promise.all([lab.close(), university.close()]);
  }
});

test('`email_verified` does not verify an email in another claim', async () => {
  const [port] = await findFreePorts(1);
  const at = `http://127.0.0.1:${port}`;
  const second = await TestProvider.open([at]);
  try {
    const { claims } = second.getSettings();
    await serve([second.getSettings({ claims: { ...claims, email: 'preferred_username' } })], port);
    const own = { email: 'mallory@example.ac.uk', email_verified: true };
    await second.configure({
      people: { mallory: { ...own, preferred_username: 'bob@example.org' } },
    });
    assert.equal((await signOn('mallory', { at })).me?.email, '');
  } finally {
    await second.close();
  }
});

test('refuses a provider that names another issuer', async () => {
  const discovery = `${provider.issuer}/.well-known/openid-configuration`;
  const known = await (await fetch(discovery)).text();
  const forger = http.createServer((_request, reply) => {
    reply.setHeader('content-type', 'application/json').end(known);
  });
  await new Promise<void>((resolve) => forger.listen(0, '127.0.0.1', resolve));
  const { port } = forger.address() as { port: number };
  try {
    const asItself = await serve([provider.getSettings({ discovery })]);
    const own = await fetch(start(asItself), { redirect: 'manual' });
    assert.ok(own.headers.get('location')?.startsWith(provider.issuer), 'by its own address it is');
    const forged = `http://127.0.0.1:${port}/.well-known/openid-configuration`;
    const asForged = await serve([provider.getSettings({ discovery: forged })]);
    const reply = await fetch(start(asForged), { redirect: 'manual' });
    assert.equal(reply.headers.get('location'), '/sign-in?problem=failed');
  } finally {
    forger.close();
  }
});

test('asks for confirmation when another site starts a sign-on', async () => {
  for (const site of ['cross-site', 'same-site']) {
    const reply = await fetch(start(one, '/awards?x=1'), {
      redirect: 'manual',
      headers: { 'sec-fetch-site': site },
    });
    const { status, headers } = reply;
    assert.deepEqual([status, headers.get('location')], [302, '/sign-in?next=%2Fawards%3Fx%3D1']);
    assert.deepEqual(headers.getSetCookie(), []);
  }
});

test('limits the sign-ons that one network starts', async () => {
  const begin = async (cookie: string) =>
    (await fetch(start(other), { redirect: 'manual', headers: { cookie } })).status;
  const statuses: number[] = [];
  for (let count = 0; count < 130; count++) statuses.push(await begin(`x=${count}`));
  assert.equal(statuses[0], 302);
  assert.equal(statuses.at(-1), 429);
  assert.equal((await fetch(start(one), { redirect: 'manual' })).status, 302, 'on each replica');
});

test('a provider that is down does not block others, and is retried', async () => {
  const [port] = await findFreePorts(1);
  const at = `http://127.0.0.1:${port}`;
  const late = await TestProvider.open([at]);
  try {
    await late.configure({ fault: 'down' });
    await serve([late.getSettings()], port);
    const refused = await new CookieBrowser().request(start(at));
    assert.deepEqual(
      [refused.status, refused.headers.get('location')],
      [303, '/sign-in?problem=failed'],
    );
    assert.equal((await fetch(`${at}/health/ready`)).status, 200);
    await late.configure({ people: { patient: { preferred_username: 'patient' } } });
    assert.equal((await signOn('patient', { at })).me?.username, 'patient');
  } finally {
    await late.close();
  }
});

test('sign-out continues at the provider, except for password sessions', async () => {
  await provider.configure({ people: { leaving: { preferred_username: 'leaving' } } });
  const { visitor } = await signOn('leaving');
  const out = await visitor.request(`${one}/api/session/`, {
    method: 'DELETE',
    headers: { origin: one },
  });
  assert.equal(out.status, 200);
  const { sign_out_url: url } = (await out.json()) as { sign_out_url: string };
  assert.ok(url.startsWith(`${provider.issuer}/session/end?`));
  assert.equal(new URL(url).searchParams.get('post_logout_redirect_uri'), `${one}/sign-in`);
  assert.equal((await visitor.request(`${one}/api/users/me/`)).status, 401);
  const page = await visitor.request(url);
  assert.equal(page.status, 200, 'the provider knows the token and the address');
});

test('lists the ways to sign in, and replies 404 to an unknown provider', async () => {
  const ways = await (await fetch(`${one}/api/sign-in/`)).json();
  assert.deepEqual(ways, {
    password: true,
    public_url: null,
    providers: [
      { slug: 'university', name: 'Example University', url: '/api/sign-in/university/' },
    ],
  });
  assert.equal((await fetch(`${one}/api/sign-in/elsewhere/`)).status, 404);
});

test('adds an identity to the own account unless it belongs to another', async () => {
  const link = async (visitor: CookieBrowser, login: string): Promise<string | null> => {
    const begun = await visitor.request(`${one}/api/users/me/identities/`, {
      method: 'POST',
      headers: { origin: one, 'content-type': 'application/json' },
      body: JSON.stringify({ provider: 'university' }),
    });
    assert.equal(begun.status, 200);
    const { url } = (await begun.json()) as { url: string };
    const back = await visitor.signOn(url, login, callback(one));
    return (await visitor.request(back)).headers.get('location');
  };
  await provider.configure({
    people: {
      first: { preferred_username: 'linker' },
      second: { preferred_username: 'linker-too' },
      taken: { preferred_username: 'owner-of-it' },
    },
  });
  const linker = await signOn('first');
  await signOn('taken');
  await linker.visitor.request(`${provider.issuer}/session/end`);
  const asOther = new CookieBrowser();
  asOther.copyCookies(linker.visitor, one);
  assert.equal(await link(asOther, 'second'), `/people/${linker.me?.uuid}`);
  assert.equal((await signOn('second')).me?.uuid, linker.me?.uuid);
  const asThird = new CookieBrowser();
  asThird.copyCookies(linker.visitor, one);
  assert.equal(await link(asThird, 'taken'), `/people/${linker.me?.uuid}?problem=taken`);
  const still = await asThird.request(`${one}/api/users/me/`);
  assert.equal(still.status, 200, 'and they stay signed in');
  const again = new CookieBrowser();
  again.copyCookies(linker.visitor, one);
  const began = app.now;
  app.now = new Date(began.getTime() + 16 * 60_000);
  const stale = await again.request(`${one}/api/users/me/identities/`, {
    method: 'POST',
    headers: { origin: one, 'content-type': 'application/json' },
    body: JSON.stringify({ provider: 'university' }),
  });
  app.now = began;
  assert.equal(stale.status, 403, 'who finds a browser open gets no way in of their own');
  const token = app.people.get('staff')?.token;
  const program = await fetch(`${one}/api/users/me/identities/`, {
    method: 'POST',
    headers: { authorization: `Token ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ provider: 'university' }),
  });
  assert.equal(program.status, 403);
});
