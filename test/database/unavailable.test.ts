import assert from 'node:assert/strict';
import { createServer, type Socket } from 'node:net';
import { after, before, describe, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { sql } from 'kysely';
import { Connected, eventually } from '../support/connected.ts';
import { type TestDatabase, testDatabase } from '../support/database.ts';
import { Link } from '../support/link.ts';
import { gatehouse } from '../support/process.ts';

/* Issue 6: while PostgreSQL is away the reply is 503 with Retry-After, never 500; then all works. */

let database: TestDatabase;
let link: Link;
let desk: Connected;
const awards = '/api/openportal-managed-projects/';
const award = (number: number) => `${awards}p${number}.ukri/ukri.brics.isambard-ai/`;
const create = (number: number) =>
  `create_project p${number}.ukri ${JSON.stringify({
    name: `Award ${number}`,
    template: 'open-call',
    allocation: '5000 NHR',
  })}`;

before(async () => {
  database = await testDatabase();
  const url = new URL(database.url);
  link = await Link.open(0, [Number(url.port)]);
  url.port = String(link.port);
  desk = await Connected.open({ env: { DATABASE_URL: url.href, LOG_LEVEL: 'error' } });
  await desk.furnish();
  for (let number = 1; number <= 20; number++) await arrive(number);
});
after(async () => {
  await desk.close();
  await link.close();
  await database.close();
});

async function arrive(number: number): Promise<string> {
  const job = await desk.standIn.answer(await desk.standIn.ask(create(number)), 40);
  return String(job.result);
}

/** Reads and decisions, again and again while something goes wrong; how each was answered. */
async function askWhile(goingWrong: () => Promise<void>): Promise<Map<number, number>> {
  const statuses = new Map<number, number>();
  let isOver = false;
  const worker = async (number: number): Promise<void> => {
    while (!isOver) {
      const replies = [
        await desk.api('GET', `${awards}?state=pending`),
        await desk.api('POST', `${award(number)}reject/`, { comment: 'Not now.' }),
        await desk.api('POST', `${award(number)}reopen/`, {}),
      ];
      for (const { status, headers, body } of replies) {
        statuses.set(status, (statuses.get(status) ?? 0) + 1);
        if (status < 500) continue;
        assert.equal(status, 503, JSON.stringify(body));
        assert.match(headers.get('retry-after') ?? '', /^\d+$/);
        assert.deepEqual(Object.keys(body), ['detail']);
      }
    }
  };
  const workers = Promise.all([1, 2, 3, 4].map(worker));
  await goingWrong();
  isOver = true;
  await workers;
  return statuses;
}

/** Statements of the service that are under way, as the server sees them. */
const underWay = sql`from pg_stat_activity where datname = current_database()
  and application_name like 'gatehouse%' and pid <> pg_backend_pid()`;

describe('503 with Retry-After, never 500', () => {
  const trouble: [string, () => Promise<void>][] = [
    [
      'connections cut, in the middle of whatever',
      async () => {
        for (let cuts = 0; cuts < 15; cuts++) {
          await pause(100);
          link.cut();
        }
      },
    ],
    [
      'statements and rows cut half way',
      async () => {
        link.cutChance = 0.05;
        await pause(3000);
        link.cutChance = 0;
      },
    ],
    [
      'sessions that the server ends',
      async () => {
        for (let ends = 0; ends < 15; ends++) {
          await pause(100);
          await sql`select pg_terminate_backend(pid) ${underWay}`.execute(database.db);
        }
      },
    ],
    [
      'statements that the server cancels, as those that take too long',
      async () => {
        for (let cancels = 0; cancels < 50; cancels++) {
          await pause(40);
          await sql`select pg_cancel_backend(pid) ${underWay} and state = 'active'`.execute(
            database.db,
          );
        }
      },
    ],
  ];
  for (const [what, goingWrong] of trouble) {
    test(what, async (t) => {
      const statuses = await askWhile(goingWrong);
      t.diagnostic(JSON.stringify(Object.fromEntries(statuses)));
      assert.ok((statuses.get(503) ?? 0) > 0, 'it was felt');
      await eventually(async () => (await desk.api('GET', awards)).status === 200);
    });
  }

  test('a server that cannot be reached at all', async () => {
    const other = await startAway('refuses');
    try {
      assert.equal((await desk.api('GET', awards)).status, 503);
      assert.equal((await desk.api('GET', '/health/ready')).status, 503);
      assert.equal((await desk.api('GET', '/health/live')).status, 200);
    } finally {
      await other();
    }
    await eventually(async () => (await desk.api('GET', '/health/ready')).status === 200);
  });

  test('a server that takes connections and never answers', async () => {
    const other = await startAway('hangs');
    try {
      assert.equal((await desk.api('GET', awards)).status, 503);
    } finally {
      await other();
    }
    await eventually(async () => (await desk.api('GET', '/health/ready')).status === 200);
  });
});

/** Another server in the place of PostgreSQL; how to end it. */
async function startAway(manner: 'refuses' | 'hangs'): Promise<() => Promise<void>> {
  const { port } = link;
  await link.close();
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket.on('error', () => undefined));
  });
  if (manner === 'hangs') await new Promise<void>((done) => server.listen(port, '127.0.0.1', done));
  return async () => {
    for (const socket of sockets) socket.destroy();
    await new Promise((done) => server.close(done));
    link = await Link.open(port, [Number(new URL(database.url).port)]);
  };
}

test('a job that comes meanwhile is answered with what is true, not with a fault', async () => {
  const asked = [];
  for (let number = 101; number <= 120; number++) {
    asked.push(arrive(number));
    await pause(60);
    link.cut();
  }
  for (const result of await Promise.all(asked))
    assert.match(result, /^ManagedProjectPendingError/);
  const { rows } = await sql<{ count: number }>`select count(*)::int as count
    from managed_project where substr(identifier, 2, 1) = '1' and length(identifier) = 9`.execute(
    database.db,
  );
  assert.equal(rows[0]?.count, 20);
});

test('the command line says so in words, and ends with 1', async () => {
  const url = new URL(database.url);
  url.port = '1';
  const job = JSON.stringify({ id: '6f0f7a9e-8f0b-4f0e-9d39-8b8a4d9d2a11', command: 'a.b.c x' });
  const { code, stdout, stderr } = await gatehouse(['answer'], { DATABASE_URL: url.href }, job);
  assert.deepEqual([code, stdout], [1, '']);
  assert.match(stderr, /^gatehouse: The database cannot be reached: /);
});
