import assert from 'node:assert/strict';
import http from 'node:http';
import net from 'node:net';
import { after, before, describe, test } from 'node:test';
import { getClientNetwork, parseForwardedFor } from '../../src/http/client-ip.ts';
import { createServer } from '../../src/server.ts';
import { TestApp } from '../support/test-app.ts';

/* Issue 5, 5 and 7: headers of a hardened site, limits of a request, whose address it is. */

let app: TestApp;
before(async () => {
  app = await TestApp.open({ trustedProxies: ['127.0.0.1', '10.0.0.0/8', '2001:db8:ffff::/48'] });
  await app.createPerson('ada');
});
after(() => app.close());

const always = {
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
} as const;

describe('every reply has the security headers, errors included', () => {
  const requests: [string, string, number, Record<string, string>?][] = [
    ['GET', '/api/users/me/', 200],
    ['GET', '/api/users/nobody/', 404],
    ['HEAD', '/api/users/', 200],
    ['GET', '/health/live', 200],
    ['GET', '/metrics', 200],
    ['GET', '/api/openportal-managed-project-audit/export/', 200],
    ['GET', '/nothing/here', 404],
    ['GET', '/api/docs/', 200],
    ['GET', '/api/schema/', 200],
    ['DELETE', '/api/users/', 405],
    ['QUERY', '/api/users/', 405],
    ['QUERY', '/api/users/me/', 405],
    ['QUERY', '/api-auth/password/', 405],
    ['DELETE', '/metrics', 405],
    ['POST', '/api/customers/', 415, { 'content-type': 'text/plain' }],
    ['POST', '/api/customers/', 400],
  ];
  for (const [method, path, status, headers] of requests) {
    test(`${method} ${path}: ${status}`, async () => {
      const body = method === 'POST' ? 'x' : undefined;
      const reply = await app.request(method, path, { body, ...(headers && { headers }) });
      assert.equal(reply.status, status);
      for (const [name, value] of Object.entries(always)) {
        assert.equal(reply.headers.get(name), value, name);
      }
      assert.match(reply.headers.get('content-security-policy') ?? '', /^default-src 'none'/);
      const policy = reply.headers.get('content-security-policy') ?? '';
      for (const directive of ['frame-ancestors', 'object-src', 'base-uri']) {
        assert.ok(policy.includes(`${directive} 'none'`), `${directive} in ${policy}`);
      }
      for (const name of ['server', 'x-powered-by', 'strict-transport-security']) {
        assert.equal(reply.headers.get(name), null, name);
      }
      assert.equal(reply.headers.get('access-control-allow-origin'), null);
    });
  }

  test('replies of the API are not cached', async () => {
    assert.equal((await app.get('/api/users/me/')).headers.get('cache-control'), 'no-store');
    await app.createTemplateWithCustomers();
    await app.sendInstruction('create_project', {
      name: 'x',
      template: 'open-call',
      allocation: '1 NHR',
    });
    const award = await app.get(app.getAwardPath());
    assert.equal(award.headers.get('cache-control'), 'no-store');
    const etag = award.headers.get('etag') as string;
    const known = await app.get(app.getAwardPath(), { headers: { 'if-none-match': etag } });
    assert.deepEqual([known.status, known.headers.get('cache-control')], [304, 'no-store']);
  });

  test('an event stream has the security headers', async () => {
    const controller = new AbortController();
    const token = app.people.get('staff')?.token;
    const reply = await fetch(`${app.url}/api/events/`, {
      headers: { authorization: `Token ${token}` },
      signal: controller.signal,
    });
    assert.equal(reply.headers.get('x-content-type-options'), 'nosniff');
    controller.abort();
  });
});

test('sends Strict-Transport-Security only over https', async () => {
  const server = await createServer({
    db: app.db,
    clock: () => app.now,
    portal: () => app.portal,
    bridge: null,
    publicUrl: 'https://desk.example.org',
    log: false,
  });
  try {
    const reply = await server.inject('/health/live');
    assert.equal(reply.headers['strict-transport-security'], 'max-age=31536000; includeSubDomains');
  } finally {
    await server.close();
  }
});

test('TRACE gets 405 with Allow and no echo of the request', async () => {
  const { hostname, port } = new URL(app.url);
  const key = app.people.get('staff')?.token;
  const headers = { 'x-secret': 'told-back', authorization: `Token ${key}` };
  const { reply, text } = await new Promise<{ reply: http.IncomingMessage; text: string }>(
    (resolve, reject) => {
      http
        .request({ hostname, port, method: 'TRACE', path: '/api/users/me/', headers }, (reply) => {
          let body = '';
          reply.on('data', (chunk) => {
            body += chunk;
          });
          reply.on('end', () => resolve({ reply, text: body }));
        })
        .on('error', reject)
        .end();
    },
  );
  assert.equal(reply.statusCode, 405);
  assert.equal(reply.headers.allow, 'GET, HEAD');
  assert.ok(!text.includes('told-back'));
});

test('callers without credentials do not learn the version', async () => {
  const { version } = (await app.get('/api/version/')).body;
  for (const path of ['/api/schema/', '/health/live', '/health/ready', '/api/sign-in/', '/x']) {
    const reply = await app.get(path, { as: null });
    assert.ok(!reply.text.includes(`"${version}"`), path);
  }
  const metrics = await app.get('/metrics', { as: null });
  assert.match(metrics.text, /^process_cpu_seconds_total/m);
  assert.ok(!metrics.text.includes(process.version) && !/version_info/.test(metrics.text));
});

describe('the client IP', () => {
  /** What a token’s making says it came from. */
  async function seen(headers: Record<string, string>): Promise<string> {
    const path = `/api/users/${app.people.get('ada')?.uuid}/tokens/`;
    const made = await app.post(path, { name: 'seen', days: 1 }, { headers });
    assert.equal(made.status, 201);
    await app.request('DELETE', `${path}${made.body.uuid}/`);
    const entry = await app.db
      .selectFrom('administrative_entry')
      .select('address')
      .where('subject_uuid', '=', made.body.uuid)
      .where('action', '=', 'token.created')
      .executeTakeFirstOrThrow();
    return entry.address;
  }
  const cases: [string, string][] = [
    ['203.0.113.7', '203.0.113.7'],
    ['6.6.6.6, 203.0.113.7', '203.0.113.7'],
    ['203.0.113.7, 10.1.2.3', '203.0.113.7'],
    ['203.0.113.7, 10.1.2.3, 10.9.9.9', '203.0.113.7'],
    ['::ffff:203.0.113.7', '203.0.113.7'],
    ['[2001:db8::1]:4711', '2001:db8::1'],
    ['203.0.113.7:4711', '203.0.113.7'],
    ['203.0.113.7, rubbish', '127.0.0.1'],
    ['203.0.113.7, rubbish, 10.1.2.3', '10.1.2.3'],
    ['2001:db8::7f00:1', '2001:db8::7f00:1'],
    ['6.6.6.6, 203.0.113.7, 2001:db8:ffff::9', '203.0.113.7'],
    ['203.0.113.7, 2001:db8:eeee::1, 2001:db8:ffff::9', '2001:db8:eeee::1'],
    ['203.0.113.7, ::ffff:10.1.2.3', '203.0.113.7'],
    ['', '127.0.0.1'],
  ];
  for (const [forwarded, address] of cases) {
    test(`X-Forwarded-For: ${forwarded} is ${address}`, async () => {
      assert.equal(await seen({ 'x-forwarded-for': forwarded }), address);
    });
  }

  test('ignores X-Forwarded-* headers of untrusted proxies', async () => {
    const plain = await TestApp.open();
    try {
      await plain.request('POST', '/api/customers/', {
        body: { name: 'Forged' },
        headers: {
          'x-forwarded-for': '203.0.113.7',
          'x-forwarded-host': 'evil.example',
          'x-forwarded-proto': 'https',
        },
      });
      const entry = await plain.db
        .selectFrom('administrative_entry')
        .select('address')
        .executeTakeFirstOrThrow();
      assert.equal(entry.address, '127.0.0.1');
      const me = await plain.get('/api/users/me/', {
        headers: { 'x-forwarded-host': 'evil.example', 'x-forwarded-proto': 'https' },
      });
      assert.ok(me.body.url.startsWith(plain.url));
    } finally {
      await plain.close();
    }
  });

  test('limits count a /64 network of IPv6 and a single IPv4 address', () => {
    assert.equal(getClientNetwork('2001:db8:1:2:3:4:5:6'), getClientNetwork('2001:db8:1:2::1'));
    assert.notEqual(getClientNetwork('2001:db8:1:2::1'), getClientNetwork('2001:db8:1:3::1'));
    assert.equal(getClientNetwork('::1'), '::/64');
    assert.equal(getClientNetwork('::ffff:192.0.2.1'), '192.0.2.1');
    assert.deepEqual(parseForwardedFor('a, 1.2.3.4, , 5.6.7.8'), ['5.6.7.8']);
  });
});

describe('an oversized request', () => {
  test('a body above the limit: 413 with a detail', async () => {
    const reply = await app.post('/api/customers/', `{"name":"${'x'.repeat(1_100_000)}"}`);
    assert.deepEqual([reply.status, typeof reply.body.detail], [413, 'string']);
  });

  test('headers above the limit: 431', async () => {
    const reply = await app.get('/health/live', { headers: { 'x-long': 'x'.repeat(20_000) } });
    assert.equal(reply.status, 431);
  });

  test('closes the connection of a client that sends its headers too slowly', async () => {
    const { hostname, port } = new URL(app.url);
    const socket = net.connect(Number(port), hostname);
    let reply = '';
    socket.on('data', (chunk) => {
      reply += chunk;
    });
    const began = Date.now();
    const dripping = setInterval(() => socket.write('x'), 500);
    socket.write('GET /health/live HTTP/1.1\r\nHost: x\r\nX-Slow: ');
    await new Promise((resolve) => socket.on('close', resolve).on('error', () => undefined));
    clearInterval(dripping);
    assert.match(reply, /^HTTP\/1\.1 408 .*\{"detail":"The request took too long to arrive\."\}$/s);
    assert.ok(Date.now() - began >= 10_000, 'it had its time');
  });
});
