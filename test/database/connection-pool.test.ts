import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { sql } from 'kysely';
import { migrateToLatest, listPendingMigrations } from '../../src/database/migrator.ts';
import { createDatabase } from '../../src/database/connection-pool.ts';
import { runInTransaction } from '../../src/database/transaction.ts';
import { type TestDatabase, createTestDatabase } from '../support/test-database.ts';

let database: TestDatabase;
before(async () => {
  database = await createTestDatabase();
});
after(() => database.close());

test('returns values as text without loss', async () => {
  const { rows } = await sql`select
    '2026-11-23 20:49:05.1234+05:45'::timestamptz as time, '0001-01-01'::date as day,
    123456789012345678901234567890.12::numeric as credits, count(*) as count,
    '[1]'::jsonb as json from setting`.execute(database.db);
  assert.deepEqual(rows, [
    {
      time: '2026-11-23T15:04:05.123400Z',
      day: '0001-01-01',
      credits: '123456789012345678901234567890.12',
      count: 0,
      json: [1],
    },
  ]);
});

test('concurrent migrations apply once and leave nothing pending', async () => {
  const empty = await createTestDatabase();
  await sql`drop schema public cascade`.execute(empty.db);
  await sql`create schema public`.execute(empty.db);
  assert.ok((await listPendingMigrations(empty.db)).length > 0);
  const runs = await Promise.all(Array.from({ length: 5 }, () => migrateToLatest(empty.db)));
  const applied = runs.flatMap((run) => run.applied);
  assert.equal(new Set(applied).size, applied.length);
  assert.deepEqual(await listPendingMigrations(empty.db), []);
  await empty.close();
});

test('runs a transaction again after a deadlock', async () => {
  const { db } = database;
  await sql`create table if not exists locked (id int primary key, n int)`.execute(db);
  await sql`insert into locked values (1, 0), (2, 0) on conflict do nothing`.execute(db);
  const bump = (first: number, second: number) =>
    runInTransaction(db, async (trx) => {
      await sql`update locked set n = n + 1 where id = ${first}`.execute(trx);
      await new Promise((resolve) => setTimeout(resolve, 50));
      await sql`update locked set n = n + 1 where id = ${second}`.execute(trx);
    });
  await Promise.all([bump(1, 2), bump(2, 1)]);
  const { rows } = await sql`select n from locked order by id`.execute(db);
  assert.deepEqual(rows, [{ n: 2 }, { n: 2 }]);
});

test('survives the loss of an idle connection', async () => {
  const errors: Error[] = [];
  const db = createDatabase(database.url, { max: 1, onError: (error) => errors.push(error) });
  const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(db);
  await sql`select pg_terminate_backend(${rows[0]?.pid})`.execute(database.db);
  for (let tries = 0; tries < 50 && errors.length === 0; tries++) {
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  assert.equal(errors.length, 1);
  assert.equal((await sql`select 1 as n`.execute(db)).rows.length, 1);
  await db.destroy();
});
