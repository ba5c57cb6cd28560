import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
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
