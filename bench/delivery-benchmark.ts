import { performance } from 'node:perf_hooks';
import { setTimeout as pause } from 'node:timers/promises';
import { sql } from 'kysely';
import { exampleContents } from '../src/mail/example-contents.ts';
import { insertMails } from '../src/mail/insert-mails.ts';
import { toPayload } from '../src/mail/mail-payload.ts';
import { callApiForJson } from '../test/support/call-api.ts';
import { findFreePort } from '../test/support/connected-service.ts';
import { MailServer } from '../test/support/mail/mail-server.ts';
import type { TestDatabase } from '../test/support/test-database.ts';
import { WebhookReceiver } from '../test/support/webhooks/webhook-receiver.ts';
import { staffToken } from './bench-data.ts';
import { createFigure, type Figure, targetAtMost } from './figures.ts';
import { measureFirstPage } from './read-benchmark.ts';
import { type ServerProcess, startService } from './server-processes.ts';

const WEBHOOKS = 5;
/** Seconds of one measurement of the latency while messages and mails go out. */
const WINDOW_SECONDS = 2;
/**
 * How long it is measured. The list is slowest while most is left over, at the beginning; a loaded desk
 * has the rest of 10,000 events wait for minutes.
 */
const MAX_SECONDS = 60;

interface Counts {
  messages: number;
  mails: number;
}

/** What is delivered. */
interface DeliveryLoad {
  events: number;
  mails: number;
}

/**
 * The latency of staff's first page while these events go to five webhooks and mails to as many people
 * at once, until all are delivered but for a minute at most, compared with the quiet before, and how many
 * of each went out a second meanwhile.
 */
export async function measureDeliveries(
  database: TestDatabase,
  load: DeliveryLoad,
): Promise<Figure[]> {
  await using opened = new AsyncDisposableStack();
  const receiver = opened.adopt(await WebhookReceiver.open(), (it) => it.kill());
  const server = opened.adopt(await MailServer.open({ offersTls: false }), (it) => it.stop());
  await receiver.setMode({ status: 204, isSilent: true });
  const port = await findFreePort();
  const service = await startService(database.url, {
    GATEHOUSE_SECRET_KEY: 'bench-0123456789abcdef0123456789',
    GATEHOUSE_WEBHOOK_NETWORKS: '127.0.0.1',
    GATEHOUSE_WEBHOOK_PORTS: new URL(receiver.url).port,
    GATEHOUSE_WEBHOOK_PLAIN_HTTP: 'true',
    GATEHOUSE_SMTP_URL: `smtp://127.0.0.1:${server.port}`,
    GATEHOUSE_ALLOW_PLAIN_SMTP: 'true',
    GATEHOUSE_MAIL_SENDER: 'desk@site.example',
    PORT: String(port),
    GATEHOUSE_PUBLIC_URL: `http://127.0.0.1:${port}`,
  });
  opened.defer(() => service.stop());
  // Awaited here: the servers end with this function.
  return await measureWithService(database, service, receiver.url, load);
}

async function measureWithService(
  { db }: TestDatabase,
  service: ServerProcess,
  receiverUrl: string,
  { events, mails }: DeliveryLoad,
): Promise<Figure[]> {
  for (let number = 0; number < WEBHOOKS; number++)
    await createWebhook(service, receiverUrl, number);
  // The first one warms up the service.
  await measureFirstPage(service, WINDOW_SECONDS);
  const quietMs = await measureFirstPage(service, WINDOW_SECONDS);
  const begin = performance.now();
  const seconds = (): number => (performance.now() - begin) / 1000;
  await addMails(db, mails);
  await announceAwards(db, events);
  const latencies: number[] = [];
  let left = { messages: events * WEBHOOKS, mails };
  /** When nothing was left of them, or it was measured for long enough. */
  const ends = { mail: 0, webhook: 0 };
  while ((ends.mail === 0 || ends.webhook === 0) && seconds() < MAX_SECONDS) {
    latencies.push(await measureFirstPage(service, WINDOW_SECONDS));
    left = await countWaiting(db);
    if (left.mails === 0) ends.mail ||= seconds();
    if (left.messages === 0) ends.webhook ||= seconds();
  }
  const end = seconds();
  const delivered = await countDelivered(db);
  requireDelivered({ delivered, left, expected: { messages: events * WEBHOOKS, mails } });
  const busyMs = latencies.toSorted((one, other) => one - other)[latencies.length >> 1] ?? quietMs;
  const isAll = left.messages === 0 && left.mails === 0;
  const during = isAll ? 'during' : `during the first ${MAX_SECONDS} s of`;
  const what = `${format(events)} events to ${WEBHOOKS} webhooks and ${format(mails)} mails`;
  const quiet = { what: 'quiet', value: quietMs };
  const messagesPerSecond = delivered.messages / (ends.webhook || end);
  const mailsPerSecond = delivered.mails / (ends.mail || end);
  return [
    createFigure(`first page ${during} ${what}`, 'ms', busyMs, quiet, targetAtMost(1.3)),
    createFigure('messages meanwhile', '/s', messagesPerSecond, null, null),
    createFigure('mails meanwhile', '/s', mailsPerSecond, null, null),
  ];
}

const format = (count: number): string => count.toLocaleString('en');

async function createWebhook(
  { url }: ServerProcess,
  receiverUrl: string,
  number: number,
): Promise<void> {
  await callApiForJson({ url, token: staffToken }, 'POST', '/api/webhooks/', {
    name: `Receiver ${number}`,
    destination_url: receiverUrl,
    event_types: ['award.changed'],
  });
}

/** Announces changes of awards, as decisions write them. */
async function announceAwards(db: TestDatabase['db'], events: number): Promise<void> {
  await sql`
    with award as (
      select identifier, destination, name, template_id, project_id,
        row_number() over (order by id) - 1 as place
      from (select * from managed_project order by id limit ${events}) first)
    insert into outbox (kind, event, identifier, destination, created, event_id, payload)
    select 'announcement', 'award.changed', identifier, destination, now(), gen_random_uuid(),
      jsonb_build_object('audit_entry', (select max(id) from audit_entry), 'name', name,
        'template_id', template_id, 'project_id', project_id)
    from generate_series(0, ${events}::int - 1) number
    join award on award.place = number % (select count(*) from award)
    order by number`.execute(db);
}

/** Puts as many mails into the outbox, each to a person of its own. */
async function addMails(db: TestDatabase['db'], count: number): Promise<void> {
  // A kind that asks for nothing: one that is about no award any more would not be sent.
  const content = exampleContents.find(({ name }) => name === 'award_approved')?.content;
  if (content === undefined) throw new Error('There is no example of a mail.');
  const mails = Array.from({ length: count }, (_, number) => {
    const email = `person-${number}@site.example`;
    const reader = { email, personUuid: null, language: null, timeZone: null };
    const award = { identifier: '', destination: '' };
    return { kind: content.kind, ...award, payload: toPayload(content, reader) };
  });
  await insertMails(db, mails, new Date().toISOString());
}

/** Counts seldom, so that counting does not take part in what is measured. */
async function countWaiting(db: TestDatabase['db']): Promise<Counts> {
  await pause(100);
  const { rows } = await sql<Counts>`
    select count(*) filter (where kind in ('announcement', 'webhook'))::int as messages,
      count(*) filter (where kind = 'mail')::int as mails
    from outbox where kind in ('announcement', 'webhook', 'mail')`.execute(db);
  return rows[0] ?? { messages: 0, mails: 0 };
}

async function countDelivered(db: TestDatabase['db']): Promise<Counts> {
  const { rows } = await sql<Counts>`
    select (select count(*)::int from webhook_message where state = 'delivered') as messages,
      (select count(*)::int from mail_message where state = 'sent') as mails`.execute(db);
  return rows[0] ?? { messages: 0, mails: 0 };
}

/** Throws where nothing was delivered, or less than all while nothing is left over. */
function requireDelivered({
  delivered,
  left,
  expected,
}: Record<'delivered' | 'left' | 'expected', Counts>): void {
  for (const what of ['messages', 'mails'] as const) {
    const isEnough = delivered[what] >= (left[what] === 0 ? expected[what] : 1);
    if (isEnough) continue;
    throw new Error(`${delivered[what]} of ${expected[what]} ${what} were delivered.`);
  }
}
