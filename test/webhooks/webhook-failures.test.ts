import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, test } from 'node:test';
import type { Announcement } from '../../src/announcements/announcement.ts';
import { parseRetryAfter } from '../../src/webhooks/retry-after.ts';
import { findNextAttempt } from '../../src/webhooks/retry-schedule.ts';
import { disableIdleWebhooks } from '../../src/webhooks/disable-idle-webhooks.ts';
import { takeAnnouncements } from '../support/announcements.ts';
import { TestApp } from '../support/test-app.ts';
import {
  createWebhook,
  deliverForDays,
  deliverWebhooks,
  passTime,
  readLog,
  readTypes,
  readWebhook,
  receiveAward,
  resetWebhooks,
} from '../support/webhooks/webhook-test-bed.ts';
import { WebhookReceiver } from '../support/webhooks/webhook-receiver.ts';

/* What happens to messages and webhooks whose receiver fails for long or asks for a pause. */

let app: TestApp;
let receiver: WebhookReceiver;
before(async () => {
  app = await TestApp.open();
  receiver = await WebhookReceiver.open();
});
beforeEach(() => resetWebhooks(app, receiver));

after(async () => {
  await receiver?.kill();
  await app?.close();
});

test('a message is given up after three days, a webhook disabled after five, which is announced', async () => {
  const { uuid } = await createWebhook(app, { destination_url: receiver.url });
  await receiver.setMode({ status: 500 });
  await receiveAward(app, 'p1.ukri');
  await deliverForDays(app, 2.5);
  assert.equal((await readWebhook(app, uuid)).waiting, 2);
  await deliverForDays(app, 1);
  assert.deepEqual((await readLog(app, uuid)).at(-1).state, 'failed');
  await receiveAward(app, 'p2.ukri');
  await deliverForDays(app, 1.5);
  assert.equal((await readWebhook(app, uuid)).status, 'failing');
  await deliverWebhooks(app);
  const disabled = await readWebhook(app, uuid);
  assert.deepEqual([disabled.status, disabled.waiting], ['disabled', 0]);
  assert.match(disabled.disabled_reason, /five days.*500/);
  const announced = await takeAnnouncements(app);
  assert.deepEqual(
    announced.map(({ event, data }) => [event, data.webhook_uuid]),
    [['webhook.disabled', uuid]],
  );
  receiver.messages.length = 0;
  await receiver.setMode({ status: 200 });
  const activated = await app.patch(`/api/webhooks/${uuid}/`, { is_active: true });
  assert.equal(activated.body.status, 'active');
  await app.post(`/api/webhooks/${uuid}/replay/`, { since: '2026-11-01' });
  await deliverWebhooks(app);
  await deliverWebhooks(app);
  assert.deepEqual(readTypes(receiver.messages).sort(), [
    'award.arrived',
    'award.arrived',
    'award.waiting',
    'award.waiting',
  ]);
});

test('a webhook that is used rarely is disabled five days after a failure that nothing followed', async () => {
  const { uuid } = await createWebhook(app, {
    destination_url: receiver.url,
    event_types: ['award.arrived'],
  });
  const { uuid: other } = await createWebhook(app, { name: 'B', destination_url: receiver.url });
  await receiver.setMode({ status: 500 });
  await receiveAward(app, 'p1.ukri');
  await deliverForDays(app, 4);
  assert.equal((await readWebhook(app, uuid)).waiting, 0, 'its message was given up');
  await takeAnnouncements(app);
  const disableIdle = () => disableIdleWebhooks({ db: app.db, clock: () => app.now });
  await disableIdle();
  assert.equal((await readWebhook(app, uuid)).status, 'failing');
  // The other one took a message meanwhile.
  await receiver.setMode({ status: 204 });
  await app.post(`/api/webhooks/${other}/test/`);
  await deliverWebhooks(app);
  passTime(app, 86_400);
  await disableIdle();
  await disableIdle();
  const disabled = await readWebhook(app, uuid);
  assert.equal(disabled.status, 'disabled');
  assert.match(disabled.disabled_reason, /Nothing could be delivered for five days\. .*500/);
  assert.equal((await readWebhook(app, other)).status, 'active');
  const announced = await takeAnnouncements(app);
  assert.deepEqual(
    announced.map(({ event, data }) => [event, data.webhook_uuid]),
    [['webhook.disabled', uuid]],
  );
});

test('a rare webhook whose next message fails after five days is disabled by that', async () => {
  const { uuid } = await createWebhook(app, {
    destination_url: receiver.url,
    event_types: ['award.arrived'],
  });
  await receiver.setMode({ status: 500 });
  await receiveAward(app, 'p1.ukri');
  await deliverForDays(app, 4);
  passTime(app, 30 * 86_400);
  await receiveAward(app, 'p2.ukri');
  await deliverWebhooks(app);
  assert.equal((await readWebhook(app, uuid)).status, 'disabled');
});

test('time in which the service was down does not count against a webhook', async () => {
  const { uuid } = await createWebhook(app, { destination_url: receiver.url });
  await receiver.setMode({ status: 500 });
  await receiveAward(app, 'p1.ukri');
  await deliverWebhooks(app);
  passTime(app, 10 * 86_400);
  // The messages wait still: whether the receiver is back shows only now.
  await disableIdleWebhooks({ db: app.db, clock: () => app.now });
  await deliverWebhooks(app);
  const webhook = await readWebhook(app, uuid);
  assert.equal(webhook.status, 'failing');
  assert.equal(Date.parse(webhook.failing_since), app.now.getTime());
  assert.equal(webhook.waiting, 2, 'nor against a message that was tried before');
});

test('a message is tried for three days from its first attempt, however late that was', async () => {
  const events = { event_types: ['award.arrived'] };
  const { uuid } = await createWebhook(app, { destination_url: receiver.url, ...events });
  await receiver.setMode({ status: 500 });
  await receiveAward(app, 'p1.ukri');
  passTime(app, 4 * 86_400);
  await deliverForDays(app, 3);
  assert.equal((await readWebhook(app, uuid)).waiting, 1);
  await deliverForDays(app, 1);
  assert.deepEqual((await readLog(app, uuid))[0].state, 'failed');
  assert.equal((await readLog(app, uuid))[0].attempts.length, 7);
});

test('a message is given up after three days also where the receiver takes others', async () => {
  const events = { event_types: ['award.arrived'] };
  const { uuid } = await createWebhook(app, { destination_url: receiver.url, ...events });
  await receiveAward(app, 'p1.ukri');
  for (let halves = 0; halves < 7; halves++) {
    await receiver.setMode({ status: 500 });
    await deliverWebhooks(app);
    // The other one is taken, so the first one is tried again at once.
    passTime(app, 2);
    await receiveAward(app, `p2-${halves}.ukri`);
    await receiver.setMode({ status: 500, takesFirst: 1 });
    await deliverWebhooks(app);
    passTime(app, 43_200);
  }
  const log: { state: string; identifier: string }[] = await readLog(app, uuid);
  const failed = log.filter(({ state }) => state !== 'delivered');
  assert.deepEqual(
    failed.map(({ identifier, state }) => [identifier, state]),
    [['p1.ukri', 'failed']],
  );
});

test('staff hear once of messages that are given up while the webhook goes on', async () => {
  const { uuid } = await createWebhook(app, { name: 'Tickets', destination_url: receiver.url });
  await receiver.setMode({ status: 500 });
  await receiveAward(app, 'p1.ukri');
  await receiveAward(app, 'p2.ukri');
  const announced: Announcement[] = [];
  for (let halves = 0; halves < 8; halves++) {
    await deliverWebhooks(app);
    announced.push(...(await takeAnnouncements(app)));
    passTime(app, 43_200);
  }
  assert.deepEqual(
    announced.map(({ event, data }) => [event, data.channel, data.receiver, data.url]),
    [['delivery.given_up', 'webhook', 'Tickets', `https://desk.example.org/webhooks/${uuid}`]],
  );
  assert.match(String(announced[0]?.data.error), /500/);
});

test('the pauses between attempts grow to six hours, for three days', () => {
  const first = new Date('2026-11-23T12:00:00Z');
  const pauses: number[] = [];
  let at = first;
  for (;;) {
    const next = findNextAttempt(pauses.length + 1, first, at);
    if (next === null) break;
    pauses.push((next.getTime() - at.getTime()) / 1000);
    at = next;
  }
  assert.deepEqual(pauses.slice(0, 8), [5, 30, 120, 600, 1800, 3600, 10_800, 21_600]);
  assert.ok(pauses.slice(8).every((seconds) => seconds === 21_600));
  const days = (at.getTime() - first.getTime()) / 86_400_000;
  assert.ok(days >= 3 && days < 3.25, `${days} days`);
});

test('a receiver that answers 410 gets nothing more', async () => {
  const { uuid } = await createWebhook(app, { destination_url: receiver.url });
  await receiver.setMode({ status: 410 });
  await receiveAward(app);
  await deliverWebhooks(app);
  assert.equal((await readWebhook(app, uuid)).status, 'disabled');
  assert.equal(receiver.messages.length, 1);
});

describe('a receiver that is too busy', () => {
  test('gets nothing before the time that it asks for, and everything after it', async () => {
    const { uuid } = await createWebhook(app, { destination_url: receiver.url });
    await receiver.setMode({ status: 429, retryAfter: '90' });
    await receiveAward(app, 'p1.ukri');
    await receiveAward(app, 'p2.ukri');
    await deliverWebhooks(app);
    const asked = receiver.messages.length;
    passTime(app, 89);
    await deliverWebhooks(app);
    assert.equal(receiver.messages.length, asked);
    assert.equal((await readWebhook(app, uuid)).status, 'failing');
    await receiver.setMode({ status: 204 });
    passTime(app, 1);
    await deliverWebhooks(app);
    await deliverWebhooks(app);
    assert.equal(receiver.accepted.length, 4);
  });

  test('is left alone for that time also where it took other messages just before', async () => {
    await createWebhook(app, { destination_url: receiver.url });
    await receiver.setMode({ status: 429, retryAfter: '90', takesFirst: 1 });
    await receiveAward(app, 'p1.ukri');
    await receiveAward(app, 'p2.ukri');
    await deliverWebhooks(app);
    assert.equal(receiver.accepted.length, 1);
    const asked = receiver.messages.length;
    await receiver.setMode({ status: 204 });
    passTime(app, 89);
    await deliverWebhooks(app);
    assert.equal(receiver.messages.length, asked);
    passTime(app, 1);
    await deliverWebhooks(app);
    assert.equal(receiver.accepted.length, 4);
  });

  test('gets messages at once that a person sends again', async () => {
    const { uuid } = await createWebhook(app, { destination_url: receiver.url });
    await receiveAward(app, 'p1.ukri');
    await deliverWebhooks(app);
    assert.equal(receiver.accepted.length, 2);
    await receiver.setMode({ status: 503, retryAfter: '3600' });
    await receiveAward(app, 'p2.ukri');
    await deliverWebhooks(app);
    await receiver.setMode({ status: 204 });
    // After the message's own pause, within that of the webhook.
    passTime(app, 60);
    await deliverWebhooks(app);
    assert.equal(receiver.accepted.length, 2);
    const path = `/api/webhooks/${uuid}/replay/`;
    const since = new Date(app.now.getTime() + 1000).toISOString();
    assert.deepEqual((await app.post(path, { since })).body, { count: 0 });
    await deliverWebhooks(app);
    assert.equal(receiver.accepted.length, 2, 'nothing is sent again, so the pause stays');
    assert.deepEqual((await app.post(path, { since: '2026-11-01' })).body, { count: 2 });
    await deliverWebhooks(app);
    assert.equal(receiver.accepted.length, 6);
  });

  test('gets a message at once that waits for it and that a person wants now', async () => {
    const { uuid } = await createWebhook(app, { destination_url: receiver.url });
    await receiver.setMode({ status: 503, retryAfter: '3600' });
    await receiveAward(app, 'p1.ukri');
    await deliverWebhooks(app);
    await receiver.setMode({ status: 204 });
    passTime(app, 60);
    await deliverWebhooks(app);
    assert.equal(receiver.accepted.length, 0);
    const path = `/api/webhooks/${uuid}/replay/`;
    const [{ event_id }] = await readLog(app, uuid);
    assert.deepEqual((await app.post(path, { event_id })).body, { count: 0 }, 'it waits already');
    await deliverWebhooks(app);
    assert.deepEqual(readTypes(receiver.accepted), ['award.arrived', 'award.waiting']);
  });

  test('says so in seconds or with a date, and is waited for an hour at most', () => {
    const now = new Date('2026-11-23T12:00:00Z');
    const minute = 60_000;
    for (const [header, pause] of [
      ['120', 2 * minute],
      [' 0 ', 0],
      ['Mon, 23 Nov 2026 12:05:00 GMT', 5 * minute],
      ['Mon, 23 Nov 2026 11:00:00 GMT', 0],
      ['86400', 60 * minute],
      ['Tue, 24 Nov 2026 12:00:00 GMT', 60 * minute],
      ['soon', null],
      ['-5', null],
      ['1.5', null],
      ['2026-11-23', null],
      ['', null],
    ] as const) {
      assert.equal(parseRetryAfter(header, now), pause, header);
    }
  });
});
