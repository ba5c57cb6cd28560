import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { performance } from 'node:perf_hooks';
import { setTimeout as pause } from 'node:timers/promises';
import { sql } from 'kysely';
import { findFreePorts } from '../../test/support/free-ports.ts';
import { MailServer } from '../../test/support/mail/mail-server.ts';
import type { ReceivedMail } from '../../test/support/mail/mail-server-process.ts';
import type { TestApp } from '../../test/support/test-app.ts';
import { createTestDatabase, type TestDatabase } from '../../test/support/test-database.ts';
import { WebhookReceiver } from '../../test/support/webhooks/webhook-receiver.ts';
import type { CheckResult } from '../checks/check-result.ts';
import { Replica } from '../replica.ts';
import { SeededRandom } from '../seeded-random.ts';
import { startReceiverFaults, webhookPaths } from '../webhook-faults.ts';
import { checkEvents } from './event-check.ts';
import { loadAdminEvents, loadAwardAudit, loadMailLog } from './load-records.ts';
import { checkMails } from './mail-check.ts';
import { injectMailFaults } from './mail-faults.ts';
import {
  addPeople,
  adminToken,
  createWebhooks,
  makeChanges,
  openAwardSource,
} from './make-changes.ts';

export interface MailChaosOptions {
  seconds: number;
  /** The same seed makes the same choice of faults. */
  seed: number;
  logProgress: (line: string) => void;
}

export interface MailChaosResult {
  /** Mails that confirmed changes must cause. */
  changes: number;
  /** Mails that the server took. */
  received: number;
  /** Messages that the receiver of the webhooks took. */
  messages: number;
  /** What went wrong, by name. */
  faults: Record<string, number>;
  checks: CheckResult[];
}

const MAX_DRAIN_SECONDS = 180;
/** While things are drained, the clocks of the replicas go on by this every few seconds. */
const CLOCK_STEP_SECONDS = 600;

/**
 * Lets awards, projects, machines and roles change through two replicas while the mail server and the
 * receiver of webhooks refuse for now and for good, delay, hang, break off and are down at random, and
 * the replicas are killed; then compares the mails and messages with the changes, the audits and the log.
 */
export async function runMailChaos(options: MailChaosOptions): Promise<MailChaosResult> {
  await using opened = new AsyncDisposableStack();
  const folder = mkdtempSync(path.join(tmpdir(), 'gatehouse-mail-chaos-'));
  opened.defer(() => rmSync(folder, { recursive: true, force: true }));
  const database = await createTestDatabase();
  let awards: TestApp | null = null;
  // The award source drops it, once there is one.
  opened.defer(() => (awards ?? database).close());
  const server = opened.adopt(await MailServer.open({ offersTls: false }), (it) => it.stop());
  const receiver = opened.adopt(await WebhookReceiver.open(), (it) => it.kill());
  const ports = await findFreePorts(2);
  const env = {
    DATABASE_URL: database.url,
    GATEHOUSE_ADMIN_TOKEN: adminToken,
    GATEHOUSE_PUBLIC_URL: `http://127.0.0.1:${ports[0]}`,
    GATEHOUSE_SMTP_URL: `smtp://127.0.0.1:${server.port}`,
    GATEHOUSE_ALLOW_PLAIN_SMTP: 'true',
    GATEHOUSE_MAIL_SENDER: 'desk@site.example',
    GATEHOUSE_SECRET_KEY: 'chaos-0123456789abcdef0123456789',
    GATEHOUSE_WEBHOOK_NETWORKS: '127.0.0.1',
    GATEHOUSE_WEBHOOK_PORTS: new URL(receiver.url).port,
    GATEHOUSE_WEBHOOK_PLAIN_HTTP: 'true',
  };
  const replicas = ports.map((port) => new Replica({ port, folder, env }));
  opened.defer(async () => void (await Promise.all(replicas.map((replica) => replica.stop()))));
  for (const replica of replicas) replica.start();
  await waitUntilReady(ports);
  // The first start makes the account of the token only where there is no other one of staff.
  const members = await addPeople(database);
  awards = await openAwardSource(database);
  await createWebhooks(ports, receiver.url, webhookPaths);

  const random = new SeededRandom(options.seed, 1);
  const end = performance.now() + options.seconds * 1000;
  const isOver = (): boolean => performance.now() > end;
  const receiverFaults = startReceiverFaults(receiver, new SeededRandom(options.seed, 2));
  const [expected, faults] = await Promise.all([
    makeChanges({ ports, awards }, members, isOver),
    injectMailFaults(server, replicas, { ports, random, isOver, ...options }),
  ]);
  const receiverFaultCount = await receiverFaults.stop();
  options.logProgress(`${expected.length} mails expected; waiting until everything is delivered`);
  const received = await drain(database, server, replicas);
  return {
    changes: expected.length,
    received: received.length,
    messages: receiver.accepted.length,
    faults: { ...faults, 'receiver misbehaves': receiverFaultCount },
    checks: [
      ...checkMails({ expected, received, log: await loadMailLog(database) }),
      ...checkEvents({
        audit: await loadAwardAudit(database),
        adminEvents: await loadAdminEvents(database),
        messages: receiver.accepted,
        paths: webhookPaths,
      }),
    ],
  };
}

async function waitUntilReady(ports: readonly number[]): Promise<void> {
  const end = performance.now() + 60_000;
  for (const port of ports) {
    const isReady = async () =>
      (await fetch(`http://127.0.0.1:${port}/health/ready`).catch(() => null))?.ok ?? false;
    while (!(await isReady())) {
      if (performance.now() > end) throw new Error(`The replica at port ${port} is not ready.`);
      await pause(100);
    }
  }
}

/**
 * Waits until nothing is left of mails and webhooks, with clocks that run ahead, so that pauses between
 * attempts take no time. Returns every mail that the server took.
 */
async function drain(
  { db }: TestDatabase,
  server: MailServer,
  replicas: readonly Replica[],
): Promise<ReceivedMail[]> {
  const begin = performance.now();
  const seconds = (): number => (performance.now() - begin) / 1000;
  for (;;) {
    const { rows } = await sql<{ count: number }>`select count(*) as count from outbox
      where kind in ('announcement', 'mail', 'webhook')`.execute(db);
    if (rows[0]?.count === 0) return server.take();
    if (seconds() > MAX_DRAIN_SECONDS)
      throw new Error(`${rows[0]?.count} entries are left in the outbox.`);
    const ahead = Math.ceil(seconds() / 3) * CLOCK_STEP_SECONDS;
    for (const replica of replicas) replica.setClock(ahead);
    await pause(200);
  }
}
