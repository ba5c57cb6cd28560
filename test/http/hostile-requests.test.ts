import assert from 'node:assert/strict';
import http from 'node:http';
import { after, before, test } from 'node:test';
import fc from 'fast-check';
import { createDatabase } from '../../src/database/connection-pool.ts';
import { createServer } from '../../src/server.ts';
import { awardDetails, TestApp } from '../support/test-app.ts';

/* Issue 2, Bad input: the documented error, nothing changed, never a 500. */

let app: TestApp;
// biome-ignore lint/suspicious/noExplicitAny: an OpenAPI document
let document: any;

before(async () => {
  app = await TestApp.open();
  const furniture = await app.createTemplateWithCustomers({ approval_limit: '0' });
  await app.createReviewer('reviewer', furniture);
  await app.sendInstruction('create_project', awardDetails);
  document = (await app.get('/api/schema/')).body;
});
after(() => app.close());

/** A request as it stands, past the niceties of fetch. */
function raw(method: string, path: string, headers: Record<string, string>, body: Buffer | null) {
  return new Promise<{ status: number; text: string }>((resolve, reject) => {
    const { hostname, port } = new URL(app.url);
    const request = http.request(
      { hostname, port, method, path, headers, agent: false },
      (reply) => {
        const chunks: Buffer[] = [];
        reply.on('data', (chunk) => chunks.push(chunk));
        reply.on('end', () =>
          resolve({ status: reply.statusCode ?? 0, text: Buffer.concat(chunks).toString() }),
        );
      },
    );
    request.on('error', reject);
    request.end(body ?? undefined);
  });
}

const nasty = fc.oneof(
  fc.constantFrom(
    '',
    '0',
    '-1',
    'null',
    'p1.ukri',
    'ukri.brics.isambard-ai',
    '%00',
    '%ff',
    '%',
    '%2e%2e%2f',
    '../../etc/passwd',
    "';drop table person;--",
    '%F0%9F%98%80',
    '%ED%A0%80',
    '{{7*7}}',
    '11111111-1111-4111-8111-111111111111',
    '99999999999999999999',
    '1e309',
    'a'.repeat(2100),
  ),
  fc
    .string({ unit: 'binary', maxLength: 30 })
    .map((text) => encodeURIComponent(text.toWellFormed())),
);

const value = fc.oneof(
  fc.jsonValue({ maxDepth: 3, stringUnit: 'binary' }),
  fc.constantFrom<unknown>(
    '\u0000',
    1e300,
    -0,
    '9'.repeat(5000),
    'http://x/api/customers/11111111-1111-4111-8111-111111111111/',
    { NHR: '1e-400' },
    { __proto__: null, constructor: 1 },
    '2026-02-31',
    '9999-12-31',
    ['\ud800'],
  ),
);

const body = fc.oneof(
  fc
    .dictionary(
      fc.constantFrom(
        'name',
        'comment',
        'text',
        'project_uuid',
        'customer',
        'provider',
        'username',
        'email',
        'password',
        'user',
        'role',
        'key',
        'shortname',
        'portal',
        'offering',
        'approval_limit',
        'allocation_units_mapping',
        'role_mapping',
        'start_date',
        'end_date',
        'credits',
        'is_staff',
        'full_name',
        '__proto__',
      ),
      value,
      { maxKeys: 12 },
    )
    .map((fields) => Buffer.from(JSON.stringify(fields))),
  fc.constantFrom(
    Buffer.from('{"a":'),
    Buffer.from([0xff, 0xfe, 0x00]),
    Buffer.from('['.repeat(100_000)),
    Buffer.from(`{"text":${'['.repeat(50_000)}${']'.repeat(50_000)}}`),
    Buffer.from('{"comment":"\\u0000"}'),
    Buffer.from('{"comment":"\\ud800"}'),
    Buffer.from('"x"'),
    Buffer.from('   '),
  ),
);

test('hostile requests get no 500, and a refused request changes nothing', async () => {
  const operations = Object.entries(document.paths)
    .flatMap(([path, methods]) =>
      Object.entries(methods as object).map(([method, operation]) => ({
        path,
        method: method.toUpperCase(),
        parameters: ((operation.parameters ?? []) as { in: string; name: string }[])
          .filter((parameter) => parameter.in === 'query')
          .map((parameter) => parameter.name),
      })),
    )
    // A stream of events has no end to wait for (test/events shows it).
    .filter(({ path }) => path !== '/api/events/');
  const request = fc.record({
    operation: fc.constantFrom(...operations),
    params: fc.array(nasty, { minLength: 2, maxLength: 2 }),
    query: fc.array(fc.tuple(fc.nat(), nasty), { maxLength: 4 }),
    body: fc.option(body, { nil: null }),
    as: fc.constantFrom('staff', 'reviewer', null),
    type: fc.constantFrom(
      'application/json',
      'application/json; charset=utf-16',
      'text/plain',
      'application/x-www-form-urlencoded',
    ),
  });
  const statuses = new Set<number>();
  await fc.assert(
    fc.asyncProperty(request, async ({ operation, params, query, body: sent, as, type }) => {
      let n = 0;
      const path = operation.path.replace(/\{\w+\}/g, () => params[n++] ?? 'x');
      const { parameters } = operation;
      const search = query
        .map(
          ([index, text]) => `${parameters[index % Math.max(1, parameters.length)] ?? 'x'}=${text}`,
        )
        .join('&');
      const target = asTarget(`${path}?${search}`);
      const token = as === null ? undefined : app.people.get(as)?.token;
      const carried = ['GET', 'HEAD'].includes(operation.method) ? null : sent;
      const headers = {
        ...(token !== undefined && { authorization: `Token ${token}` }),
        ...(carried !== null && {
          'content-type': type,
          'content-length': String(carried.length),
        }),
      };
      const reply = await raw(operation.method, target, headers, carried);
      statuses.add(reply.status);
      assert.ok(reply.status < 500, `${operation.method} ${target} ${sent}: ${reply.text}`);
      assert.doesNotMatch(reply.text, /SQLSTATE|syntax error at|\.ts:\d+/);
    }),
    { numRuns: 2000 },
  );
  for (const status of [200, 400, 401, 404]) assert.ok(statuses.has(status), `${status}`);
  const { body: award } = await app.get(app.getAwardPath());
  assert.equal(award.details.description, 'Currents');
});

// A request target holds no raw spaces or non-ASCII; what is escaped already stays so.
function asTarget(text: string): string {
  return encodeURI(text.toWellFormed()).replaceAll('%25', '%');
}

test('hostile headers get no 500', async () => {
  for (const headers of [
    { authorization: `Token ${'x'.repeat(5000)}` },
    { authorization: 'Token \u00ff\u00fe' },
    { 'if-match': '"'.repeat(2000) },
    { 'if-none-match': ',,,W/,"' },
    { host: 'evil.example' },
    { 'content-length': '0', 'content-type': 'application/json' },
  ]) {
    const token = app.people.get('staff')?.token;
    const reply = await raw(
      'GET',
      app.getAwardPath(),
      { authorization: `Token ${token}`, ...(headers as Record<string, string>) },
      null,
    );
    assert.ok(reply.status < 500, JSON.stringify(headers));
  }
});

test('other spellings of a path need credentials too', async () => {
  for (const path of [
    '/%61pi/customers/',
    '/api/%63ustomers',
    '/api//customers/',
    '/API/customers/',
  ]) {
    const reply = await raw('GET', path, {}, null);
    assert.ok([401, 404].includes(reply.status), `${path} ${reply.status}`);
    const wrong = await raw('GET', path, { authorization: 'Token wrong' }, null);
    assert.ok([401, 404].includes(wrong.status), `${path} ${wrong.status}`);
  }
});

test('an internal error is a 500 with a request_id and no details', async () => {
  const server = await createServer({
    db: app.db.withSchema('nowhere'),
    clock: () => app.now,
    portal: () => 'brics',
    bridge: null,
    publicUrl: null,
    log: false,
  });
  try {
    const headers = { authorization: `Token ${app.people.get('staff')?.token}` };
    const reply = await server.inject({ url: '/api/customers/', headers });
    assert.equal(reply.statusCode, 500);
    assert.deepEqual(Object.keys(reply.json()), ['detail', 'request_id']);
    assert.doesNotMatch(reply.body, /nowhere|relation|select/);
  } finally {
    await server.close();
  }
});

test('replies 503 with Retry-After while PostgreSQL is down, and the process stays alive', async () => {
  const db = createDatabase('postgres://nobody:x@127.0.0.1:1/none');
  const server = await createServer({
    db,
    clock: () => new Date(),
    portal: () => 'brics',
    bridge: null,
    publicUrl: null,
    log: false,
  });
  try {
    const authorization = 'Token abc';
    for (const url of ['/api/customers/', app.getAwardPath(), '/health/ready']) {
      const reply = await server.inject({ url, headers: { authorization } });
      assert.deepEqual([reply.statusCode, reply.headers['retry-after']], [503, '5'], url);
      assert.equal(typeof reply.json().detail, 'string');
    }
    assert.equal((await server.inject({ url: '/health/live' })).statusCode, 200);
  } finally {
    await server.close();
    await db.destroy();
  }
});
