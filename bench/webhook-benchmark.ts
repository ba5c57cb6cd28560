import { performance } from 'node:perf_hooks';
import { setTimeout as pause } from 'node:timers/promises';
import { sql } from 'kysely';
import type { TestDatabase } from '../test/support/test-database.ts';
import { WebhookReceiver } from '../test/support/webhooks/webhook-receiver.ts';
import { staffToken } from './bench-data.ts';
import { createFigure, type Figure, targetAtMost } from './figures.ts';
import { measureFirstPage } from './read-benchmark.ts';
import { type ServerProcess, startService } from './server-processes.ts';

const WEBHOOKS = 5;
/** Seconds of one measurement of the latency while messages go out. */
const WINDOW_SECONDS = 2;
const MAX_MINUTES = 20;

/**
 * The latency of staff's first page while these events go to five webhooks, compared with the
 * quiet before, and how many messages a second went out meanwhile.
 */
export async function measureWebhooks(database: TestDatabase, events: number): Promise<Figure[]> {
  const receiver = await WebhookReceiver.open();
  try {
    await receiver.setMode({ status: 204, isSilent: true });
    const service = await startService(database.url, {
      GATEHOUSE_SECRET_KEY: 'bench-0123456789abcdef0123456789',
      GATEHOUSE_WEBHOOK_NETWORKS: '127.0.0.1',
      GATEHOUSE_WEBHOOK_PORTS: new URL(receiver.url).port,
      GATEHOUSE_WEBHOOK_PLAIN_HTTP: 'true',
    });
    try {
      return await measureWithService(database, service, receiver.url, events);
    } finally {
      await service.stop();
    }
  } finally {
    await receiver.kill();
  }
}

async function measureWithService(
  { db }: TestDatabase,
  service: ServerProcess,
  receiverUrl: string,
  events: number,
): Promise<Figure[]> {
  for (let number = 0; number < WEBHOOKS; number++)
    await createWebhook(service, receiverUrl, number);
  // The first one warms up the service.
  await measureFirstPage(service, WINDOW_SECONDS);
  const quietMs = await measureFirstPage(service, WINDOW_SECONDS);
  const begin = performance.now();
  await announceAwards(db, events);
  const latencies: number[] = [];
  while ((await countWaiting(db)) > 0) {
    latencies.push(await measureFirstPage(service, WINDOW_SECONDS));
    if (performance.now() - begin > MAX_MINUTES * 60_000)
      throw new Error('Messages are left over.');
  }
  const seconds = (performance.now() - begin) / 1000;
  await requireAllDelivered(db, events * WEBHOOKS);
  const busyMs = latencies.toSorted((one, other) => one - other)[latencies.length >> 1] ?? quietMs;
  const what = `${events.toLocaleString('en')} events to ${WEBHOOKS} webhooks`;
  return [
    createFigure(
      `first page during ${what}`,
      'ms',
      busyMs,
      { what: 'quiet', value: quietMs },
      targetAtMost(1.3),
    ),
    createFigure(`messages a second, ${what}`, '/s', (events * WEBHOOKS) / seconds, null, null),
  ];
}

async function createWebhook(
  { url }: ServerProcess,
  receiverUrl: string,
  number: number,
): Promise<void> {
  const reply = await fetch(`${url}/api/webhooks/`, {
    method: 'POST',
    headers: { authorization: `Token ${staffToken}`, 'content-type': 'application/json' },
    body: JSON.stringify({
      name: `Receiver ${number}`,
      destination_url: receiverUrl,
      event_types: ['award.changed'],
    }),
  });
  if (reply.status !== 201) throw new Error(`The webhook: ${reply.status} ${await reply.text()}`);
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

/** Counts seldom, so that counting does not take part in what is measured. */
async function countWaiting(db: TestDatabase['db']): Promise<number> {
  await pause(100);
  const { rows } = await sql<{ count: number }>`select count(*)::int as count from outbox
    where kind in ('announcement', 'webhook')`.execute(db);
  return rows[0]?.count ?? 0;
}

async function requireAllDelivered(db: TestDatabase['db'], expected: number): Promise<void> {
  const { rows } = await sql<{ count: number }>`select count(*)::int as count
    from webhook_message where state = 'delivered'`.execute(db);
  const count = rows[0]?.count ?? 0;
  if (count !== expected) throw new Error(`${count} of ${expected} messages were delivered.`);
}
