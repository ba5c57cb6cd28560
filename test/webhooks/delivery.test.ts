import assert from 'node:assert/strict';
import { execFile, spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import https from 'node:https';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, beforeEach, describe, test } from 'node:test';
import { promisify } from 'node:util';
import { Webhook } from 'standardwebhooks';
import type { Announcement } from '../../src/announcements/announcement.ts';
import { parseRetryAfter } from '../../src/webhooks/retry-after.ts';
import { sendMessage } from '../../src/webhooks/send-message.ts';
import { findNextAttempt } from '../../src/webhooks/retry-schedule.ts';
import { disableIdleWebhooks } from '../../src/webhooks/disable-idle-webhooks.ts';
import { isAllowedAddress } from '../../src/webhooks/destination-policy.ts';
import { takeAnnouncements } from '../support/announcements.ts';
import { createCertificate } from '../support/certificate.ts';
import { waitUntil } from '../support/connected-service.ts';
import { awardDetails, TestApp, testWebhooks } from '../support/test-app.ts';
import {
  createWebhook,
  type DeliveryTestOptions,
  deliverWebhooks,
  passTime,
} from '../support/webhooks/webhook-test-bed.ts';
import { type ReceivedMessage, WebhookReceiver } from '../support/webhooks/webhook-receiver.ts';

/* Events reach a receiver in a process of its own, which refuses, hangs, redirects, or is down. */

const run = promisify(execFile);
let app: TestApp;
let receiver: WebhookReceiver;
before(async () => {
  app = await TestApp.open();
  receiver = await WebhookReceiver.open();
});
beforeEach(async () => {
  await app.reset();
  await app.createTemplateWithCustomers({ approval_limit: '100' });
  receiver.messages.length = 0;
  receiver.cutAnswers = 0;
  await receiver.setMode({ status: 204 });
});
after(async () => {
  await receiver?.kill();
  await app?.close();
});

const receive = (identifier = 'p1.ukri') =>
  app.sendInstruction('create_project', awardDetails, identifier);
const readTypes = (messages: readonly ReceivedMessage[]): string[] =>
  messages.map(({ body }) => JSON.parse(body).type);
/** Sends what is due, every half day. */
async function deliverForDays(days: number): Promise<void> {
  for (let halves = 0; halves < days * 2; halves++) {
    await deliverWebhooks(app);
    passTime(app, 43_200);
  }
}
const readLog = async (uuid: string) => (await app.get(`/api/webhooks/${uuid}/messages/`)).body;
const readWebhook = async (uuid: string) => (await app.get(`/api/webhooks/${uuid}/`)).body;

test('messages arrive in order, and the package of the specification verifies them', async () => {
  const { uuid, secret } = await createWebhook(app, { destination_url: receiver.url });
  await receive();
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
  const log = await readLog(uuid);
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
    await receive();
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
  await receive('p1.ukri');
  await deliverWebhooks(app);
  const [first] = receiver.messages as [ReceivedMessage];
  new Webhook(secret).verify(first.body, first.headers);
  new Webhook(rotated.body.secret).verify(first.body, first.headers);
  receiver.messages.length = 0;
  await app.post(`/api/webhooks/${uuid}/rotate-secret/`, { keep_old_hours: 0 });
  await receive('p2.ukri');
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
    await readWebhook(uuid),
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
  await receive();
  assert.match(String(await deliverWebhooks(app)), /answered 500/);
  assert.deepEqual(readTypes(receiver.messages), ['award.arrived']);
  const failing = await readWebhook(uuid);
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
    [(await readWebhook(uuid)).status, (await readWebhook(uuid)).waiting],
    ['active', 0],
  );
});

test('a receiver that is down gets everything, in order, once it is up', async () => {
  await createWebhook(app, { destination_url: receiver.url });
  await receiver.kill();
  await receive('p1.ukri');
  await receive('p2.ukri');
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
    await receive();
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
  await receive();
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
  await receive();
  assert.equal(await deliverWebhooks(app), null);
  assert.equal(receiver.messages.length, 2);
  await waitUntil(() => receiver.cutAnswers === 2);
});

test('an answer that does not end is left when the time of the attempt is over', async () => {
  const { uuid } = await createWebhook(app, { destination_url: receiver.url });
  await receiver.setMode({ status: 200, neverEnds: true });
  await receive();
  assert.equal(await deliverWebhooks(app, { timeoutMs: 300 }), null);
  assert.deepEqual(readTypes(receiver.messages), ['award.arrived', 'award.waiting']);
  await waitUntil(() => receiver.cutAnswers === 2);
  const [attempt] = (await readLog(uuid))[0].attempts;
  assert.ok(attempt.milliseconds >= 290, `${attempt.milliseconds} ms`);
});

test('a redirect is not followed', async () => {
  const other = await WebhookReceiver.open();
  try {
    const { uuid } = await createWebhook(app, { destination_url: receiver.url });
    await receiver.setMode({ status: 307, location: other.url });
    await receive();
    assert.match(String(await deliverWebhooks(app)), /307; redirects are not followed/);
    assert.equal(other.messages.length, 0);
    assert.equal((await readLog(uuid)).at(-1).attempts[0].status, 307);
  } finally {
    await other.kill();
  }
});

test('a message is given up after three days, a webhook disabled after five, which is announced', async () => {
  const { uuid } = await createWebhook(app, { destination_url: receiver.url });
  await receiver.setMode({ status: 500 });
  await receive('p1.ukri');
  await deliverForDays(2.5);
  assert.equal((await readWebhook(uuid)).waiting, 2);
  await deliverForDays(1);
  assert.deepEqual((await readLog(uuid)).at(-1).state, 'failed');
  await receive('p2.ukri');
  await deliverForDays(1.5);
  assert.equal((await readWebhook(uuid)).status, 'failing');
  await deliverWebhooks(app);
  const disabled = await readWebhook(uuid);
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
  const { uuid } = await createWebhook(app, { destination_url: receiver.url });
  const { uuid: other } = await createWebhook(app, { name: 'B', destination_url: receiver.url });
  await receiver.setMode({ status: 500 });
  await receive('p1.ukri');
  await deliverForDays(4);
  assert.equal((await readWebhook(uuid)).waiting, 0, 'its message was given up');
  await takeAnnouncements(app);
  const disableIdle = () => disableIdleWebhooks({ db: app.db, clock: () => app.now });
  await disableIdle();
  assert.equal((await readWebhook(uuid)).status, 'failing');
  // The other one took a message meanwhile.
  await receiver.setMode({ status: 204 });
  await app.post(`/api/webhooks/${other}/test/`);
  await deliverWebhooks(app);
  passTime(app, 86_400);
  await disableIdle();
  await disableIdle();
  const disabled = await readWebhook(uuid);
  assert.equal(disabled.status, 'disabled');
  assert.match(disabled.disabled_reason, /Nothing could be delivered for five days\. .*500/);
  assert.equal((await readWebhook(other)).status, 'active');
  const announced = await takeAnnouncements(app);
  assert.deepEqual(
    announced.map(({ event, data }) => [event, data.webhook_uuid]),
    [['webhook.disabled', uuid]],
  );
});

test('a rare webhook whose next message fails after five days is disabled by that', async () => {
  const { uuid } = await createWebhook(app, { destination_url: receiver.url });
  await receiver.setMode({ status: 500 });
  await receive('p1.ukri');
  await deliverForDays(4);
  passTime(app, 30 * 86_400);
  await receive('p2.ukri');
  await deliverWebhooks(app);
  assert.equal((await readWebhook(uuid)).status, 'disabled');
});

test('time in which the service was down does not count against a webhook', async () => {
  const { uuid } = await createWebhook(app, { destination_url: receiver.url });
  await receiver.setMode({ status: 500 });
  await receive('p1.ukri');
  await deliverWebhooks(app);
  passTime(app, 10 * 86_400);
  // The messages wait still: whether the receiver is back shows only now.
  await disableIdleWebhooks({ db: app.db, clock: () => app.now });
  await deliverWebhooks(app);
  const webhook = await readWebhook(uuid);
  assert.equal(webhook.status, 'failing');
  assert.equal(Date.parse(webhook.failing_since), app.now.getTime());
});

test('staff hear once of messages that are given up while the webhook goes on', async () => {
  const { uuid } = await createWebhook(app, { name: 'Tickets', destination_url: receiver.url });
  await receiver.setMode({ status: 500 });
  await receive('p1.ukri');
  await receive('p2.ukri');
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
  const created = new Date('2026-11-23T12:00:00Z');
  const pauses: number[] = [];
  let at = created;
  for (;;) {
    const next = findNextAttempt(pauses.length + 1, created, at);
    if (next === null) break;
    pauses.push((next.getTime() - at.getTime()) / 1000);
    at = next;
  }
  assert.deepEqual(pauses.slice(0, 8), [5, 30, 120, 600, 1800, 3600, 10_800, 21_600]);
  assert.ok(pauses.slice(8).every((seconds) => seconds === 21_600));
  const days = (at.getTime() - created.getTime()) / 86_400_000;
  assert.ok(days >= 3 && days < 3.25, `${days} days`);
});

test('a receiver that answers 410 gets nothing more', async () => {
  const { uuid } = await createWebhook(app, { destination_url: receiver.url });
  await receiver.setMode({ status: 410 });
  await receive();
  await deliverWebhooks(app);
  assert.equal((await readWebhook(uuid)).status, 'disabled');
  assert.equal(receiver.messages.length, 1);
});

test('one message, or all since a time, are sent again with the ids that they had', async () => {
  const { uuid } = await createWebhook(app, { destination_url: receiver.url });
  await receive('p1.ukri');
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

test('a connection to an address that is not allowed is refused each time it is made', async () => {
  const { uuid } = await createWebhook(app, { destination_url: receiver.url });
  await receive();
  const strict = { ...testWebhooks.policy, networks: [] };
  assert.match(String(await deliverWebhooks(app, { policy: strict })), /not a public address/);
  const name = `http://receiver.example.org:${new URL(receiver.url).port}/hook`;
  await app.patch(`/api/webhooks/${uuid}/`, { destination_url: name });
  // The name resolves to a public address when the webhook is made, and to another one later.
  const resolve = (address: string): NonNullable<DeliveryTestOptions['resolveName']> =>
    ((_name: string, _options: unknown, done: (...values: unknown[]) => void) =>
      done(null, [{ address, family: 4 }])) as never;
  passTime(app, 60);
  const refused = await deliverWebhooks(app, { policy: strict, resolveName: resolve('127.0.0.1') });
  assert.match(String(refused), /receiver.example.org has an address that is not allowed/);
  assert.equal(receiver.messages.length, 0);
  passTime(app, 60);
  assert.equal(await deliverWebhooks(app, { resolveName: resolve('127.0.0.1') }), null);
  assert.equal(receiver.messages.length, 2);
});

type Addresses = { address: string; family: number }[];
/** Resolves a name to the next addresses each time; the last ones stay. */
function answerInTurn(...answers: Addresses[]): NonNullable<DeliveryTestOptions['resolveName']> {
  return ((_name: string, _options: unknown, done: (error: null, found: Addresses) => void) =>
    done(null, (answers.length > 1 ? answers.shift() : answers[0]) ?? [])) as never;
}
// Nothing listens there; the policy takes it for a public address.
const elsewhere = { address: '127.0.0.2', family: 4 };
const receiverAddress = { address: '127.0.0.1', family: 4 };

test('a name that is rebound between two connections is refused at the second one', async () => {
  const name = `http://receiver.example.org:${new URL(receiver.url).port}/hook`;
  const { uuid } = await createWebhook(app, { destination_url: name });
  await receive();
  // Allowed at first, as a public address is; then it leads to an address that is not.
  const onlyReceiver = { ...testWebhooks.policy, networks: ['127.0.0.1'] };
  const resolveName = answerInTurn([receiverAddress], [elsewhere]);
  await receiver.setMode({ status: 200, closes: true });
  const failure = await deliverWebhooks(app, { policy: onlyReceiver, resolveName });
  assert.match(String(failure), /receiver.example.org has an address that is not allowed/);
  assert.deepEqual(readTypes(receiver.messages), ['award.arrived']);
  const [waiting, arrived] = await readLog(uuid);
  assert.deepEqual([arrived.state, waiting.state], ['delivered', 'waiting']);
  assert.match(waiting.attempts[0].error, /not allowed/);
  assert.equal(waiting.attempts[0].status, null);
});

test('a name with one address that is not allowed is refused, wherever that stands', async () => {
  const name = `http://receiver.example.org:${new URL(receiver.url).port}/hook`;
  await createWebhook(app, { destination_url: name });
  await receive();
  for (const addresses of [
    [receiverAddress, elsewhere],
    [elsewhere, receiverAddress],
  ]) {
    const failure = await deliverWebhooks(app, { resolveName: answerInTurn(addresses) });
    assert.match(String(failure), /has an address that is not allowed/);
    passTime(app, 60);
  }
  assert.equal(receiver.messages.length, 0);
});

test('a port that a setting allows no more gets nothing, and the log says so', async () => {
  const { uuid } = await createWebhook(app, { destination_url: receiver.url });
  const { port } = new URL(receiver.url);
  await receive('p1.ukri');
  assert.equal(await deliverWebhooks(app), null);
  receiver.messages.length = 0;
  await receive('p2.ukri');
  const only443 = { ...testWebhooks.policy, ports: [443] };
  const failure = await deliverWebhooks(app, { policy: only443 });
  assert.match(String(failure), new RegExp(`Port ${port} is not allowed; allowed are 443\\.`));
  assert.equal(receiver.messages.length, 0);
  assert.match((await readLog(uuid))[1].attempts[0].error, /^Port \d+ is not allowed/);
  passTime(app, 60);
  assert.equal(await deliverWebhooks(app), null, 'the setting was put back');
  assert.equal(receiver.messages.length, 2);
});

describe('a receiver with https', () => {
  test('is refused while its authority is unknown, and taken where the operator names it', async () => {
    const certificate = createCertificate();
    const secure = await WebhookReceiver.open(certificate);
    const folder = await mkdtemp(path.join(tmpdir(), 'gatehouse-webhook-'));
    try {
      const resolveName = answerInTurn([receiverAddress]);
      const { uuid } = await createWebhook(app, { destination_url: secure.url });
      await receive();
      const failure = await deliverWebhooks(app, { resolveName });
      assert.match(String(failure), /not from an authority that this service trusts/);
      const [attempt] = (await readLog(uuid))[1].attempts;
      assert.match(attempt.error, /\(NODE_EXTRA_CA_CERTS\)/);
      assert.equal(attempt.status, null);
      assert.equal(
        secure.messages.length,
        0,
        'nothing was sent before the certificate was checked',
      );
      const file = path.join(folder, 'authority.pem');
      await writeFile(file, certificate.cert);
      const program = path.join(import.meta.dirname, '../support/webhooks/send-one-message.ts');
      const env = { ...process.env, NODE_EXTRA_CA_CERTS: file };
      const { stdout } = await run(process.execPath, [program, secure.url], { env });
      assert.deepEqual(JSON.parse(stdout), { status: 204, error: null });
      assert.equal(secure.messages[0]?.body, '{"type":"webhook.test"}');
    } finally {
      await rm(folder, { recursive: true });
      await secure.kill();
    }
  });

  test('with a certificate for another name is refused without repeating that name', async () => {
    const certificate = createCertificate('internal-name.example');
    const secure = await WebhookReceiver.open(certificate);
    try {
      const trusting = new https.Agent({ ca: certificate.cert });
      const agents = { getAgent: () => trusting, close: () => trusting.destroy() };
      const message = { url: secure.url, headers: {}, body: '{}' };
      assert.deepEqual(await sendMessage(message, { policy: testWebhooks.policy, agents }), {
        status: null,
        error: 'The certificate of the receiver is for another name.',
      });
    } finally {
      await secure.kill();
    }
  });
});

describe('a receiver that is too busy', () => {
  test('gets nothing before the time that it asks for, and everything after it', async () => {
    const { uuid } = await createWebhook(app, { destination_url: receiver.url });
    await receiver.setMode({ status: 429, retryAfter: '90' });
    await receive('p1.ukri');
    await receive('p2.ukri');
    await deliverWebhooks(app);
    const asked = receiver.messages.length;
    passTime(app, 89);
    await deliverWebhooks(app);
    assert.equal(receiver.messages.length, asked);
    assert.equal((await readWebhook(uuid)).status, 'failing');
    await receiver.setMode({ status: 204 });
    passTime(app, 1);
    await deliverWebhooks(app);
    await deliverWebhooks(app);
    assert.equal(receiver.accepted.length, 4);
  });

  test('is left alone for that time also where it took other messages just before', async () => {
    await createWebhook(app, { destination_url: receiver.url });
    await receiver.setMode({ status: 429, retryAfter: '90', takesFirst: 1 });
    await receive('p1.ukri');
    await receive('p2.ukri');
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
    await receive('p1.ukri');
    await deliverWebhooks(app);
    assert.equal(receiver.accepted.length, 2);
    await receiver.setMode({ status: 503, retryAfter: '3600' });
    await receive('p2.ukri');
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

const policy = { networks: ['10.2.0.0/16', 'fd12::/16'], ports: [443], allowPlainHttp: false };
const addresses = [
  ['192.0.2.1', false],
  ['93.184.215.14', true],
  ['10.1.0.1', false],
  ['10.2.0.1', true],
  ['::ffff:10.1.0.1', false],
  ['127.0.0.1', false],
  ['0.0.0.0', false],
  ['169.254.169.254', false],
  ['100.100.100.200', false],
  ['168.63.129.16', false],
  ['172.16.0.1', false],
  ['192.168.1.1', false],
  ['224.0.0.1', false],
  ['::1', false],
  ['fe80::1', false],
  ['fc00::1', false],
  ['fd12::1', true],
  ['64:ff9b::a01:1', false],
  ['64:ff9b:1::a01:1', false],
  ['::10.1.0.1', false],
  ['2002:a01:1::', false],
  ['fd00:ec2::254', false],
  ['192.0.0.192', false],
  ['2606:2800:21f:cb07:6820:80da:af6b:8b2c', true],
] as const;

test('webhooks go to public addresses and to those that a setting allows', () => {
  assert.deepEqual(
    addresses.map(([address]) => [address, isAllowedAddress(address, policy)]),
    addresses,
  );
});
