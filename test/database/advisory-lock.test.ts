import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { sql } from 'kysely';
import { withAdvisoryLock } from '../../src/database/advisory-lock.ts';
import { type TestDatabase, createTestDatabase } from '../support/test-database.ts';

/* Issue 3, 8: what only one may do at a time. */

let database: TestDatabase;
before(async () => {
  database = await createTestDatabase();
});
after(() => database.close());

test('runs one work per name; a second caller gets null', async () => {
  let running = 0;
  let most = 0;
  const othersRefused = Promise.withResolvers<void>();
  const work = async (): Promise<string> => {
    running++;
    most = Math.max(most, running);
    await othersRefused.promise;
    running--;
    return 'done';
  };
  let refused = 0;
  const tries = Array.from({ length: 5 }, async () => {
    const result = await withAdvisoryLock(database.db, 'sweep', work);
    if (result === null && ++refused === 4) othersRefused.resolve();
    return result;
  });
  const results = await Promise.all(tries);
  assert.equal(most, 1);
  assert.deepEqual(
    results.filter((result) => result !== null),
    ['done'],
  );
  assert.equal(await withAdvisoryLock(database.db, 'sweep', work), 'done', 'and then it is free');
});

test('locks of two names are independent', async () => {
  const inner = await withAdvisoryLock(database.db, 'one', () =>
    withAdvisoryLock(database.db, 'other', async () => 'both'),
  );
  assert.equal(inner, 'both');
});

const heldLocks = sql`from pg_locks where locktype = 'advisory'
  and database = (select oid from pg_database where datname = current_database())`;

test('is released when the work fails or the connection is lost', async () => {
  const failing = withAdvisoryLock(database.db, 'sweep', async () => {
    throw new Error('no');
  });
  await assert.rejects(failing, /no/);
  const cut = withAdvisoryLock(database.db, 'sweep', async () => {
    await sql`select pg_terminate_backend(pid) ${heldLocks}`.execute(database.db);
    while ((await sql`select pid ${heldLocks}`.execute(database.db)).rows.length > 0) {
      await pause(10);
    }
  });
  await assert.rejects(cut);
  assert.equal(await withAdvisoryLock(database.db, 'sweep', async () => 'free'), 'free');
});
