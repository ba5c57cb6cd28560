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
import { checkMails, type ExpectedMail, type LoggedMail } from './mail-check.ts';

export interface MailChaosOptions {
  seconds: number;
  /** The same seed makes the same choice of faults. */
  seed: number;
  logProgress: (line: string) => void;
}

export interface MailChaosResult {
  /** Changes that were confirmed. */
  changes: number;
  received: number;
  /** What went wrong, by name. */
  faults: Record<string, number>;
  checks: CheckResult[];
}

const adminToken = 'chaos-admin-0123456789';
const MAX_DRAIN_SECONDS = 120;
const steps: readonly MailStep[] = ['CONNECT', 'MAIL', 'RCPT', 'DATA', 'AFTER_DATA'];
const temporaryCodes = [421, 450, 451];
/** Hears of everybody who joins the project. */
const LEAD = 'lead@site.example';
const MAX_MEMBERS = 2000;

/**
 * Invites people and adds members to a project through two replicas while the mail server refuses for
 * now and for good, breaks off and is down at random, and the replicas are killed; then compares the
 * mails with the changes and the log.
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
  const members = await addPeople(database);
  const [expected, faults] = await Promise.all([
    makeChanges(ports, members, isOver),
    injectFaults(server, replicas, { ports, random, isOver, ...options }),
  ]);
  await server.setFaults([]);
  options.logProgress(`${expected.length} mails expected; waiting until every one is sent`);
  const received = await drain(database, server);
  return {
    changes: expected.length,
    received: received.length,
    faults,
    checks: checkMails({ expected, received, log: await readLog(database) }),
  };
}

/** Gives staff an email, and makes accounts that can join a project. Returns their UUIDs. */
async function addPeople({ db }: TestDatabase): Promise<string[]> {
  await sql`update person set email = 'staff@site.example' where is_staff`.execute(db);
  const { rows } = await sql<{ uuid: string }>`
    insert into person (username, first_name, last_name, email, date_joined)
    select name, name, '', case name when 'person-0' then ${LEAD} else '' end, now()
    from generate_series(0, ${MAX_MEMBERS}) number, concat('person-', number) as name
    returning uuid`.execute(db);
  return rows.map(({ uuid }) => uuid);
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

/** A POST by staff; `turn` chooses the replica. null where it was not confirmed. */
async function post(
  ports: readonly number[],
  turn: number,
  target: string,
  body: unknown,
): Promise<{ url: string; uuid: string } | null> {
  const reply = await fetch(`http://127.0.0.1:${ports[turn % ports.length]}${target}`, {
    method: 'POST',
    headers: { authorization: `Token ${adminToken}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
    signal: AbortSignal.timeout(10_000),
  }).catch(() => null);
  if (reply?.ok !== true) return null;
  return (await reply.json().catch(() => ({}))) as { url: string; uuid: string };
}

/**
 * Invites somebody and adds a member, in turns. Returns the mails of what was confirmed, in order; more
 * may have been done.
 */
async function makeChanges(
  ports: readonly number[],
  [lead, ...members]: readonly string[],
  isOver: () => boolean,
): Promise<ExpectedMail[]> {
  const customer = await post(ports, 0, '/api/customers/', { name: 'Chaos' });
  const project =
    customer && (await post(ports, 0, '/api/projects/', { name: 'Chaos', customer: customer.url }));
  if (customer === null || project === null) throw new Error('The project could not be created.');
  const addUser = `/api/projects/${project.uuid}/add_user/`;
  await post(ports, 0, addUser, { user: lead, role: 'PROJECT.MANAGER' });
  const expected: ExpectedMail[] = [];
  for (let turn = 1; !isOver() && turn < members.length; turn++) {
    const email = `guest-${turn}@site.example`;
    const invitation = { email, role: 'CUSTOMER.OWNER', scope: customer.url };
    if ((await post(ports, turn, '/api/user-invitations/', invitation)) !== null) {
      expected.push({ recipient: email, about: email });
    }
    const role = { user: members[turn - 1], role: 'PROJECT.MEMBER' };
    if ((await post(ports, turn, addUser, role)) !== null) {
      expected.push({ recipient: LEAD, about: `person-${turn}` });
    }
    await pause(20);
  }
  return expected;
}

interface FaultOptions extends Pick<MailChaosOptions, 'logProgress'> {
  ports: readonly number[];
  random: SeededRandom;
  isOver: () => boolean;
}

async function injectFaults(
  server: MailServer,
  replicas: readonly Replica[],
  { ports, random, isOver, logProgress }: FaultOptions,
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
    await clearAddress(ports, LEAD);
  }
  return counts;
}

/** As staff do after the server refused an address for good. */
async function clearAddress([port]: readonly number[], email: string): Promise<void> {
  await fetch(`http://127.0.0.1:${port}/api/mail-refused-addresses/${email}/`, {
    method: 'DELETE',
    headers: { authorization: `Token ${adminToken}` },
    signal: AbortSignal.timeout(10_000),
  }).catch(() => null);
}

/** At any step, refusals for now, broken connections, and refusals for good of the recipient or the text. */
function chooseFaults(random: SeededRandom): MailFault[] {
  const passing = steps.map((step) => {
    const canBeRefused = step !== 'AFTER_DATA' && random.nextBoolean(0.5);
    return { step, code: canBeRefused ? random.pickItem(temporaryCodes) : 0, perMille: 70 };
  });
  return [
    ...passing,
    { step: 'RCPT', code: 550, perMille: 20 },
    { step: 'DATA', code: 554, perMille: 20 },
  ];
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

async function readLog({ db }: TestDatabase): Promise<LoggedMail[]> {
  const { rows } = await sql<LoggedMail>`
    select recipient, coalesce(payload #>> '{content,facts,person}', recipient) as about,
      event_id as "eventId", state, attempts, coalesce(last_error, '') as error
    from mail_message order by id`.execute(db);
  return rows;
}
