import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import https from 'node:https';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, beforeEach, describe, test } from 'node:test';
import { promisify } from 'node:util';
import { sendMessage } from '../../src/webhooks/send-message.ts';
import { findUrlProblem, isAllowedAddress } from '../../src/webhooks/destination-policy.ts';
import { createCertificate } from '../support/certificate.ts';
import { TestApp, testWebhooks } from '../support/test-app.ts';
import {
  createWebhook,
  deliverWebhooks,
  passTime,
  readLog,
  readTypes,
  receiveAward,
  resetWebhooks,
  type DeliveryTestOptions,
} from '../support/webhooks/webhook-test-bed.ts';
import { WebhookReceiver } from '../support/webhooks/webhook-receiver.ts';

/* To which addresses, ports and certificates webhooks are sent. */

const run = promisify(execFile);
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

type Addresses = { address: string; family: number }[];
/** Resolves a name to the next addresses each time; the last ones stay. */
function answerInTurn(...answers: Addresses[]): NonNullable<DeliveryTestOptions['resolveName']> {
  return ((_name: string, _options: unknown, done: (error: null, found: Addresses) => void) =>
    done(null, (answers.length > 1 ? answers.shift() : answers[0]) ?? [])) as never;
}

// Nothing listens there; the policy takes it for a public address.
const elsewhere = { address: '127.0.0.2', family: 4 };

const receiverAddress = { address: '127.0.0.1', family: 4 };
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

test('a redirect is not followed', async () => {
  const other = await WebhookReceiver.open();
  try {
    const { uuid } = await createWebhook(app, { destination_url: receiver.url });
    await receiver.setMode({ status: 307, location: other.url });
    await receiveAward(app);
    assert.match(String(await deliverWebhooks(app)), /307; redirects are not followed/);
    assert.equal(other.messages.length, 0);
    assert.equal((await readLog(app, uuid)).at(-1).attempts[0].status, 307);
  } finally {
    await other.kill();
  }
});

test('a connection to an address that is not allowed is refused each time it is made', async () => {
  const { uuid } = await createWebhook(app, { destination_url: receiver.url });
  await receiveAward(app);
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

test('a name that is rebound between two connections is refused at the second one', async () => {
  const name = `http://receiver.example.org:${new URL(receiver.url).port}/hook`;
  const { uuid } = await createWebhook(app, { destination_url: name });
  await receiveAward(app);
  // Allowed at first, as a public address is; then it leads to an address that is not.
  const onlyReceiver = { ...testWebhooks.policy, networks: ['127.0.0.1'] };
  const resolveName = answerInTurn([receiverAddress], [elsewhere]);
  await receiver.setMode({ status: 200, closes: true });
  const failure = await deliverWebhooks(app, { policy: onlyReceiver, resolveName });
  assert.match(String(failure), /receiver.example.org has an address that is not allowed/);
  assert.deepEqual(readTypes(receiver.messages), ['award.arrived']);
  const [waiting, arrived] = await readLog(app, uuid);
  assert.deepEqual([arrived.state, waiting.state], ['delivered', 'waiting']);
  assert.match(waiting.attempts[0].error, /not allowed/);
  assert.equal(waiting.attempts[0].status, null);
});

test('a name with one address that is not allowed is refused, wherever that stands', async () => {
  const name = `http://receiver.example.org:${new URL(receiver.url).port}/hook`;
  await createWebhook(app, { destination_url: name });
  await receiveAward(app);
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

test('of thousands of ports that are allowed, an error names ten', () => {
  const url = new URL('https://hooks.example.ac.uk:99/');
  const findProblem = (ports: number[]) => findUrlProblem(url, { ...testWebhooks.policy, ports });
  const many = Array.from({ length: 5000 }, (_, index) => 8000 + index);
  const ten = many.slice(0, 10).join(', ');
  assert.equal(findProblem([443]), 'Port 99 is not allowed; allowed are 443.');
  assert.equal(findProblem(many), `Port 99 is not allowed; allowed are ${ten} and 4990 more.`);
});

test('a port that a setting allows no more gets nothing, and the log says so', async () => {
  const { uuid } = await createWebhook(app, { destination_url: receiver.url });
  const { port } = new URL(receiver.url);
  await receiveAward(app, 'p1.ukri');
  assert.equal(await deliverWebhooks(app), null);
  receiver.messages.length = 0;
  await receiveAward(app, 'p2.ukri');
  const only443 = { ...testWebhooks.policy, ports: [443] };
  const failure = await deliverWebhooks(app, { policy: only443 });
  assert.match(String(failure), new RegExp(`Port ${port} is not allowed; allowed are 443\\.`));
  assert.equal(receiver.messages.length, 0);
  assert.match((await readLog(app, uuid))[1].attempts[0].error, /^Port \d+ is not allowed/);
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
      await receiveAward(app);
      const failure = await deliverWebhooks(app, { resolveName });
      assert.match(String(failure), /not from an authority that this service trusts/);
      const [attempt] = (await readLog(app, uuid))[1].attempts;
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

test('webhooks go to public addresses and to those that a setting allows', () => {
  assert.deepEqual(
    addresses.map(([address]) => [address, isAllowedAddress(address, policy)]),
    addresses,
  );
});
