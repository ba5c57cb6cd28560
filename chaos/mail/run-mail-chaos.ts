import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { performance } from 'node:perf_hooks';
import { setTimeout as pause } from 'node:timers/promises';
import { sql } from 'kysely';
import { findFreePorts } from '../../test/support/free-ports.ts';
import { MailServer } from '../../test/support/mail/mail-server.ts';
import type {
  MailFault,
  MailStep,
  ReceivedMail,
} from '../../test/support/mail/mail-server-process.ts';
import { createTestDatabase, type TestDatabase } from '../../test/support/test-database.ts';
import type { CheckResult } from '../checks/check-result.ts';
import { Replica } from '../replica.ts';
import { SeededRandom } from '../seeded-random.ts';
import { checkMails } from './mail-check.ts';

export interface MailChaosOptions {
  seconds: number;
  /** The same seed makes the same choice of faults. */
  seed: number;
  logProgress: (line: string) => void;
}

export interface MailChaosResult {
  invited: number;
  received: number;
  /** What went wrong, by name. */
  faults: Record<string, number>;
  checks: CheckResult[];
}

const adminToken = 'chaos-admin-0123456789';
const MAX_DRAIN_SECONDS = 120;
const steps: readonly MailStep[] = ['CONNECT', 'MAIL', 'RCPT', 'DATA', 'AFTER_DATA'];
const temporaryCodes = [421, 450, 451];

/**
 * Invites people through two replicas while the mail server refuses for now, breaks off and is down at
 * random, and the replicas are killed; then compares the mails with the invitations.
 */
export async function runMailChaos(options: MailChaosOptions): Promise<MailChaosResult> {
  await using opened = new AsyncDisposableStack();
  const folder = mkdtempSync(path.join(tmpdir(), 'gatehouse-mail-chaos-'));
  opened.defer(() => rmSync(folder, { recursive: true, force: true }));
  const database = opened.adopt(await createTestDatabase(), (it) => it.close());
  const server = opened.adopt(await MailServer.open({ offersTls: false }), (it) => it.stop());
  const ports = await findFreePorts(2);
  const env = {
    DATABASE_URL: database.url,
    GATEHOUSE_ADMIN_TOKEN: adminToken,
    GATEHOUSE_PUBLIC_URL: `http://127.0.0.1:${ports[0]}`,
    GATEHOUSE_SMTP_URL: `smtp://127.0.0.1:${server.port}`,
    GATEHOUSE_ALLOW_PLAIN_SMTP: 'true',
    GATEHOUSE_MAIL_SENDER: 'desk@site.example',
  };
  const replicas = ports.map((port) => new Replica({ port, folder, env }));
  opened.defer(async () => void (await Promise.all(replicas.map((replica) => replica.stop()))));
  for (const replica of replicas) replica.start();
  await waitUntilReady(ports);

  const random = new SeededRandom(options.seed, 1);
  const end = performance.now() + options.seconds * 1000;
  const isOver = (): boolean => performance.now() > end;
  const [invited, faults] = await Promise.all([
    invitePeople(ports, isOver),
    injectFaults(server, replicas, random, isOver, options.logProgress),
  ]);
  await server.setFaults([]);
  options.logProgress(`${invited.length} invited; waiting until every mail is sent`);
  const received = await drain(database, server);
  return {
    invited: invited.length,
    received: received.length,
    faults,
    checks: [...checkMails(invited, received), await checkLog(database)],
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

/** Returns the emails whose invitation was confirmed; others may exist as well. */
async function invitePeople(ports: readonly number[], isOver: () => boolean): Promise<string[]> {
  const request = async (turn: number, target: string, body: unknown) => {
    const reply = await fetch(`http://127.0.0.1:${ports[turn % ports.length]}${target}`, {
      method: 'POST',
      headers: { authorization: `Token ${adminToken}`, 'content-type': 'application/json' },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(10_000),
    }).catch(() => null);
    return reply?.status === 201 ? ((await reply.json()) as { url: string }) : null;
  };
  const customer = await request(0, '/api/customers/', { name: 'Chaos' });
  if (customer === null) throw new Error('The customer could not be created.');
  const invited: string[] = [];
  for (let turn = 0; !isOver(); turn++) {
    const email = `person-${turn}@site.example`;
    const body = { email, role: 'CUSTOMER.OWNER', scope: customer.url };
    if ((await request(turn, '/api/user-invitations/', body)) !== null) invited.push(email);
    await pause(20);
  }
  return invited;
}

async function injectFaults(
  server: MailServer,
  replicas: readonly Replica[],
  random: SeededRandom,
  isOver: () => boolean,
  logProgress: (line: string) => void,
): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  while (!isOver()) {
    const kind = random.pickWeighted({
      'server misbehaves': 6,
      'server down': 2,
      'replica killed': 2,
    });
    counts[kind] = (counts[kind] ?? 0) + 1;
    logProgress(kind);
    if (kind === 'replica killed') random.pickItem(replicas).kill();
    else if (kind === 'server down') {
      await server.stop();
      await pause(random.nextInteger(1000));
      await server.start();
    } else await server.setFaults(chooseFaults(random));
    await pause(500);
  }
  return counts;
}

/** Refusals for now and broken connections, at any step, of a third of all attempts. */
function chooseFaults(random: SeededRandom): MailFault[] {
  return steps.map((step) => {
    const canBeRefused = step !== 'AFTER_DATA' && random.nextBoolean(0.5);
    return { step, code: canBeRefused ? random.pickItem(temporaryCodes) : 0, perMille: 70 };
  });
}

/** Waits until the outbox is empty. Returns every mail that the server took. */
async function drain({ db }: TestDatabase, server: MailServer): Promise<ReceivedMail[]> {
  const end = performance.now() + MAX_DRAIN_SECONDS * 1000;
  for (;;) {
    const { rows } = await sql<{ count: number }>`select count(*) as count from outbox`.execute(db);
    if (rows[0]?.count === 0) return server.take();
    if (performance.now() > end)
      throw new Error(`${rows[0]?.count} entries are left in the outbox.`);
    await pause(200);
  }
}

async function checkLog({ db }: TestDatabase): Promise<CheckResult> {
  const { rows } = await sql<{ recipient: string; state: string; rows: number }>`
    select recipient, min(state) as state, count(*) as rows from mail_message
    group by recipient`.execute(db);
  return {
    description: 'the log has each mail once, as sent',
    examinedCount: rows.length,
    violations: rows
      .filter(({ state, rows: count }) => state !== 'sent' || count !== 1)
      .map(({ recipient, state, rows: count }) => `${recipient}: ${state}, ${count} rows`),
  };
}
