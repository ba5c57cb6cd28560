import assert from 'node:assert/strict';
import { after, describe, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { sql } from 'kysely';
import { coalesce } from '../../src/database/coalesce-calls.ts';
import { createDatabase } from '../../src/database/connection-pool.ts';
import { createTestDatabase } from '../support/test-database.ts';

const database = await createTestDatabase();
const db = createDatabase(database.url, { max: 2 });
after(async () => {
  await db.destroy();
  await database.close();
});

/** Gives each number back once the test lets its batch end. */
function hanging() {
  const turns: PromiseWithResolvers<void>[] = [];
  const same = coalesce(async (numbers: readonly number[]) => {
    const turn = Promise.withResolvers<void>();
    turns.push(turn);
    await turn.promise;
    return numbers;
  });
  return { same, turns };
}

const nextTurn = () => new Promise((resolve) => setImmediate(resolve));

async function until(isTrue: () => boolean): Promise<void> {
  while (!isTrue()) await pause(5);
}

/** Halves numbers in PostgreSQL, which refuses zero; says which went together. */
function halving() {
  const turns: number[][] = [];
  const half = coalesce(
    async (numbers: readonly number[]) => {
      turns.push([...numbers]);
      const { rows } = await sql<{ half: number }>`
      select 8 / number as half from unnest(${numbers}::int[]) with ordinality as given (number, n)
      order by n`.execute(db);
      return rows.map((row) => row.half);
    },
    { maxBatchSize: 3 },
  );
  return { half, turns };
}

describe('concurrent calls', () => {
  test('made while a batch runs go into the next one, and each gets its own value', async () => {
    const { half, turns } = halving();
    const first = half(1);
    await Promise.resolve();
    const answers = await Promise.all([first, half(2), half(4), half(2)]);
    assert.deepEqual(answers, [8, 4, 2, 4]);
    assert.ok(turns.length < 4, JSON.stringify(turns));
    assert.deepEqual(turns.flat(), [1, 2, 4, 2]);
  });

  test('are at most maxBatchSize in a batch', async () => {
    const { half, turns } = halving();
    await Promise.all([1, 2, 4, 8, 1, 2, 4, 8].map(half));
    assert.ok(turns.every((turn) => turn.length <= 3));
    assert.equal(turns.flat().length, 8);
  });

  test('survive a lost connection: the batch is tried once more', async () => {
    let lost = 0;
    const same = coalesce(async (numbers: readonly number[]) => {
      if (numbers.length > 1 && lost++ === 0) {
        await sql`select pg_terminate_backend(pg_backend_pid())`.execute(db);
      }
      const { rows } = await sql<{ number: number }>`
        select number from unnest(${numbers}::int[]) as given (number)`.execute(db);
      return rows.map((row) => row.number);
    });
    assert.deepEqual(await Promise.all([1, 2, 3].map(same)), [1, 2, 3]);
    assert.equal(lost, 2);
  });

  test('leave connections for other queries when batches hang', async () => {
    const { same, turns } = hanging();
    const calls = [];
    for (let number = 0; number < 3; number++) {
      calls.push(same(number));
      await until(() => turns.length === number + 1);
    }
    const other = hanging();
    calls.push(other.same(3));
    await until(() => other.turns.length === 1);
    calls.push(same(4), other.same(5));
    // A batch beside a hanging one begins by now.
    await until(() => other.turns.length === 2);
    assert.equal(turns.length, 3);
    turns[0]?.resolve();
    await until(() => turns.length === 4);
    for (const turn of [...turns, ...other.turns]) turn.resolve();
    assert.deepEqual(await Promise.all(calls), [0, 1, 2, 3, 4, 5]);
  });

  test('of other keys succeed when one key fails', async () => {
    const { half } = halving();
    const [one, zero, two] = await Promise.allSettled([half(1), half(0), half(2)]);
    assert.deepEqual(
      [one, two],
      [
        { status: 'fulfilled', value: 8 },
        { status: 'fulfilled', value: 4 },
      ],
    );
    assert.equal(zero?.status, 'rejected');
    // And later ones are served as ever.
    assert.equal(await half(8), 1);
  });

  test('wait for more after a batch of several; a lone call does not wait', async () => {
    const turns: number[] = [];
    const run = async (numbers: readonly number[]) => {
      turns.push(numbers.length);
      return numbers;
    };
    const same = coalesce(run, { gatherMs: 200 });
    const begin = performance.now();
    await same(1);
    await same(2);
    assert.ok(performance.now() - begin < 200);
    await Promise.all([same(3), same(4)]);
    await Promise.all([same(5), nextTurn().then(() => same(6))]);
    assert.deepEqual(turns, [1, 1, 2, 2]);
  });

  test('do not wait for an earlier batch that hangs', async () => {
    const { same, turns } = hanging();
    const first = same(1);
    await until(() => turns.length === 1);
    const second = same(2);
    await until(() => turns.length === 2);
    turns[1]?.resolve();
    assert.equal(await second, 2);
    turns[0]?.resolve();
    assert.equal(await first, 1);
  });

  test('are not cached: a repeated key is read again', async () => {
    const { half, turns } = halving();
    assert.deepEqual([await half(4), await half(4)], [2, 2]);
    assert.equal(turns.length, 2);
  });
});
