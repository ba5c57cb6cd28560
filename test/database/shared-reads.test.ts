import assert from 'node:assert/strict';
import { AsyncLocalStorage } from 'node:async_hooks';
import { after, before, describe, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { sql } from 'kysely';
import { createDatabase } from '../../src/database/connection-pool.ts';
import { SharedReads } from '../../src/database/shared-reads.ts';
import { createSeededRandom } from '../support/seeded-random.ts';
import { createTestDatabase } from '../support/test-database.ts';

/** How often each of the readers asks where all ask at random moments. */
const READS_OF_EACH = 60;

const database = await createTestDatabase();
const db = createDatabase(database.url, { max: 12 });
before(async () => {
  await sql`create table counter (name text primary key, value int not null)`.execute(db);
  await sql`insert into counter values ('a', 0), ('b', 0)`.execute(db);
});
after(async () => {
  await db.destroy();
  await database.close();
});

async function readCounter(name: string): Promise<number> {
  const { rows } = await sql<{ value: number }>`
    select value from counter where name = ${name}`.execute(db);
  return rows[0]?.value ?? Number.NaN;
}

/** The same, with an answer that arrives a while after what it says was read. */
async function readCounterSlowly(name: string): Promise<number> {
  const { rows } = await sql<{ value: number }>`
    select value, pg_sleep(0.005) from counter where name = ${name}`.execute(db);
  return rows[0]?.value ?? Number.NaN;
}

async function incrementCounter(name: string): Promise<number> {
  const { rows } = await sql<{ value: number }>`
    update counter set value = value + 1 where name = ${name} returning value`.execute(db);
  return rows[0]?.value ?? Number.NaN;
}

/** Reads that the test lets end one by one. */
function createHeldReads() {
  const reads = new SharedReads<string, string>();
  const begun: { items: readonly string[]; end: PromiseWithResolvers<string> }[] = [];
  const read = (item: string, key = 'key'): Promise<string> =>
    reads.read(key, item, (items) => {
      const end = Promise.withResolvers<string>();
      begun.push({ items, end });
      return end.promise;
    });
  return { read, begun };
}

async function until(isTrue: () => boolean): Promise<void> {
  while (!isTrue()) await pause(5);
}

describe('shared reads', () => {
  test('begin at once alone; what is asked for meanwhile shares the next', async () => {
    const { read, begun } = createHeldReads();
    const first = read('one');
    assert.deepEqual(
      begun.map(({ items }) => items),
      [['one']],
    );
    const others = [read('two'), read('three'), read('four')];
    begun[0]?.end.resolve('old');
    await until(() => begun.length === 2);
    // The second has begun, so this one is in a third.
    const last = read('five');
    begun[1]?.end.resolve('new');
    await until(() => begun.length === 3);
    begun[2]?.end.resolve('newest');
    assert.deepEqual(await Promise.all([first, ...others, last]), [
      'old',
      'new',
      'new',
      'new',
      'newest',
    ]);
    assert.deepEqual(
      begun.map(({ items }) => items),
      [['one'], ['two', 'three', 'four'], ['five']],
    );
    void read('alone');
    assert.equal(begun.length, 4, 'nothing is left of the earlier ones');
    begun[3]?.end.resolve('');
  });

  test('of different keys do not wait for each other', () => {
    const { read, begun } = createHeldReads();
    void read('one', 'a');
    void read('two', 'b');
    assert.equal(begun.length, 2);
    for (const { end } of begun) end.resolve('');
  });

  test('an error goes to all who share the read, and to nobody else', async () => {
    const { read, begun } = createHeldReads();
    const first = read('one');
    const shared = Promise.allSettled([read('two'), read('three')]);
    begun[0]?.end.reject(new Error('of the first'));
    await assert.rejects(first, /of the first/);
    await until(() => begun.length === 2);
    const later = read('four');
    begun[1]?.end.reject(new Error('of the second'));
    for (const result of await shared) {
      assert.match(String(result.status === 'rejected' && result.reason), /of the second/);
    }
    await until(() => begun.length === 3);
    begun[2]?.end.resolve('well');
    assert.equal(await later, 'well');
  });

  test('do not wait for one that hangs', async () => {
    const { read, begun } = createHeldReads();
    const hanging = read('one');
    const second = read('two');
    await until(() => begun.length === 2);
    const third = read('three');
    begun[1]?.end.resolve('second');
    assert.equal(await second, 'second');
    await until(() => begun.length === 3);
    begun[2]?.end.resolve('third');
    assert.equal(await third, 'third');
    begun[0]?.end.resolve('first');
    assert.equal(await hanging, 'first');
  });

  test('run in the context of the first who asked', async () => {
    const context = new AsyncLocalStorage<string>();
    const reads = new SharedReads<null, string | undefined>();
    const read = async () => {
      await readCounter('a');
      return context.getStore();
    };
    const contexts = await Promise.all(
      ['one', 'two', 'three'].map((name) => context.run(name, () => reads.read('key', null, read))),
    );
    assert.deepEqual(contexts, ['one', 'two', 'two']);
  });

  test('show every change that was committed before they were asked for', async () => {
    const reads = new SharedReads<null, number>();
    const committed = new Map([
      ['a', 0],
      ['b', 0],
    ]);
    let statements = 0;
    let asked = 0;
    let isReading = true;
    const random = createSeededRandom(1);
    const write = async (name: string): Promise<void> => {
      while (isReading) {
        const value = await incrementCounter(name);
        committed.set(name, Math.max(value, committed.get(name) as number));
      }
    };
    const read = async (name: string): Promise<void> => {
      for (let n = 0; n < READS_OF_EACH; n++) {
        const atLeast = committed.get(name) as number;
        asked++;
        const value = await reads.read(name, null, () => {
          statements++;
          return readCounterSlowly(name);
        });
        assert.ok(value >= atLeast, `${value} was read after ${atLeast} had been committed`);
        // Those who were answered together would otherwise ask together.
        await pause(random() * 6);
      }
    };
    const names = ['a', 'b'];
    const writers = names.flatMap((name) => [write(name), write(name)]);
    const readers = names.flatMap((name) => Array.from({ length: 12 }, () => read(name)));
    const ended = Promise.all(readers).finally(() => {
      isReading = false;
    });
    await Promise.all([ended, ...writers]);
    assert.ok(statements * 2 < asked, `${statements} statements for ${asked} reads`);
  });
});
