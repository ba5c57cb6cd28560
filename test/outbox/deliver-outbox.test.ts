import assert from 'node:assert/strict';
import { afterEach, beforeEach, test } from 'node:test';
import { sql } from 'kysely';
import { BridgeError, type BridgeProblem, isOutage } from '../../src/bridge/bridge-error.ts';
import { deliverOutbox } from '../../src/outbox/deliver-outbox.ts';
import type { OutboxEntry } from '../../src/outbox/outbox-entry.ts';
import { type TestDatabase, createTestDatabase } from '../support/test-database.ts';

/* At least once, in order for one award, and no award waits for another. */

let database: TestDatabase;
beforeEach(async () => {
  database = await createTestDatabase();
});
afterEach(() => database.close());

/** `events` for each of `awards` awards, those of one award side by side. */
async function fill(awards: number, events: number, kind = 'award_notification'): Promise<void> {
  await sql`insert into outbox (kind, event, identifier, destination, created)
    select ${kind}, 'e' || event, 'p' || award || '.ukri', 'ukri.brics.cpu', now()
    from generate_series(1, ${awards}::int) award, generate_series(1, ${events}::int) event
    order by award, event`.execute(database.db);
}

interface TestDelivery {
  /** Throws where the entry is not to be delivered. */
  deliver?: (entry: OutboxEntry) => void;
  clock?: () => Date;
  shouldStop?: () => boolean;
}

/** Delivers by a channel of the test's; returns what was delivered and the last refusal. */
async function run({ deliver, clock, shouldStop }: TestDelivery = {}) {
  const delivered: OutboxEntry[] = [];
  const lastRefusal = await deliverOutbox({
    db: database.db,
    clock: clock ?? (() => new Date()),
    channel: {
      name: 'bridge',
      isReady: () => true,
      isOutage,
      deliver: async (entry) => {
        deliver?.(entry);
        delivered.push(entry);
      },
    },
    shouldStop: shouldStop ?? (() => false),
  });
  return { delivered, lastRefusal };
}

function fail(problem: BridgeProblem): never {
  throw new BridgeError(problem, `The bridge answered ${problem}.`);
}

async function depth(): Promise<number> {
  return (await database.db.selectFrom('outbox').select('id').execute()).length;
}

test('delivers everything, the entries of each award in their order', async () => {
  await fill(30, 3);
  const { delivered, lastRefusal } = await run();
  assert.equal(await depth(), 0);
  assert.equal(lastRefusal, null);
  const byAward = Map.groupBy(delivered, ({ identifier }) => identifier);
  assert.equal(byAward.size, 30);
  for (const entries of byAward.values()) {
    assert.deepEqual(
      entries.map(({ event }) => event),
      ['e1', 'e2', 'e3'],
    );
  }
});

for (const problem of ['refused', 'unknown', 'nonsense'] as const) {
  test(`an entry that is ${problem} delays its own award only, and says why`, async () => {
    await fill(40, 2);
    // As many as are tried at once, and the oldest of all.
    const isBad = ({ identifier }: OutboxEntry) => Number(/\d+/.exec(identifier)) <= 20;
    const { delivered, lastRefusal } = await run({
      deliver: (entry) => isBad(entry) && fail(problem),
    });
    assert.equal(delivered.length, 40, 'the others are delivered');
    assert.equal(await depth(), 40, 'the refused ones and those after them stay');
    assert.equal(lastRefusal, `The bridge answered ${problem}.`);
    const errors = await database.db
      .selectFrom('outbox')
      .select(['event', 'attempts', 'last_error'])
      .distinct()
      .orderBy('event')
      .execute();
    assert.deepEqual(errors, [
      { event: 'e1', attempts: 1, last_error: `The bridge answered ${problem}.` },
      { event: 'e2', attempts: 0, last_error: null },
    ]);
  });
}

for (const problem of ['unreachable', 'unauthorized', 'busy'] as const) {
  test(`a bridge that is ${problem} is not tried again and again`, async () => {
    await fill(50, 1);
    let tries = 0;
    const running = run({
      deliver: () => {
        tries++;
        fail(problem);
      },
    });
    await assert.rejects(running, BridgeError);
    assert.ok(tries <= 20, `${tries} tries`);
    assert.equal(await depth(), 50);
  });
}

test('an entry of another kind neither is delivered nor delays its award', async () => {
  await fill(3, 1, 'kind_of_a_newer_version');
  await fill(3, 2);
  assert.equal((await run()).delivered.length, 6);
  assert.equal(await depth(), 3);
});

test('a pause that was written by a fast clock is not waited for', async () => {
  await fill(3, 1);
  const ahead = new Date(Date.now() + 86_400_000);
  await run({ clock: () => ahead, deliver: () => fail('refused') });
  assert.equal(await depth(), 3);
  assert.equal((await run()).delivered.length, 3);
});

test('entries that are left when the run ends stay for another one', async () => {
  await fill(100, 1);
  let count = 0;
  const { delivered } = await run({ deliver: () => count++, shouldStop: () => count >= 20 });
  assert.equal(delivered.length, 20);
  assert.equal(await depth(), 80);
});

test('an award of many entries takes no longer than many awards', async () => {
  await fill(1, 20_000);
  const start = performance.now();
  let count = 0;
  const { delivered } = await run({ deliver: () => count++, shouldStop: () => count >= 3 });
  assert.deepEqual(
    delivered.map(({ event }) => event),
    ['e1', 'e2', 'e3'],
  );
  assert.ok(performance.now() - start < 10_000);
});

test('an entry that is refused for two days is dead: it is kept, not tried, and delays nothing', async () => {
  await fill(1, 2);
  const hoursFromNow = (hours: number): Date => new Date(Date.now() + hours * 3_600_000);
  const refuseFirst = ({ event }: OutboxEntry) => event === 'e1' && fail('refused');
  for (const hours of [0, 47]) {
    const early = await run({ clock: () => hoursFromNow(hours), deliver: refuseFirst });
    assert.equal(early.delivered.length, 0, `after ${hours} hours`);
  }
  const late = await run({ clock: () => hoursFromNow(48.1), deliver: refuseFirst });
  assert.deepEqual(
    late.delivered.map(({ event }) => event),
    ['e2'],
  );
  const { delivered } = await run({ clock: () => hoursFromNow(500) });
  assert.equal(delivered.length, 0);
  const [entry] = await database.db.selectFrom('outbox').selectAll().execute();
  assert.deepEqual([entry?.event, entry?.attempts], ['e1', 3]);
  assert.notEqual(entry?.dead, null);
});

test('what was delivered is logged where no other log has it', async () => {
  await fill(2, 1);
  await fill(1, 1, 'mail');
  await run();
  await run({ clock: () => new Date() });
  const logged = await database.db.selectFrom('delivery_log').selectAll().execute();
  assert.deepEqual(
    logged.map(({ kind, outcome, identifier }) => [kind, outcome, identifier]).toSorted(),
    [
      ['award_notification', 'delivered', 'p1.ukri'],
      ['award_notification', 'delivered', 'p2.ukri'],
    ],
  );
});
