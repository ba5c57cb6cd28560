import assert from 'node:assert/strict';
import { randomBytes, randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { after, before, suite, test } from 'node:test';
import type { PortalClient } from '../support/bridge/portal-client.ts';
import { BridgeClock } from '../support/bridge/bridge-clock.ts';
import { Authenticator } from '../support/bridge/authenticator.ts';
import { NonceCache } from '../support/bridge/nonce-cache.ts';
import { RateLimit } from '../support/bridge/rate-limit.ts';
import { buildAuthorization, buildCanonicalText } from '../support/bridge/signature.ts';
import { type Setting, open, close, openFor } from './stand-in-setting.ts';

/* The stand-in of a bridge is as strict as it says. Signatures, and who is let in. */

suite('signatures', () => {
  const file = path.join(import.meta.dirname, '..', 'support', 'bridge', 'signatures.json');
  const vectors = JSON.parse(readFileSync(file, 'utf8'));
  for (const [index, vector] of vectors.cases.entries()) {
    test(`vector ${index}: version ${vector.version} of ${vector.function}`, () => {
      const canonical = buildCanonicalText(vector.version, { ...vector, date: vectors.date });
      assert.equal(canonical, vector.canonical);
      const key = Buffer.from(vectors.key_hex, 'hex');
      assert.equal(buildAuthorization(key, canonical), vector.authorization);
    });
  }
});

suite('windows of time', () => {
  const now = Date.parse('2026-08-03T12:00:00Z');

  test('a date: five seconds to both sides', (t) => {
    t.mock.timers.enable({ apis: ['Date'], now });
    const key = randomBytes(32);
    const gate = new Authenticator(key, 'both', new BridgeClock(0), new NonceCache());
    const call = { method: 'GET', function: 'health', body: '' };
    const isGood = (seconds: number) => {
      const date = new Date(now + seconds * 1000).toUTCString();
      const signature = buildAuthorization(
        key,
        buildCanonicalText(1, { ...call, date, nonce: '' }),
      );
      const headers = { date, authorization: signature, 'content-type': 'application/json' };
      try {
        return gate.authenticate(call, headers) === 1;
      } catch {
        return false;
      }
    };
    assert.deepEqual([-6, -5, 0, 5, 6].map(isGood), [false, true, true, true, false]);
  });

  test('a nonce: thirty seconds', (t) => {
    t.mock.timers.enable({ apis: ['Date'], now });
    const nonces = new NonceCache();
    assert.equal(nonces.tryUse('n'), true);
    t.mock.timers.setTime(now + 29_999);
    assert.equal(nonces.tryUse('n'), false);
    t.mock.timers.setTime(now + 30_000);
    assert.equal(nonces.tryUse('n'), true);
  });

  test('the rate: ten seconds, for each address', (t) => {
    t.mock.timers.enable({ apis: ['Date'], now });
    const rate = new RateLimit(2);
    const allowed = (address: string) => rate.tryRequest(address);
    assert.deepEqual(['a', 'a', 'a', 'b'].map(allowed), [true, true, false, true]);
    t.mock.timers.setTime(now + 9_999);
    assert.equal(allowed('a'), false);
    t.mock.timers.setTime(now + 10_000);
    assert.equal(allowed('a'), true);
  });
});

suite('who is let in', () => {
  let setting: Setting;
  before(async () => {
    setting = await open();
  });
  after(() => close(setting));

  test('both versions, with and without a body and a nonce', async () => {
    const { portal, bridge } = setting;
    for (const version of [1, 2] as const) {
      for (const nonce of ['', randomUUID()]) {
        const got = await portal.get('get_portal', { version, nonce });
        assert.deepEqual([got.status, got.text], [200, '"brics"']);
        const twist = { version, nonce: nonce && randomUUID() };
        const posted = await portal.post('notify', { command: 'a.b say café ☕' }, twist);
        assert.equal(posted.status, 200);
      }
    }
    const requests = await bridge.getRequestCounts();
    assert.deepEqual(requests.signature_versions, { 1: 4, 2: 4 });
    assert.deepEqual(requests['GET /get_portal'], { 200: 4 });
  });

  test('version 1 may also say so', async () => {
    const headers = { 'x-openportal-signature-version': '1' };
    assert.equal((await setting.portal.get('health', { version: 1, headers })).status, 200);
  });

  test('only GET / needs no signature', async () => {
    const bare = await fetch(setting.bridge.url);
    assert.deepEqual([bare.status, await bare.text()], [200, 'null']);
    const signed = ['health', 'get_portal', 'get_offerings', 'fetch_jobs'];
    for (const name of signed) {
      const reply = await fetch(`${setting.bridge.url}/${name}`);
      assert.deepEqual([reply.status, await reply.json()], [401, { message: 'Unauthorized' }]);
    }
  });

  const body = { command: 'a.b c' };
  const wrong: Record<string, Parameters<PortalClient['post']>[2]> = {
    'another key': { key: randomBytes(32) },
    'another body': { sentBody: '{"command":"a.b d"}' },
    'another nonce': { headers: { 'x-nonce': 'other' } },
    'no nonce though one was signed': { headers: { 'x-nonce': undefined } },
    'no Authorization': { headers: { authorization: undefined } },
    'an Authorization of another length': { headers: { authorization: 'OpenPortal 00' } },
    'version 2 without its header': { headers: { 'x-openportal-signature-version': undefined } },
    'version 1 under the header of 2': {
      version: 1,
      headers: { 'x-openportal-signature-version': '2' },
    },
    'no Content-Type': { headers: { 'content-type': undefined } },
    'a Content-Type with a charset': { headers: { 'content-type': 'application/json; charset=x' } },
    'no Date': { headers: { date: undefined } },
  };
  for (const [name, twist] of Object.entries(wrong)) {
    test(`401: ${name}`, async () => {
      const reply = await setting.portal.post('run', body, twist);
      assert.deepEqual([reply.status, reply.text], [401, '{"message":"Unauthorized"}']);
    });
  }

  test('400: a version that nobody knows', async () => {
    for (const version of ['3', '2.0', ' 2, 1', 'two']) {
      const headers = { 'x-openportal-signature-version': version };
      const reply = await setting.portal.get('health', { headers });
      assert.deepEqual([reply.status, reply.text], [400, '{"message":"Bad request"}']);
    }
  });

  test('the clock: seconds to both sides, not many', async () => {
    for (const [seconds, status] of [
      [-7, 401],
      [-3, 200],
      [4, 200],
      [8, 401],
    ] as const) {
      const date = new Date(Date.now() + seconds * 1000).toUTCString();
      assert.equal((await setting.portal.get('health', { date })).status, status, `${seconds}`);
    }
  });

  test('the date: no other spelling, no wrong weekday', async () => {
    const date = new Date();
    const right = date.toUTCString();
    const tomorrow = new Date(date.getTime() + 86_400_000).toUTCString();
    const others = [
      date.toISOString(),
      right.replace('GMT', 'UTC'),
      right.replace('GMT', '+0000'),
      right.replace(', ', ' '),
      right.toLowerCase(),
      tomorrow.slice(0, 3) + right.slice(3),
    ];
    for (const other of others) {
      assert.equal((await setting.portal.get('health', { date: other })).status, 401, other);
    }
  });

  test('a nonce is good for once, and only a good signature uses it up', async () => {
    const nonce = randomUUID();
    const stranger = await setting.portal.get('health', { nonce, key: randomBytes(32) });
    const first = await setting.portal.get('health', { nonce });
    const second = await setting.portal.get('health', { nonce });
    const otherCall = await setting.portal.get('get_portal', { nonce });
    const statuses = [stranger, first, second, otherCall].map(({ status }) => status);
    assert.deepEqual(statuses, [401, 200, 401, 401]);
  });

  test('404 for a path or a method that is not there', async () => {
    const replies = [
      await setting.portal.get('nothing'),
      await setting.portal.get('send_result'),
      await setting.portal.post('health', null),
    ];
    for (const { status, text } of replies) {
      assert.deepEqual([status, text], [404, '{"message":"Not found"}']);
    }
  });

  test('400 for a body that is no JSON', async () => {
    const twist = { version: 2 } as const;
    for (const name of ['run', 'notify', 'fetch_job', 'sync_offerings', 'status']) {
      assert.equal((await setting.portal.postText(name, '{', twist)).status, 400, name);
      assert.equal((await setting.portal.post(name, { no: 1 }, twist)).status, 400, name);
    }
  });
});

test('its clock can be ahead of ours', async (t) => {
  const { bridge, portal } = await openFor(t, { clockOffset: -60 });
  for (const offset of [-60, 60]) {
    await bridge.setClockOffset(offset);
    const ours = await portal.get('health');
    assert.equal(ours.status, 401);
    const date = ours.headers.date ?? '';
    assert.ok(Math.abs(Date.parse(date) - Date.now() - offset * 1000) < 3000, date);
    assert.equal((await portal.get('health', { date })).status, 200);
  }
});

test('an old bridge knows version 1 and no version header', async (t) => {
  const { portal } = await openFor(t, { signatures: '1' });
  assert.equal((await portal.get('health', { version: 2 })).status, 401);
  assert.equal((await portal.get('health', { version: 1 })).status, 200);
  const headers = { 'x-openportal-signature-version': '3' };
  assert.equal((await portal.get('health', { version: 1, headers })).status, 200);
});

test('a new bridge may refuse version 1', async (t) => {
  const { portal } = await openFor(t, { signatures: '2' });
  assert.equal((await portal.get('health', { version: 1 })).status, 401);
  assert.equal((await portal.get('health', { version: 2 })).status, 200);
});

test('429 above the rate, which the control side does not know', async (t) => {
  const { bridge, portal } = await openFor(t, { rate: 2 });
  assert.equal((await portal.get('health')).status, 200);
  assert.equal((await fetch(bridge.url)).status, 200);
  for (let i = 0; i < 10; i++) await bridge.getOfferings();
  const reply = await portal.get('health');
  assert.deepEqual([reply.status, reply.text], [429, '{"message":"Too many requests"}']);
});
