import assert from 'node:assert/strict';
import { after, afterEach, before, describe, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { sql } from 'kysely';
import pg from 'pg';
import { createDatabase } from '../../src/database/connection-pool.ts';
import { isDatabaseUnavailable } from '../../src/database/database-unavailable.ts';
import { findViolations } from '../../src/service/integrity-rules.ts';
import { DatabaseProxy } from '../support/database-proxy.ts';
import { awardDetails, type TestReply, TestApp } from '../support/test-app.ts';
import { readServerMajor } from '../support/test-database.ts';
import { GatehouseProcess } from '../support/gatehouse-process.ts';
import { toTcpUrl } from '../support/tcp-url.ts';

/* Issue 6: while PostgreSQL is away the reply is 503 with Retry-After, never 500. */

let app: TestApp;
let proxy: DatabaseProxy;
let service: GatehouseProcess;
let address: string;

before(async () => {
  app = await TestApp.open();
  await app.createTemplateWithCustomers({ approval_limit: '0' });
  proxy = await DatabaseProxy.open(`${toTcpUrl(app.database.url)}?query_timeout=3000`);
  const env = { DATABASE_URL: proxy.url, GATEHOUSE_PORTAL: app.portal, LOG_LEVEL: 'error' };
  service = new GatehouseProcess(['serve'], env);
  address = await service.waitUntilReady();
});
after(async () => {
  await service.stop();
  await proxy.close();
  assert.deepEqual(await findViolations(app.db), []);
  await app.close();
});
// The desk works right after, whatever came before.
afterEach(async () => {
  proxy.reset();
  const again = await untilAnswered('/api/openportal-managed-projects/');
  assert.equal(again.status, 200);
});

const list = '/api/openportal-managed-projects/';

/** A request to the service behind the proxy; never 500, and 503 as it must be. */
async function ask(method: string, path: string, body?: unknown): Promise<TestReply> {
  const reply = await app.request(method, address + path, { body });
  assert.notEqual(reply.status, 500, `${method} ${path}: ${reply.text} ${service.stdout}`);
  if (reply.status === 503 && method !== 'HEAD') {
    assert.match(reply.headers.get('retry-after') ?? '', /^\d+$/, path);
    assert.match(reply.body.detail, /database is not available/, path);
  }
  return reply;
}

/** Idle connections that were cut are noticed within moments. */
async function untilAnswered(path: string): Promise<TestReply> {
  for (let tries = 0; tries < 30; tries++) {
    const reply = await ask('GET', path);
    if (reply.status !== 503) return reply;
    await pause(100);
  }
  return ask('GET', path);
}

let awards = 0;
/** An award that waits for a reviewer, and where it is. */
async function award(): Promise<string> {
  const identifier = `p${awards++}.ukri`;
  await app.sendInstruction('create_project', { ...awardDetails, name: identifier }, identifier);
  return app.getAwardPath(identifier);
}

const stateOf = async (path: string): Promise<string> => (await app.get(path)).body.state;

/** Where every connection is new, what is sent while connecting can be met. */
async function withoutConnections(): Promise<void> {
  proxy.cutAll();
  await pause(100);
}

// Traps are set for values, not for statements: one that is prepared is sent once a connection.
describe('a connection is cut', () => {
  for (const fault of ['cut', 'cut after'] as const) {
    test(`${fault} a read`, async () => {
      proxy.failOn('needle', fault);
      assert.equal((await ask('GET', `${list}?identifier=needle`)).status, 503);
      assert.equal((await ask('GET', `${list}?identifier=needle`)).status, 200);
    });

    test(`${fault} the begin of a decision`, async () => {
      let path = '';
      let status = 200;
      // Work in the background begins transactions as well, and may meet the fault instead.
      for (let tries = 0; status === 200 && tries < 10; tries++) {
        path = await award();
        proxy.failOn('begin', fault);
        ({ status } = await ask('POST', `${path}approve/`));
      }
      assert.equal(status, 503);
      assert.equal(await stateOf(path), 'pending');
      assert.equal((await ask('POST', `${path}approve/`)).status, 200);
    });

    test(`${fault} in the middle of a decision`, async () => {
      const path = await award();
      proxy.failOn('needle', fault);
      assert.equal((await ask('POST', `${path}approve/`, { comment: 'needle' })).status, 503);
      assert.equal(await stateOf(path), 'pending');
      assert.equal((await ask('POST', `${path}approve/`)).status, 200);
    });
  }

  test('cut before the commit: nothing is stored, and a retry succeeds', async () => {
    const path = await award();
    proxy.failOn('commit', 'cut', 'needle');
    assert.equal((await ask('POST', `${path}approve/`, { comment: 'needle' })).status, 503);
    assert.equal(await stateOf(path), 'pending');
    assert.equal((await ask('POST', `${path}approve/`)).status, 200);
  });

  test('cut after the commit: it is stored, and a retry does not store it twice', async () => {
    const path = await award();
    proxy.failOn('commit', 'cut after', 'needle');
    assert.equal((await ask('POST', `${path}approve/`, { comment: 'needle' })).status, 503);
    assert.equal(await stateOf(path), 'approved');
    assert.equal((await ask('POST', `${path}approve/`)).status, 409);
  });

  test('cut before the rollback: the reply is still the refusal', async () => {
    const path = await award();
    assert.equal((await ask('POST', `${path}approve/`)).status, 200);
    proxy.failOn('rollback', 'cut');
    assert.equal((await ask('POST', `${path}approve/`)).status, 409);
    assert.ok(!proxy.isArmed, 'the rollback was cut');
  });

  for (const [moment, text] of [
    ['its start', 'application_name'],
    ['the password', 'SCRAM-SHA-256'],
    ['the proof of the password', 'c=biws'],
  ] as const) {
    for (const fault of ['cut', 'cut after'] as const) {
      test(`while connecting, ${fault} ${moment}`, async () => {
        let status = 200;
        // Work in the background connects as well: before the fault is set, so that the request finds a
        // connection, or in its place.
        for (let tries = 0; status === 200 && tries < 20; tries++) {
          await withoutConnections();
          proxy.failOn(text, fault);
          ({ status } = await ask('GET', list));
        }
        assert.equal(status, 503);
      });
    }
  }

  test('cut at random under load', async () => {
    const paths = await Promise.all(Array.from({ length: 20 }, award));
    const cutting = (async () => {
      for (let n = 0; n < 15; n++) {
        await pause(40);
        proxy.cutAll();
      }
    })();
    const statuses = await Promise.all(
      paths.flatMap((path) => [
        ask('GET', path),
        ask('POST', `${path}add-note/`, { text: 'Under load.' }),
        ask('POST', `${path}approve/`),
        ask('POST', `${path}reject/`),
      ]),
    );
    await cutting;
    for (const { status } of statuses) assert.ok([200, 409, 503].includes(status), `${status}`);
  });
});

describe('PostgreSQL terminates a statement or session', () => {
  for (const [what, end] of [
    ['the connection', 'pg_terminate_backend'],
    ['the statement', 'pg_cancel_backend'],
  ] as const) {
    test(what, async () => {
      const path = await award();
      const blocker = new pg.Client({ connectionString: app.database.url });
      await blocker.connect();
      try {
        await blocker.query('begin; select from managed_project for update');
        const approval = ask('POST', `${path}approve/`);
        await untilWaiting(blocker);
        await blocker.query(`select ${end}(pid) from pg_stat_activity
          where wait_event_type = 'Lock' and datname = current_database()`);
        assert.equal((await approval).status, 503);
        await blocker.query('rollback');
      } finally {
        await blocker.end();
      }
      assert.equal((await ask('POST', `${path}approve/`)).status, 200);
    });
  }

  test('a transaction above its time limit', async (context) => {
    if ((await readServerMajor(app.db)) < 17)
      return context.skip('PostgreSQL 17 brought the limit');
    const path = await award();
    const name = await databaseName();
    await sql`alter database ${sql.id(name)} set transaction_timeout = '200ms'`.execute(app.db);
    try {
      await withoutConnections();
      const blocker = new pg.Client({ connectionString: app.database.url });
      await blocker.connect();
      await blocker.query(
        `set transaction_timeout = 0; begin; select from managed_project for update`,
      );
      assert.equal((await ask('POST', `${path}approve/`)).status, 503);
      await blocker.end();
    } finally {
      await sql`alter database ${sql.id(name)} reset transaction_timeout`.execute(app.db);
      await withoutConnections();
    }
  });
});

test('recognises the SQLSTATEs of an unavailable database', async () => {
  const raised = async (code: string): Promise<boolean> => {
    const block = `do $$ begin raise exception using errcode = '${code}', message = 'planted'; end $$`;
    const error = await sql
      .raw(block)
      .execute(app.db)
      .catch((reason: unknown) => reason);
    assert.equal((error as pg.DatabaseError).code, code);
    return isDatabaseUnavailable(error);
  };
  for (const code of [
    ...['08006', '25006', '25P03', '25P04', '40001', '40P01', '53100', '53200', '53300', '55P03'],
    ...['57014', '57P01', '57P02', '57P03', '57P05', '58000', '58030', '58P01'],
  ]) {
    assert.equal(await raised(code), true, code);
  }
  for (const code of ['22001', '23505', '42601', '42P01', 'P0001', 'XX000']) {
    assert.equal(await raised(code), false, code);
  }
  const url = new URL(app.database.url);
  url.pathname = '/nowhere';
  const nowhere = createDatabase(url.href);
  const error = await sql`select`.execute(nowhere).catch((reason: unknown) => reason);
  await nowhere.destroy();
  assert.equal((error as pg.DatabaseError).code, '3D000');
  assert.equal(isDatabaseUnavailable(error), true);
  const noSocket = createDatabase('postgres://127.0.0.1/any?host=/nowhere/socket');
  const noSocketError = await sql`select`.execute(noSocket).catch((reason: unknown) => reason);
  await noSocket.destroy();
  assert.equal((noSocketError as NodeJS.ErrnoException).code, 'ENOENT');
  assert.equal(isDatabaseUnavailable(noSocketError), true);
  const closed = await sql`select`.execute(nowhere).catch((reason: unknown) => reason);
  assert.equal(isDatabaseUnavailable(closed), true);
});

describe('PostgreSQL is unreachable', () => {
  test('refuses connections: each route replies 503 or needs no database', async () => {
    proxy.connectionMode = 'refuse';
    await withoutConnections();
    const operations = operationsOf((await ask('GET', '/api/schema/')).body);
    assert.ok(operations.length > 80, `${operations.length}`);
    for (const { method, path, isPublic } of operations) {
      const isRead = method === 'GET' || method === 'HEAD';
      const { status } = await ask(method, path, isRead ? undefined : {});
      // Who calls must be looked up; what anybody may ask can be bad, or need no database.
      if (!isPublic) assert.equal(status, 503, `${method} ${path}`);
    }
    const password = { username: 'staff', password: 'a password of theirs' };
    assert.equal((await ask('POST', '/api-auth/password/', password)).status, 503);
    assert.equal((await ask('GET', '/health/ready')).status, 503);
    assert.equal((await ask('GET', '/health/live')).status, 200);
  });

  test('accepts connections and never answers', async () => {
    proxy.connectionMode = 'silence';
    await withoutConnections();
    const replies = await Promise.all(Array.from({ length: 5 }, () => ask('GET', list)));
    assert.deepEqual([...new Set(replies.map(({ status }) => status))], [503]);
  });

  test('stops answering within a statement: 503, and the connection is not used again', async () => {
    const path = await award();
    proxy.failOn('needle', 'silence');
    assert.equal((await ask('POST', `${path}approve/`, { comment: 'needle' })).status, 503);
    proxy.failOn('needle', 'silence');
    assert.equal((await ask('GET', `${list}?identifier=needle`)).status, 503);
    assert.equal((await ask('POST', `${path}approve/`)).status, 200);
  });
});

async function untilWaiting(client: pg.Client): Promise<void> {
  for (let tries = 0; tries < 200; tries++) {
    const { rows } = await client.query(`select from pg_stat_activity
      where wait_event_type = 'Lock' and datname = current_database()`);
    if (rows.length > 0) return;
    await pause(20);
  }
  assert.fail('Nobody waits for the lock.');
}

async function databaseName(): Promise<string> {
  const { rows } = await sql<{ name: string }>`select current_database() as name`.execute(app.db);
  return rows[0]?.name as string;
}

type Operations = Record<string, Record<string, { security?: unknown[] }>>;

/** Every operation, with something in place of what its path names. */
function operationsOf({ paths }: { paths: Operations }) {
  return Object.entries(paths).flatMap(([template, methods]) => {
    const path = template
      .replace('{identifier}', 'p0.ukri')
      .replace('{destination}', 'ukri.brics.isambard-ai')
      .replaceAll(/\{[^}]*\}/g, '00000000000000000000000000000000');
    return Object.entries(methods).map(([method, { security }]) => ({
      method: method.toUpperCase(),
      path,
      isPublic: security?.length === 0,
    }));
  });
}
