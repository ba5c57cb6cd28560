import assert from 'node:assert/strict';
import { afterEach, beforeEach, test } from 'node:test';
import { sql } from 'kysely';
import type { Channel } from '../../src/outbox/channel.ts';
import { OutboxDelivery } from '../../src/outbox/outbox-loops.ts';
import type { OutboxEntry } from '../../src/outbox/outbox-entry.ts';
import { loadOutboxStatus } from '../../src/outbox/outbox-status.ts';
import { waitUntil } from '../support/connected-service.ts';
import { type TestDatabase, createTestDatabase } from '../support/test-database.ts';

/* The outbox has loops of its own, with or without a bridge. */

let database: TestDatabase;
const running: OutboxDelivery[] = [];
beforeEach(async () => {
  database = await createTestDatabase();
});
afterEach(async () => {
  await Promise.all(running.splice(0).map((delivery) => delivery.stop()));
  await database.close();
});

async function addEntries(count: number, kind = 'award_notification'): Promise<void> {
  await sql`insert into outbox (kind, event, identifier, destination, created)
    select ${kind}, 'award_changed', 'p' || n || '.ukri', 'ukri.brics.cpu', now()
    from generate_series(1, ${count}::int) n`.execute(database.db);
}

class TestChannel implements Channel {
  readonly name = 'bridge';
  readonly delivered: OutboxEntry[] = [];
  isUp = true;
  isAvailable = true;

  isReady(): boolean {
    return this.isAvailable;
  }

  isOutage(): boolean {
    return true;
  }

  async deliver(entry: OutboxEntry): Promise<void> {
    if (!this.isUp) throw new Error('The receiver is down.');
    this.delivered.push(entry);
  }
}

function start(channels: Channel[]): OutboxDelivery {
  const delivery = new OutboxDelivery({ db: database.db, clock: () => new Date(), channels });
  delivery.start((channel, error) => assert.fail(`${channel}: ${error}`));
  running.push(delivery);
  return delivery;
}

const status = (delivery: OutboxDelivery | null) =>
  loadOutboxStatus(database.db, delivery, new Date());

test('without a bridge its entries wait, and the status says how many', async () => {
  await addEntries(3);
  await addEntries(2, 'kind_of_a_newer_version');
  const { depth, channels } = await status(start([]));
  assert.equal(depth, 5);
  assert.deepEqual(
    channels.map(({ channel, is_configured, waiting }) => [channel, is_configured, waiting]),
    [
      ['bridge', false, 3],
      ['fan-out', false, 0],
      ['webhook', false, 0],
      ['mail', false, 0],
    ],
  );
  assert.deepEqual((await status(null)).channels[0]?.waiting, 3);
});

test('a channel that fails counts its attempts and keeps its last error', async () => {
  await addEntries(3);
  const channel = new TestChannel();
  channel.isUp = false;
  const delivery = start([channel]);
  await waitUntil(() => (delivery.getFailures('bridge')?.attempts ?? 0) >= 2);
  const failed = (await status(delivery)).channels[0];
  assert.equal(failed?.last_error?.message, 'The receiver is down.');
  assert.ok(Date.parse(failed?.next_attempt ?? '') > Date.now() - 5000);
  assert.equal(failed?.waiting, 3);
  channel.isUp = true;
  await waitUntil(() => channel.delivered.length === 3);
  await waitUntil(async () => (await status(delivery)).depth === 0);
  await waitUntil(() => delivery.getFailures('bridge')?.attempts === 0);
  assert.equal(delivery.getFailures('bridge')?.next_attempt, null);
  assert.equal(delivery.getFailures('bridge')?.last_error?.message, 'The receiver is down.');
});

test('a channel that is not ready fails nothing, and delivers as soon as it is', async () => {
  await addEntries(1);
  const channel = new TestChannel();
  channel.isAvailable = false;
  const ready = new TestChannel();
  // A second loop over the same entries shows that the first has had its turn.
  const waiting = start([channel]);
  await start([ready]);
  await waitUntil(() => ready.delivered.length === 1);
  assert.deepEqual([channel.delivered.length, waiting.getFailures('bridge')?.attempts], [0, 0]);
  channel.isAvailable = true;
  ready.isAvailable = false;
  await addEntries(1);
  await waitUntil(() => channel.delivered.length === 1);
});

test('replicas share the entries of a channel: each is delivered once', async () => {
  const channels = [new TestChannel(), new TestChannel(), new TestChannel()];
  for (const channel of channels) start([channel]);
  await addEntries(200);
  await waitUntil(async () => (await status(null)).depth === 0);
  const ids = channels.flatMap(({ delivered }) => delivered.map(({ id }) => id));
  assert.equal(ids.length, 200);
  assert.equal(new Set(ids).size, 200);
});
