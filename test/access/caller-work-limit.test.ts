import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { sql } from 'kysely';
import pg from 'pg';
import { defaultCallerWorkLimits } from '../../src/access/caller-work-limit.ts';
import { createDatabase } from '../../src/database/connection-pool.ts';
import { openWorkPools } from '../../src/service/database-pools.ts';
import { createTestDatabase } from '../support/test-database.ts';
import { TestApp, type TestReply } from '../support/test-app.ts';
import { waitForLockedStatements } from '../support/wait-for-lock.ts';

/* Issue 18, 3: one caller cannot stop the desk. */

const auditSearch = '/api/openportal-managed-project-audit/?q=abc';
const awards = '/api/openportal-managed-projects/';

/** Holds a lock under which no search of the audit can end; nobody else needs that table. */
async function lockAudit(url: string): Promise<() => Promise<void>> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query('begin; lock table audit_entry in access exclusive mode');
  return async () => {
    await client.query('rollback');
    await client.end();
  };
}

describe('24 searches of one caller', () => {
  let app: TestApp;
  before(async () => {
    app = await TestApp.open({
      callerWork: {
        ...defaultCallerWorkLimits,
        searches: { max: 2, maxWaiting: 22, maxWaitMs: 60_000 },
      },
    });
    await app.createPerson('ada');
  });
  after(() => app.close());

  test('wait, and a further one gets 429, while others are served', async () => {
    const unlock = await lockAudit(app.database.url);
    let isUnlocked = false;
    try {
      const searches = Array.from({ length: 24 }, () =>
        app.get(auditSearch, { as: 'ada' }).then((reply) => {
          // A look for the 429 below may have taken the place of one of them.
          assert.ok(isUnlocked || reply.status === 429, 'none is answered before');
          return reply;
        }),
      );
      // Each of the two that run counts and lists.
      await waitForLockedStatements(app.db, 4);
      const refused = await getUntil(auditSearch, 429);
      assert.equal(refused.headers.get('retry-after'), '5');
      assert.match(refused.body.detail, /^Too many of your searches are under way/);
      assert.equal((await app.get(awards)).status, 200);
      assert.equal((await app.get(`${awards}?query=abc`)).status, 200);
      assert.equal((await app.get(awards, { as: 'ada' })).status, 200, 'no search');
      isUnlocked = true;
      await unlock();
      const served = (await Promise.all(searches)).filter(({ status }) => status === 200);
      assert.ok(served.length >= 22, `${served.length} of 24 served`);
    } finally {
      if (!isUnlocked) await unlock();
    }
    assert.equal((await app.get(auditSearch, { as: 'ada' })).status, 200, 'free again');
  });

  /** Until all 24 have arrived, the request itself waits: it is given up then. */
  async function getUntil(path: string, status: number): Promise<TestReply> {
    for (;;) {
      const reply = await app
        .get(path, { as: 'ada', signal: AbortSignal.timeout(500) })
        .catch((error: Error) => {
          if (error.name !== 'TimeoutError') throw error;
          return null;
        });
      if (reply?.status === status) return reply;
    }
  }
});

test('requests of any kind are bounded by person, not by token', async () => {
  const app = await TestApp.open({
    callerWork: {
      ...defaultCallerWorkLimits,
      requests: { max: 1, maxWaiting: 0, maxWaitMs: 60_000 },
    },
  });
  try {
    await app.createPerson('ada');
    const unlock = await lockAudit(app.database.url);
    const first = app.get('/api/openportal-managed-project-audit/', { as: 'ada' });
    await waitForLockedStatements(app.db, 1);
    await app.issueToken('ada');
    const refused = await app.get('/api/users/me/', { as: 'ada' });
    assert.deepEqual([refused.status, refused.headers.get('retry-after')], [429, '5']);
    assert.equal((await app.get('/api/users/me/')).status, 200);
    await unlock();
    assert.equal((await first).status, 200);
    assert.equal((await app.get('/api/users/me/', { as: 'ada' })).status, 200);
  } finally {
    await app.close();
  }
});

test('a search ends after its statement time and says so', async () => {
  const database = await createTestDatabase();
  const searchDb = createDatabase(database.url, { session: { statement_timeout: '50ms' } });
  const staff = { username: 'staff', is_staff: true, date_joined: '2026-11-23T12:00:00Z' };
  await database.db.insertInto('person').values(staff).execute();
  const app = await TestApp.open({}, { database, searchDb });
  const unlock = await lockAudit(database.url);
  try {
    const reply = await app.get(auditSearch);
    assert.equal(reply.status, 503);
    assert.match(reply.body.detail, /^This search took too long\./);
    assert.equal((await app.get(awards)).status, 200);
  } finally {
    await unlock();
    await searchDb.destroy();
    await app.close();
  }
});

test('a caller who disconnects during authentication keeps no place', async () => {
  const app = await TestApp.open({
    callerWork: {
      ...defaultCallerWorkLimits,
      requests: { max: 1, maxWaiting: 0, maxWaitMs: 1000 },
    },
  });
  const lock = new pg.Client({ connectionString: app.database.url });
  try {
    await app.createPerson('ada');
    await lock.connect();
    await lock.query('begin; lock table api_token in access exclusive mode');
    const disconnecting = new AbortController();
    const requests = Array.from({ length: 5 }, () =>
      app.get(awards, { as: 'ada', signal: disconnecting.signal }),
    );
    await waitForLockedStatements(app.db);
    disconnecting.abort();
    for (const request of requests) await assert.rejects(request);
    // While these are served, the service sees that the others are gone.
    for (let count = 0; count < 10; count++) await fetch(`${app.url}/health/live`);
    await lock.query('rollback');
    assert.equal((await app.get(awards, { as: 'ada' })).status, 200);
  } finally {
    await lock.end();
    await app.close();
  }
});

test('jobs and searches have connections of their own, and searches five seconds', async () => {
  const database = await createTestDatabase();
  const pools = openWorkPools((options) => createDatabase(database.url, options));
  try {
    const read = async (db: typeof pools.jobs): Promise<string | undefined> =>
      (
        await sql<{
          timeout: string;
        }>`select current_setting('statement_timeout') as timeout`.execute(db)
      ).rows[0]?.timeout;
    assert.deepEqual(await Promise.all([read(pools.jobs), read(pools.searches)]), ['30s', '5s']);
  } finally {
    await pools.close();
    await database.close();
  }
});
