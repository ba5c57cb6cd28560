import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import fc from 'fast-check';
import { type Kysely, sql } from 'kysely';
import { createDatabase } from '../../src/database/connection-pool.ts';
import { MessageMeter, MessageTooLongError } from '../../src/database/message-meter.ts';
import type { Database } from '../../src/database/schema.ts';
import { runInTransaction } from '../../src/database/transaction.ts';
import { DatabaseProxy } from '../support/database-proxy.ts';
import { createTestDatabase, type TestDatabase } from '../support/test-database.ts';

/* Issue 18, point 1: a failure of the driver ends one request, never the process. */

const maxMessageBytes = 100_000;
let database: TestDatabase;
let proxy: DatabaseProxy;
let db: Kysely<Database>;
const uncaught: unknown[] = [];
const noteUncaught = (error: unknown): void => void uncaught.push(error);

before(async () => {
  process.on('uncaughtExceptionMonitor', noteUncaught);
  database = await createTestDatabase();
  proxy = await DatabaseProxy.open(database.url);
  db = createDatabase(proxy.url, { max: 2, maxMessageBytes });
});
after(async () => {
  process.off('uncaughtExceptionMonitor', noteUncaught);
  await db.destroy();
  await proxy.close();
  await database.close();
});

const select = async (length: number): Promise<number> => {
  const { rows } = await sql<{ text: string }>`select repeat('x', ${length}) as text`.execute(db);
  return rows[0]?.text.length ?? 0;
};

test('a value longer than is read fails its own statement, and the next ones succeed', async () => {
  const [long, ...others] = await Promise.allSettled([
    select(maxMessageBytes),
    ...Array.from({ length: 20 }, () => select(1000)),
  ]);
  assert.ok(long?.status === 'rejected' && long.reason instanceof MessageTooLongError);
  assert.match(long.reason.message, /a message of \d+ bytes; at most 100000 are read/);
  for (const other of others) assert.deepEqual(other, { status: 'fulfilled', value: 1000 });
  assert.equal(await select(maxMessageBytes - 100), maxMessageBytes - 100);
  assert.deepEqual(uncaught, []);
});

test('a transaction that reads such a value is rolled back', async () => {
  const work = runInTransaction(db, async (trx) => {
    await sql`insert into setting (key, value) values ('guard', '1')`.execute(trx);
    await sql`select repeat('x', ${maxMessageBytes}) as text`.execute(trx);
  });
  await assert.rejects(work, MessageTooLongError);
  const rows = await db.selectFrom('setting').selectAll().where('key', '=', 'guard').execute();
  assert.deepEqual(rows, []);
});

test('what the parser of the driver cannot read fails one statement', async () => {
  // An authentication request of an unknown kind, at which the parser throws.
  proxy.answerOn('unreadable', Buffer.from([0x52, 0, 0, 0, 8, 0, 0, 0, 99]));
  await assert.rejects(sql`select 'unreadable' as text`.execute(db), /authentication/i);
  assert.equal(await select(10), 10);
  assert.deepEqual(uncaught, []);
});

describe('the lengths of messages are read', () => {
  const message = (bytes: number): Buffer => {
    const buffer = Buffer.alloc(bytes + 1);
    buffer.writeUInt32BE(bytes, 1);
    return buffer;
  };

  test('however the chunks are cut', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 4, max: 40 }), { maxLength: 20 }),
        fc.infiniteStream(fc.integer({ min: 1, max: 12 })),
        fc.boolean(),
        (lengths, cuts, endsTooLong) => {
          const all = Buffer.concat([...lengths, ...(endsTooLong ? [41] : [])].map(message));
          const meter = new MessageMeter(40);
          const read = (): void => {
            for (let at = 0; at < all.length; ) {
              const end = at + (cuts.next().value as number);
              meter.read(all.subarray(at, end));
              at = end;
            }
          };
          if (endsTooLong) assert.throws(read, MessageTooLongError);
          else read();
        },
      ),
    );
  });
});
