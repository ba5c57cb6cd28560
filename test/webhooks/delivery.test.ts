import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import path from 'node:path';
import { after, before, beforeEach, test } from 'node:test';
import { Webhook } from 'standardwebhooks';
import { waitUntil } from '../support/connected-service.ts';
import { TestApp } from '../support/test-app.ts';
import {
  createWebhook,
  deliverWebhooks,
  passTime,
  readLog,
  readTypes,
  readWebhook,
  receiveAward,
  resetWebhooks,
} from '../support/webhooks/webhook-test-bed.ts';
import { type ReceivedMessage, WebhookReceiver } from '../support/webhooks/webhook-receiver.ts';

/* Events reach a receiver in a process of its own, which refuses, hangs, redirects, or is down. */

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

test('messages arrive in order, and the package of the specification verifies them', async () => {
  const { uuid, secret } = await createWebhook(app, { destination_url: receiver.url });
  await receiveAward(app);
  // The package compares the timestamp with the real time.
  app.now = new Date();
  assert.equal(await deliverWebhooks(app), null);
  assert.deepEqual(readTypes(receiver.messages), ['award.arrived', 'award.waiting']);
  const [message] = receiver.messages as [ReceivedMessage];
  const verified = new Webhook(secret).verify(message.body, message.headers) as { data: unknown };
  assert.equal((verified.data as { identifier: string }).identifier, 'p1.ukri');
  assert.equal(message.headers['content-type'], 'application/json');
  const other = await createWebhook(app, { destination_url: receiver.url });
  assert.throws(() => new Webhook(other.secret).verify(message.body, message.headers));
  const log = await readLog(app, uuid);
  assert.deepEqual(
    log.map((each: Record<string, unknown>) => [each.event_type, each.state]),
    [
      ['award.waiting', 'delivered'],
      ['award.arrived', 'delivered'],
    ],
  );
  assert.deepEqual(
    log.map((each: { event_id: string }) => each.event_id),
    receiver.messages.map(({ headers }) => headers['webhook-id']).toReversed(),
  );
  assert.equal(log[0].attempts[0].status, 204);
});

test('the receiver of the guide takes genuine messages once and refuses others', async () => {
  const { uuid, secret } = await createWebhook(app, { destination_url: receiver.url });
  const program = path.join(import.meta.dirname, '../../docs/examples/webhook-receiver.mjs');
  const child = spawn(process.execPath, [program], {
    env: { ...process.env, WEBHOOK_SECRET: secret, PORT: '0' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  try {
    let output = '';
    child.stdout.on('data', (chunk: Buffer) => {
      output += chunk.toString();
    });
    await waitUntil(() => /^port \d+\n/.test(output));
    const [, port] = /^port (\d+)\n/.exec(output) ?? [];
    const guided = `http://127.0.0.1:${port}/`;
    await app.patch(`/api/webhooks/${uuid}/`, { destination_url: guided });
    // It compares the timestamp with the real time.
    app.now = new Date();
    await app.post(`/api/webhooks/${uuid}/rotate-secret/`, { keep_old_hours: 1 });
    await receiveAward(app);
    assert.equal(await deliverWebhooks(app), null);
    await app.post(`/api/webhooks/${uuid}/replay/`, { since: '2026-11-01' });
    assert.equal(await deliverWebhooks(app), null);
    const forged = await fetch(guided, {
      method: 'POST',
      headers: {
        'webhook-id': 'forged',
        'webhook-timestamp': `${Math.floor(Date.now() / 1000)}`,
        'webhook-signature': 'v1,c2lnbmF0dXJl',
      },
      body: '{"type":"award.approved","data":{}}',
    });
    assert.equal(forged.status, 401);
    await waitUntil(() => output.includes('award.waiting'));
    const lines = output.trim().split('\n').slice(1);
    assert.deepEqual(lines, ['award.arrived p1.ukri', 'award.waiting p1.ukri']);
  } finally {
    child.kill();
  }
});

test('while a secret is rotated, both sign; then the new one alone', async () => {
  const { uuid, secret } = await createWebhook(app, { destination_url: receiver.url });
  app.now = new Date();
  const rotated = await app.post(`/api/webhooks/${uuid}/rotate-secret/`, { keep_old_hours: 1 });
  await receiveAward(app, 'p1.ukri');
  await deliverWebhooks(app);
  const [first] = receiver.messages as [ReceivedMessage];
  new Webhook(secret).verify(first.body, first.headers);
  new Webhook(rotated.body.secret).verify(first.body, first.headers);
  receiver.messages.length = 0;
  await app.post(`/api/webhooks/${uuid}/rotate-secret/`, { keep_old_hours: 0 });
  await receiveAward(app, 'p2.ukri');
  await deliverWebhooks(app);
  const [second] = receiver.messages as [ReceivedMessage];
  assert.throws(() => new Webhook(secret).verify(second.body, second.headers));
  assert.throws(() => new Webhook(rotated.body.secret).verify(second.body, second.headers));
});

test('secrets are stored encrypted, and neither audit nor replies show them again', async () => {
  const { uuid, secret } = await createWebhook(app, { destination_url: `${receiver.url}/T0/B0` });
  const stored = await app.db.selectFrom('webhook_secret').select('sealed').executeTakeFirst();
  const key = Buffer.from(secret.replace('whsec_', ''), 'base64');
  assert.equal(stored?.sealed.includes(key), false);
  assert.equal(stored?.sealed.includes(secret), false);
  const shown = JSON.stringify([
    await readWebhook(app, uuid),
    (await app.get('/api/administrative-audit/?subject_kind=webhook')).body,
  ]);
  assert.equal(shown.includes(secret), false);
  const audit = await app.db.selectFrom('administrative_entry').selectAll().execute();
  const entry = audit.find(({ action }) => action === 'webhook.created');
  assert.equal(entry?.after?.destination, new URL(receiver.url).origin);
});

test('a refused message is tried again with the same id, and holds back only its award', async () => {
  const { uuid } = await createWebhook(app, { destination_url: receiver.url });
  await receiver.setMode({ status: 500 });
  await receiveAward(app);
  assert.match(String(await deliverWebhooks(app)), /answered 500/);
  assert.deepEqual(readTypes(receiver.messages), ['award.arrived']);
  const failing = await readWebhook(app, uuid);
  assert.deepEqual([failing.status, failing.waiting], ['failing', 2]);
  await receiver.setMode({ status: 200 });
  passTime(app, 1);
  await deliverWebhooks(app);
  assert.equal(receiver.messages.length, 1, 'its next attempt is not due');
  passTime(app, 5);
  await deliverWebhooks(app);
  await deliverWebhooks(app);
  assert.deepEqual(readTypes(receiver.messages), [
    'award.arrived',
    'award.arrived',
    'award.waiting',
  ]);
  const [first, again] = receiver.messages;
  assert.equal(first?.headers['webhook-id'], again?.headers['webhook-id']);
  assert.deepEqual(
    [(await readWebhook(app, uuid)).status, (await readWebhook(app, uuid)).waiting],
    ['active', 0],
  );
});

test('a receiver that is down gets everything, in order, once it is up', async () => {
  await createWebhook(app, { destination_url: receiver.url });
  await receiver.kill();
  await receiveAward(app, 'p1.ukri');
  await receiveAward(app, 'p2.ukri');
  assert.match(String(await deliverWebhooks(app)), /ECONNREFUSED/);
  await receiver.start();
  passTime(app, 60);
  await deliverWebhooks(app);
  await deliverWebhooks(app);
  const byAward = Map.groupBy(
    receiver.messages,
    ({ body }) => JSON.parse(body).data.identifier as string,
  );
  for (const identifier of ['p1.ukri', 'p2.ukri']) {
    const types = readTypes(byAward.get(identifier) ?? []);
    assert.deepEqual(types, ['award.arrived', 'award.waiting']);
  }
});

test('a receiver that hangs delays no other, and is cut off', async () => {
  const slow = await WebhookReceiver.open();
  try {
    await slow.setMode({ status: 200, hangs: true });
    await createWebhook(app, { name: 'Slow', destination_url: slow.url });
    await createWebhook(app, { name: 'Fast', destination_url: receiver.url });
    await receiveAward(app);
    const failure = await deliverWebhooks(app, { timeoutMs: 1500 });
    assert.match(String(failure), /^Slow: There was no answer within 1.5 s\./);
    assert.deepEqual(readTypes(receiver.messages), ['award.arrived', 'award.waiting']);
    const log = await app.db
      .selectFrom('webhook_attempt')
      .select(['milliseconds', 'error'])
      .orderBy('id')
      .execute();
    assert.ok((log.find(({ error }) => error !== null)?.milliseconds ?? 0) >= 1400);
    assert.ok(log.filter(({ error }) => error === null).length === 2);
  } finally {
    await slow.kill();
  }
});

test('an attempt may take ten seconds', async (t) => {
  await createWebhook(app, { destination_url: receiver.url });
  await receiver.setMode({ status: 200, hangs: true });
  await receiveAward(app);
  const limits: number[] = [];
  const timers: AbortController[] = [];
  t.mock.method(AbortSignal, 'timeout', (ms: number) => {
    limits.push(ms);
    const timer = new AbortController();
    timers.push(timer);
    return timer.signal;
  });
  const failure = deliverWebhooks(app);
  await waitUntil(() => receiver.messages.length === 1);
  for (const timer of timers) timer.abort();
  assert.match(String(await failure), /There was no answer within 10 s\./);
  assert.deepEqual(limits, [10_000]);
});

test('an answer of more than 64 kB is not read to its end, and counts by its status', async () => {
  await createWebhook(app, { destination_url: receiver.url });
  await receiver.setMode({ status: 200, answerBytes: 50_000_000 });
  await receiveAward(app);
  assert.equal(await deliverWebhooks(app), null);
  assert.equal(receiver.messages.length, 2);
  await waitUntil(() => receiver.cutAnswers === 2);
});

test('an answer of 64 kB is read, so that its connection serves the next message', async () => {
  await createWebhook(app, { destination_url: receiver.url });
  for (const [answerBytes, connections] of [
    [65_536, 1],
    [100_000, 2],
  ] as const) {
    await receiver.setMode({ status: 200, answerBytes });
    await receiveAward(app, `p${answerBytes}.ukri`);
    receiver.connections = 0;
    receiver.messages.length = 0;
    assert.equal(await deliverWebhooks(app), null);
    await waitUntil(() => receiver.messages.length === 2);
    assert.equal(receiver.connections, connections, `${answerBytes} bytes`);
  }
});

test('an answer that does not end is left when the time of the attempt is over', async () => {
  const { uuid } = await createWebhook(app, { destination_url: receiver.url });
  await receiver.setMode({ status: 200, neverEnds: true });
  await receiveAward(app);
  assert.equal(await deliverWebhooks(app, { timeoutMs: 300 }), null);
  assert.deepEqual(readTypes(receiver.messages), ['award.arrived', 'award.waiting']);
  await waitUntil(() => receiver.cutAnswers === 2);
  const [attempt] = (await readLog(app, uuid))[0].attempts;
  assert.ok(attempt.milliseconds >= 290, `${attempt.milliseconds} ms`);
});

test('one message, or all since a time, are sent again with the ids that they had', async () => {
  const { uuid } = await createWebhook(app, { destination_url: receiver.url });
  await receiveAward(app, 'p1.ukri');
  await deliverWebhooks(app);
  const ids = receiver.messages.map(({ headers }) => headers['webhook-id']);
  receiver.messages.length = 0;
  const path = `/api/webhooks/${uuid}/replay/`;
  assert.deepEqual((await app.post(path, { event_id: ids[1] })).body, { count: 1 });
  assert.deepEqual((await app.post(path, { event_id: ids[1] })).body, { count: 0 }, 'it waits');
  await deliverWebhooks(app);
  assert.deepEqual(
    receiver.messages.map(({ headers }) => headers['webhook-id']),
    [ids[1]],
  );
  receiver.messages.length = 0;
  assert.deepEqual((await app.post(path, { since: app.now.toISOString() })).body, { count: 2 });
  await deliverWebhooks(app);
  assert.deepEqual(
    receiver.messages.map(({ headers }) => headers['webhook-id']),
    ids,
  );
  const later = new Date(app.now.getTime() + 1000).toISOString();
  assert.deepEqual((await app.post(path, { since: later })).body, { count: 0 });
  assert.equal((await app.post(path, {})).status, 400);
});

test('a test message arrives and is in the log', async () => {
  const { uuid } = await createWebhook(app, { destination_url: receiver.url });
  const { event_id: id } = (await app.post(`/api/webhooks/${uuid}/test/`)).body;
  await deliverWebhooks(app);
  assert.equal(receiver.messages[0]?.headers['webhook-id'], id);
  assert.match(JSON.parse(receiver.messages[0]?.body ?? '').data.message, /“Receiver”/);
});
