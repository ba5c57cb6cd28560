import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import { JobStore } from '../../src/bridge/job-store.ts';
import { createTestDatabase, type TestDatabase } from '../support/test-database.ts';

/* docs/rules/openportal.md, O5.1: the same job never gives two results. */

let database: TestDatabase;
before(async () => {
  database = await createTestDatabase();
});
after(() => database.close());

async function insertJob(): Promise<string> {
  const id = randomUUID();
  await database.db
    .insertInto('bridge_job')
    .values({
      id,
      sealed: null,
      received: '2026-11-23T12:00:00Z',
      expires: '2026-11-23T12:02:00Z',
      closed: null,
    })
    .execute();
  return id;
}

const resultOf = (value: string) => ({
  result: { type: 'ProjectMapping', value } as const,
  answeredAt: new Date('2026-11-23T12:00:01Z'),
});

test('the first stored result of a job stays when another replica finishes it differently', async () => {
  const id = await insertJob();
  const [first, second] = [new JobStore(database.db), new JobStore(database.db)];
  const stored = await first.storeResult(id, resultOf('first'));
  assert.deepEqual(stored, resultOf('first'));
  assert.deepEqual(await second.storeResult(id, resultOf('second')), stored);
  assert.deepEqual((await second.findOpenJob(id))?.storedResult, stored);
});

test('replicas that finish a job at the same time agree on one result', async () => {
  const id = await insertJob();
  const replicas = Array.from({ length: 5 }, () => new JobStore(database.db));
  const stored = await Promise.all(
    replicas.map((replica, n) => replica.storeResult(id, resultOf(`by ${n}`))),
  );
  for (const result of stored) assert.deepEqual(result, stored[0]);
});
