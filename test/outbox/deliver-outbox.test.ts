import assert from 'node:assert/strict';
import { afterEach, beforeEach, test } from 'node:test';
import { sql } from 'kysely';
import { BridgeError, type BridgeProblem, isOutage } from '../../src/bridge/bridge-error.ts';
import {
  type DeliveryOptions,
  deliverOutbox,
  type OutboxEntry,
} from '../../src/outbox/deliver-outbox.ts';
import { type TestDatabase, createTestDatabase } from '../support/test-database.ts';

/* Issue 3, 6: at least once, in order for one award, and no award waits for another. */

let database: TestDatabase;
beforeEach(async () => {
  database = await createTestDatabase();
});
afterEach(() => database.close());

/** `events` for each of `awards` awards, those of one award side by side. */
async function fill(awards: number, events: number): Promise<void> {
  await sql`insert into outbox (kind, event, identifier, destination, created)
    select 'award_notification', 'e' || event, 'p' || award || '.ukri', 'ukri.brics.cpu', now()
    from generate_series(1, ${awards}::int) award, generate_series(1, ${events}::int) event
    order by award, event`.execute(database.db);
}

async function deliver(more: Partial<DeliveryOptions>): Promise<OutboxEntry[]> {
  const sent: OutboxEntry[] = [];
  await deliverOutbox({
    db: database.db,
    clock: () => new Date(),
    isOutage,
    shouldStop: () => false,
    ...more,
    send: async (entry) => {
      await more.send?.(entry);
      sent.push(entry);
    },
  });
  return sent;
}

const failing = (problem: BridgeProblem) => {
  throw new BridgeError(problem, 'no');
};

async function depth(): Promise<number> {
  return (await database.db.selectFrom('outbox').select('id').execute()).length;
}

test('all of it, the entries of each award in their order', async () => {
  await fill(30, 3);
  const sent = await deliver({});
  assert.equal(await depth(), 0);
  const byAward = Map.groupBy(sent, ({ identifier }) => identifier);
  assert.equal(byAward.size, 30);
  for (const entries of byAward.values()) {
    assert.deepEqual(
      entries.map(({ event }) => event),
      ['e1', 'e2', 'e3'],
    );
  }
});

for (const problem of ['refused', 'unknown', 'nonsense'] as const) {
  test(`what is ${problem} holds back its own award only`, async () => {
    await fill(40, 2);
    // As many as are tried at once, and the oldest of all.
    const isBad = ({ identifier }: OutboxEntry) => Number(/\d+/.exec(identifier)) <= 20;
    const sent = await deliver({
      send: async (entry) => (isBad(entry) ? failing(problem) : undefined),
    });
    assert.equal(sent.length, 40, 'the others are delivered');
    assert.equal(await depth(), 40, 'the refused ones are kept');
  });
}

for (const problem of ['unreachable', 'unauthorized', 'busy'] as const) {
  test(`a bridge that is ${problem} is not asked again and again`, async () => {
    await fill(50, 1);
    let tries = 0;
    const trying = deliver({
      send: async () => {
        tries++;
        failing(problem);
      },
    });
    await assert.rejects(trying, BridgeError);
    assert.ok(tries <= 20, `${tries} tries`);
    assert.equal(await depth(), 50);
  });
}

test('what a clock that was ahead has put off does not wait for that clock', async () => {
  await fill(3, 1);
  const ahead = new Date(Date.now() + 86_400_000);
  await deliver({ clock: () => ahead, send: async () => failing('refused') });
  assert.equal(await depth(), 3);
  assert.equal((await deliver({})).length, 3);
});

test('what is left when it is over stays for another time', async () => {
  await fill(100, 1);
  let count = 0;
  const sent = await deliver({ send: async () => void count++, shouldStop: () => count >= 20 });
  assert.equal(sent.length, 20);
  assert.equal(await depth(), 80);
});

test('an award of many entries takes no longer than many awards', async () => {
  await fill(1, 20_000);
  const start = performance.now();
  let count = 0;
  const sent = await deliver({ send: async () => void count++, shouldStop: () => count >= 3 });
  assert.deepEqual(
    sent.map(({ event }) => event),
    ['e1', 'e2', 'e3'],
  );
  assert.ok(performance.now() - start < 10_000);
});
