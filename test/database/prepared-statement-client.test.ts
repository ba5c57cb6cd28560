import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, test } from 'node:test';
import { type Kysely, sql } from 'kysely';
import { createDatabase } from '../../src/database/connection-pool.ts';
import type { Database } from '../../src/database/schema.ts';
import { createTestDatabase, type TestDatabase } from '../support/test-database.ts';

let database: TestDatabase;
let oneConnection: Kysely<Database>;
before(async () => {
  database = await createTestDatabase();
  oneConnection = createDatabase(database.url, { max: 1 });
});
after(async () => {
  await oneConnection.destroy();
  await database.close();
});

/** Runs the statement of this number, whose text differs from all others. */
async function run(number: number): Promise<void> {
  const column = sql.ref(`product_${number}`);
  const { rows } = await sql`select ${number}::int * 2 as ${column}`.execute(oneConnection);
  assert.deepEqual(rows, [{ [`product_${number}`]: 2 * number }]);
}

async function runOften(number: number): Promise<void> {
  for (let use = 0; use < 4; use++) await run(number);
}

/** The numbers of the statements that the connection has prepared. */
async function readPreparedNumbers(): Promise<number[]> {
  const { rows } = await sql<{ statement: string }>`
    select statement from pg_prepared_statements`.execute(oneConnection);
  return rows.map(({ statement }) => Number(/product_(\d+)/.exec(statement)?.[1]));
}

test('prepares what is used often, and evicts what was not used for longest', async () => {
  await run(1000);
  await run(1000);
  assert.deepEqual(await readPreparedNumbers(), []);
  await run(1000);
  assert.deepEqual(await readPreparedNumbers(), [1000]);
  // One caller who asks in many forms must not keep the statements of others from being prepared.
  for (let number = 0; number < 150; number++) await runOften(number);
  await runOften(2000);
  const prepared = await readPreparedNumbers();
  assert.ok(prepared.includes(2000), 'the newest is prepared');
  assert.ok(!prepared.includes(1000), 'the oldest is not any more');
  assert.equal(prepared.length, 100);
});

test('a statement that was evicted is prepared again when it is used again', async () => {
  await runOften(1000);
  assert.ok((await readPreparedNumbers()).includes(1000));
});

test('an eviction within a transaction leaves the transaction alone', async () => {
  for (let number = 3000; number < 3100; number++) await runOften(number);
  await oneConnection.transaction().execute(async (trx) => {
    for (let use = 0; use < 4; use++) {
      const { rows } = await sql`select ${use}::int as in_transaction`.execute(trx);
      assert.deepEqual(rows, [{ in_transaction: use }]);
    }
  });
  assert.equal((await readPreparedNumbers()).length, 100);
});

describe('the columns of a prepared statement', () => {
  const select = (db: Kysely<Database>): Promise<unknown[]> =>
    sql`select * from changing where id = ${1}::int`.execute(db).then(({ rows }) => rows);

  beforeEach(async () => {
    await sql`drop table if exists changing`.execute(oneConnection);
    await sql`create table changing (id int, first text, second text)`.execute(oneConnection);
    await sql`insert into changing values (1, 'one', 'two')`.execute(oneConnection);
  });

  for (const change of [
    "add column third text default 'three'",
    'drop column first',
    'rename column second to other',
    'alter column second type int using 2',
  ]) {
    test(`after "${change}", PostgreSQL refuses the statement`, async () => {
      const db = createDatabase(database.url, { max: 1 });
      try {
        const row = { id: 1, first: 'one', second: 'two' };
        for (let use = 0; use < 4; use++) assert.deepEqual(await select(db), [row]);
        await sql`alter table changing ${sql.raw(change)}`.execute(oneConnection);
        await assert.rejects(select(db), { code: '0A000' });
      } finally {
        await db.destroy();
      }
    });
  }

  test('are described again when it was evicted and comes back under the same name', async () => {
    const other = createDatabase(database.url, { max: 1 });
    try {
      for (let use = 0; use < 4; use++) await select(oneConnection);
      for (let number = 5000; number < 5099; number++) await runOften(number);
      // Its name outlives the eviction, since another connection has used it meanwhile.
      await select(other);
      await runOften(5099);
      const { rows: prepared } = await sql<{ statement: string }>`
        select statement from pg_prepared_statements`.execute(oneConnection);
      assert.ok(!prepared.some(({ statement }) => statement.includes('from changing')));
      await sql`alter table changing drop column first`.execute(oneConnection);
      assert.deepEqual(await select(oneConnection), [{ id: 1, second: 'two' }]);
    } finally {
      await other.destroy();
    }
  });
});

describe('a value that cannot be written', () => {
  const write = (value: unknown, name: string): Promise<unknown> =>
    sql`select ${value}::jsonb as ${sql.ref(name)}`.execute(oneConnection).then(({ rows }) => rows);
  const unwritable = { toJSON: () => assert.fail('cannot be written') };

  for (const [when, usesBefore] of [
    ['when it is to be prepared', 2],
    ['once it is prepared', 4],
  ] as const) {
    test(`fails one use of its statement ${when}, not the next`, async () => {
      const name = `written_${usesBefore}`;
      for (let use = 0; use < usesBefore; use++) await write({ use }, name);
      await assert.rejects(write(unwritable, name), /cannot be written/);
      for (let use = 0; use < 3; use++) {
        assert.deepEqual(await write({ use }, name), [{ [name]: { use } }]);
      }
    });
  }
});
