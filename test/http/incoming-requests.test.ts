import assert from 'node:assert/strict';
import http from 'node:http';
import net from 'node:net';
import { after, before, describe, test } from 'node:test';
import { InternalListener } from '../../src/http/internal-listener.ts';
import { Shutdown } from '../../src/http/shutdown.ts';
import { createServer, type ServerOptions } from '../../src/server.ts';
import { sendWhileBlocked } from '../support/send-while-blocked.ts';
import { TestApp } from '../support/test-app.ts';

/* Issue 18, points 9, 11, 13 and 14: what happens to a request before a route sees it. */

let app: TestApp;
before(async () => {
  app = await TestApp.open();
});
after(() => app.close());

interface OpenServer {
  url: string;
  log: string[];
  close(): Promise<void>;
}

/** Another server on the app's database. */
async function open(options: Partial<ServerOptions> = {}): Promise<OpenServer> {
  const log: string[] = [];
  const server = await createServer({
    db: app.db,
    clock: () => app.now,
    portal: () => app.portal,
    bridge: null,
    publicUrl: null,
    log: { level: 'info', stream: { write: (line) => log.push(line) } },
    ...options,
  });
  const url = await server.listen({ host: '127.0.0.1', port: 0 });
  return { url, log, close: () => server.close() };
}

/** Sends the text of a request as it is; returns the reply's text. */
function sendRaw(url: string, request: string): Promise<string> {
  const { hostname, port } = new URL(url);
  const socket = net.connect(Number(port), hostname, () => socket.write(request));
  return new Promise((resolve, reject) => {
    let reply = '';
    socket.on('data', (chunk) => {
      reply += chunk;
    });
    socket.on('error', reject);
    socket.on('close', () => resolve(reply));
  });
}

const authorization = (): string => `Token ${app.people.get('staff')?.token}`;

/** Asks for the own account by this Host header. */
function askByName(url: string, host: string): Promise<{ status: number; text: string }> {
  return new Promise((resolve, reject) => {
    const headers = { host, authorization: authorization() };
    http
      .get(`${url}/api/users/me/`, { headers }, (reply) => {
        let text = '';
        reply.on('data', (chunk) => {
          text += chunk;
        });
        reply.on('end', () => resolve({ status: reply.statusCode ?? 0, text }));
      })
      .on('error', reject);
  });
}

test('logs the cleaned client IP, not what X-Forwarded-For claims', async () => {
  const server = await open({ access: { trustedProxies: ['127.0.0.1'] } });
  try {
    const forwarded = '6.6.6.6, not an address, 203.0.113.7';
    await fetch(`${server.url}/health/live`, { headers: { 'x-forwarded-for': forwarded } });
    await fetch(`${server.url}/health/live`, { headers: { 'x-forwarded-for': 'a\tb' } });
    const addresses = server.log
      .map((line) => JSON.parse(line).req?.remoteAddress)
      .filter((address) => address !== undefined);
    assert.deepEqual(addresses, ['203.0.113.7', '127.0.0.1']);
  } finally {
    await server.close();
  }
});

test('refuses a request with two Host headers', async () => {
  const hosts = 'Host: 127.0.0.1\r\nhost: evil.example\r\nConnection: close\r\n';
  const reply = await sendRaw(app.url, `GET /api/users/me/ HTTP/1.1\r\n${hosts}\r\n`);
  assert.match(reply, /^HTTP\/1\.1 400 /);
  assert.match(reply, /A request has one Host header\./);
});

describe('a request that reaches no route', () => {
  const readProblem = (reply: string): [status: string, body: unknown] => {
    const [head = '', body = ''] = reply.split('\r\n\r\n');
    assert.match(head, /content-type: application\/json/i);
    return [head.slice(9, 12), JSON.parse(body)];
  };
  const requests: [what: string, request: string, status: string, detail: string][] = [
    [
      'without a Host header',
      'GET /health/live HTTP/1.1\r\nConnection: close\r\n\r\n',
      '400',
      'The Host header is missing.',
    ],
    ['that is not HTTP', 'GET\r\n\r\n', '400', 'The request is not valid HTTP.'],
    [
      'with headers that are too large',
      `GET /health/live HTTP/1.1\r\nHost: a\r\nX: ${'x'.repeat(20_000)}\r\n\r\n`,
      '431',
      'The headers of the request are too large.',
    ],
  ];

  for (const [what, request, status, detail] of requests) {
    test(`${what} gets an error in our form, at both listeners`, async () => {
      const internalListener = new InternalListener({ host: '127.0.0.1', port: 0 });
      const server = await open({ internalListener });
      const internalUrl = await internalListener.listen();
      try {
        for (const url of [server.url, internalUrl]) {
          assert.deepEqual(readProblem(await sendRaw(url, request)), [status, { detail }]);
        }
      } finally {
        await server.close();
      }
    });
  }

  test('of HTTP/1.0, which has no Host header, is served', async () => {
    const reply = await sendRaw(app.url, 'GET /health/live HTTP/1.0\r\n\r\n');
    assert.match(reply, /^HTTP\/1\.1 200 /);
  });
});

describe('without a public URL', () => {
  test('builds URLs from IP addresses, localhost and allowed hosts', async () => {
    const server = await open({ allowedHosts: ['desk.example.org'] });
    try {
      for (const host of ['127.0.0.1', '[::1]:8080', 'localhost:1', 'Desk.example.org:8443']) {
        const { status, text } = await askByName(server.url, host);
        assert.equal(status, 200, host);
        assert.ok(text.includes(`"http://${host}/api/users/`), text);
      }
    } finally {
      await server.close();
    }
  });

  test('refuses other host names in words', async () => {
    for (const host of ['evil.example', 'localhost.evil.example', 'a b', '1.2.3.4.evil.example']) {
      const { status, text } = await askByName(app.url, host);
      assert.equal(status, 400, host);
      assert.match(text, /GATEHOUSE_ALLOWED_HOSTS/);
    }
  });

  test('refuses other host names before missing credentials', async () => {
    const request = 'Host: evil.example\r\nConnection: close\r\n\r\n';
    const reply = await sendRaw(app.url, `GET /api/users/me/ HTTP/1.1\r\n${request}`);
    assert.match(reply, /^HTTP\/1\.1 400 /);
    assert.match(reply, /GATEHOUSE_ALLOWED_HOSTS/);
  });

  test('health and metrics answer by any name', async () => {
    const request = 'Host: gatehouse-0.internal\r\nConnection: close\r\n\r\n';
    for (const path of ['/health/ready', '/health/live', '/metrics']) {
      const reply = await sendRaw(app.url, `GET ${path} HTTP/1.1\r\n${request}`);
      assert.match(reply, /^HTTP\/1\.1 200 /, path);
    }
  });
});

test('a public URL with a path prefix: paths with and without it lead to the same', async () => {
  const publicUrl = 'https://example.org/gatehouse';
  const server = await open({ publicUrl });
  try {
    const headers = { authorization: authorization() };
    for (const path of ['/gatehouse/api/users/me/', '/api/users/me/']) {
      const reply = await fetch(server.url + path, { headers });
      const { url } = (await reply.json()) as { url: string };
      assert.ok(url.startsWith(`${publicUrl}/api/users/`), url);
    }
    const other = await fetch(`${server.url}/gatehouses/api/users/me/`, { headers });
    assert.equal(other.status, 404);
    const account = { username: 'ada', password: 'correct horse battery' };
    await app.create('/api/users/', account);
    const session = await fetch(`${server.url}/gatehouse/api/session/`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(account),
    });
    const cookie = session.headers.get('set-cookie') ?? '';
    assert.match(cookie, /^__Secure-gatehouse_session=.*; Path=\/gatehouse; HttpOnly; Secure/);
  } finally {
    await server.close();
  }
});

describe('an internal listener', () => {
  const internalPaths = ['/metrics', '/health/live', '/health/ready'];
  const signal = '/api/openportal/fetch_job/?job_id=00000000-0000-0000-0000-000000000000';

  test('answers metrics, health and signals; the other one answers the rest', async () => {
    const internalListener = new InternalListener({ host: '127.0.0.1', port: 0 });
    const server = await open({ internalListener });
    const internalUrl = await internalListener.listen();
    try {
      const statusOf = async (url: string): Promise<number> =>
        (await fetch(url, { headers: { authorization: authorization(), accept: 'text/html' } }))
          .status;
      for (const path of internalPaths) {
        assert.equal(await statusOf(internalUrl + path), 200, path);
        assert.equal(await statusOf(server.url + path), 404, path);
      }
      const detail = (await (await fetch(internalUrl + signal)).json()) as { detail: string };
      assert.equal(detail.detail, 'No bridge is connected.');
      const hidden = (await (await fetch(server.url + signal)).json()) as { detail: string };
      assert.equal(hidden.detail, 'Not found.');
      for (const path of ['/', '/api/users/me/', '/api/schema/', '/sign-in', '/api/docs/']) {
        assert.equal(await statusOf(internalUrl + path), 404, path);
        assert.notEqual(await statusOf(server.url + path), 404, path);
      }
      const metrics = await (await fetch(`${internalUrl}/metrics`)).text();
      assert.match(metrics, /route="\/api\/users\/me\/"/, 'counts the requests of both');
    } finally {
      await server.close();
    }
  });
});

describe('the end of a service', () => {
  test('is not ready first, serves on and keeps no connection, then replies 503', async () => {
    const shutdown = new Shutdown();
    const server = await open({ shutdown });
    const ask = (path: string) =>
      fetch(server.url + path, { headers: { authorization: authorization() } });
    assert.equal((await ask('/health/ready')).status, 200);
    await shutdown.leave(0);
    assert.equal((await ask('/health/ready')).status, 503);
    const served = await ask('/api/users/me/');
    assert.deepEqual([served.status, served.headers.get('connection')], [200, 'close']);

    // A connection on which a request has begun when the server closes.
    const { hostname, port } = new URL(server.url);
    const socket = net.connect(Number(port), hostname);
    await new Promise((resolve) => socket.once('connect', resolve));
    socket.write('GET /api/users/me/ HTTP/1.1\r\nHost: 127.0.0.1\r\n');
    await ask('/health/live');
    const closed = server.close();
    shutdown.phase = 'closing';
    let reply = '';
    socket.on('data', (chunk) => {
      reply += chunk;
    });
    socket.write('\r\n');
    await new Promise((resolve) => socket.once('close', resolve));
    await closed;
    assert.match(reply, /^HTTP\/1\.1 503 /);
    assert.match(reply, /connection: close/i);
    assert.match(reply, /\{"detail":"The service is stopping\."\}$/);
  });

  test('a request that was under way before it gets its reply, and no connection is kept', {
    timeout: 20_000,
  }, async () => {
    const shutdown = new Shutdown();
    const server = await open({ shutdown });
    const { hostname, port } = new URL(server.url);
    const socket = net.connect(Number(port), hostname);
    let reply = '';
    socket.on('data', (chunk) => {
      reply += chunk;
    });
    const body = JSON.stringify({ name: 'Begun before' });
    socket.write(
      `POST /api/customers/ HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: ${authorization()}\r\n` +
        `Content-Type: application/json\r\nContent-Length: ${body.length}\r\n` +
        `Expect: 100-continue\r\n\r\n`,
    );
    // The interim reply says that the request has begun.
    await new Promise((resolve) => socket.once('data', resolve));
    assert.match(reply, /^HTTP\/1\.1 100 /);
    await shutdown.leave(0);
    socket.write(body);
    await new Promise((resolve) => socket.once('end', resolve));
    assert.match(reply, /HTTP\/1\.1 201 /);
    assert.match(reply, /connection: close/i);
    await server.close();
  });

  test('a request on a connection that was opened just before it closes gets its reply', {
    timeout: 20_000,
  }, async () => {
    const server = await open();
    const { hostname, port } = new URL(server.url);
    const socket = net.connect(Number(port), hostname);
    await new Promise((resolve) => socket.once('connect', resolve));
    // The server has accepted the connection once it answers on a later one.
    await fetch(`${server.url}/health/live`);
    const closed = server.close();
    const body = JSON.stringify({ name: 'On its way' });
    socket.write(
      `POST /api/customers/ HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: ${authorization()}\r\n` +
        `Content-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n${body}`,
    );
    let reply = '';
    socket.on('data', (chunk) => {
      reply += chunk;
    });
    await new Promise((resolve) => socket.once('close', resolve));
    await closed;
    assert.match(reply, /^HTTP\/1\.1 201 /);
  });

  test('changes on connections that it has not accepted yet get their replies', {
    timeout: 20_000,
  }, async () => {
    const server = await open();
    const body = JSON.stringify({ name: 'Waiting to be accepted' });
    const request =
      `POST /api/customers/ HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: ${authorization()}\r\n` +
      `Content-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n${body}`;
    let closed = Promise.resolve();
    const target = { port: Number(new URL(server.url).port), request, count: 10 };
    const replies = await sendWhileBlocked(target, () => {
      closed = server.close();
    });
    await closed;
    assert.deepEqual(
      replies.map((reply) => reply.slice(0, 12)),
      Array(10).fill('HTTP/1.1 201'),
    );
  });
});
