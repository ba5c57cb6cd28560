import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, beforeEach, describe, test } from 'node:test';
import { Ajv } from 'ajv';
import addFormats from 'ajv-formats';
import { sql } from 'kysely';
import type { Announcement, ExpandAnnouncements } from '../../src/announcements/announcement.ts';
import { announceEvents } from '../../src/announcements/announcement-sql.ts';
import {
  createMessageSchema,
  eventCatalogue,
  type EventType,
  eventTypes,
} from '../../src/announcements/event-catalogue.ts';
import { announceDeadEntries } from '../../src/announcements/announce-dead-entries.ts';
import { announceOutage } from '../../src/bridge/announce-outages.ts';
import { createMailExpander } from '../../src/mail/expand-to-mails.ts';
import { endExpiredRoles } from '../../src/roles/end-expired-roles.ts';
import { expandToWebhooks } from '../../src/webhooks/expand-webhooks.ts';
import { beginAnnouncing, fanOut, takeAnnouncements } from '../support/announcements.ts';
import { awardDetails, TestApp } from '../support/test-app.ts';

/* A change and its announcement are written together; the fan-out makes an entry for each recipient. */

let app: TestApp;
before(async () => {
  app = await TestApp.open();
});
beforeEach(async () => {
  await app.reset();
  await beginAnnouncing(app);
});
after(() => app.close());

const ajv = addFormats.default(new Ajv({ strict: false, allErrors: true }));

/** Fails where the data has not exactly the properties of its schema. */
function assertInCatalogue({ event, created, data }: Announcement): void {
  const message = { type: event, timestamp: new Date(created).toISOString(), data };
  const isValid = ajv.validate(createMessageSchema(event), message);
  assert.ok(isValid, `${event}: ${ajv.errorsText()} ${JSON.stringify(data)}`);
  const properties = Object.keys(eventCatalogue[event].data.properties);
  assert.deepEqual(Object.keys(data).sort(), properties.sort(), event);
}

async function takeEvents(): Promise<EventType[]> {
  const taken = await takeAnnouncements(app);
  for (const announcement of taken) assertInCatalogue(announcement);
  assert.equal(new Set(taken.map(({ eventId }) => eventId)).size, taken.length);
  return taken.map(({ event }) => event);
}

test('the events of an award, from its arrival to its deletion', async () => {
  await app.createTemplateWithCustomers({ approval_limit: '100' });
  await app.sendInstruction('create_project', awardDetails);
  assert.deepEqual(await takeEvents(), ['award.arrived', 'award.waiting']);
  const path = app.getAwardPath();
  await app.post(`${path}approve/`, {});
  const approved = ['award.approved', 'invitation.created', 'project.created'];
  assert.deepEqual((await takeEvents()).sort(), approved);
  await app.sendInstruction('update_project', { ...awardDetails, allocation: '900 NHR' });
  assert.deepEqual(await takeEvents(), ['award.returned', 'award.waiting']);
  await app.post(`${path}refuse-change/`, { comment: 'Too much.' });
  const [refused] = await takeAnnouncements(app);
  assert.equal(refused?.event, 'award.change_refused');
  assert.match(String(refused.data.comment), /: Too much\.$/);
  assert.equal(refused.data.url, 'https://desk.example.org/awards/p1.ukri/ukri.brics.isambard-ai');
  await app.request('DELETE', `${path}delete/`);
  assert.deepEqual(await takeEvents(), ['award.deleted']);
});

test('an award event names its project, customer, template and who decided', async () => {
  const { customer, template } = await app.createTemplateWithCustomers({ approval_limit: '100' });
  await app.sendInstruction('create_project', awardDetails);
  await app.post(`${app.getAwardPath()}approve/`, { comment: 'Good.' });
  const approved = (await takeAnnouncements(app)).find(({ event }) => event === 'award.approved');
  assert.ok(approved);
  const project = (await app.get('/api/projects/')).body[0];
  const { performed_by_uuid, performed_by_full_name, ...data } = approved.data;
  assert.deepEqual(
    [performed_by_uuid, performed_by_full_name],
    [app.people.get('staff')?.uuid, 'staff Tester'],
  );
  assert.deepEqual(data, {
    identifier: 'p1.ukri',
    destination: 'ukri.brics.isambard-ai',
    name: 'Deep sea',
    state: 'approved',
    version: 2,
    comment: 'Good.',
    credits: '500.00',
    template_uuid: template.uuid,
    template_name: 'open-call',
    project_uuid: project.uuid,
    project_name: 'Deep sea',
    project_short_name: project.short_name ?? '',
    customer_uuid: customer.uuid,
    customer_name: 'Customer',
    url: 'https://desk.example.org/awards/p1.ukri/ukri.brics.isambard-ai',
  });
});

test('changes of people, roles and projects by hand are announced with their audit entry', async () => {
  const { customer } = await app.createTemplateWithCustomers();
  const project = await app.create('/api/projects/', { name: 'Hand made', customer: customer.url });
  await app.patch(`/api/projects/${project.uuid}/`, { description: 'New' });
  await app.createPerson('ada');
  const user = app.people.get('ada')?.uuid;
  const role = { user, role: 'PROJECT.MEMBER' };
  await app.post(`/api/projects/${project.uuid}/add_user/`, role);
  await app.post(`/api/projects/${project.uuid}/delete_user/`, role);
  const ends = new Date(app.now.getTime() + 60_000).toISOString();
  const owner = { user, role: 'CUSTOMER.OWNER', expiration_time: ends };
  await app.post(`/api/customers/${customer.uuid}/add_user/`, owner);
  await endExpiredRoles(app.db, new Date(app.now.getTime() + 61_000).toISOString());
  await app.request('DELETE', `/api/projects/${project.uuid}/`);
  assert.deepEqual(await takeEvents(), [
    'project.created',
    'project.changed',
    'role.granted',
    'role.removed',
    'role.granted',
    'role.ended',
    'project.removed',
  ]);
});

test('a role event names its person by user name and full name', async () => {
  const { customer } = await app.createTemplateWithCustomers();
  await app.createPerson('ada');
  const user = app.people.get('ada')?.uuid;
  await app.post(`/api/customers/${customer.uuid}/add_user/`, { user, role: 'CUSTOMER.OWNER' });
  const granted = (await takeAnnouncements(app)).find(({ event }) => event === 'role.granted');
  const { person_uuid, person_username, person_full_name } = granted?.data ?? {};
  assert.deepEqual(
    { person_uuid, person_username, person_full_name },
    { person_uuid: user, person_username: 'ada', person_full_name: 'ada Tester' },
  );
});

test('nothing is written where the site has no channel for announcements', async () => {
  await sql`delete from announcement_channel`.execute(app.db);
  const { customer } = await app.createTemplateWithCustomers();
  await app.sendInstruction('create_project', awardDetails);
  await app.create('/api/projects/', { name: 'Hand made', customer: customer.url });
  const { rows } = await sql`select from outbox where kind = 'announcement'`.execute(app.db);
  assert.equal(rows.length, 0);
});

const bridgeAway = (since: string, onceFor?: string) => ({
  event: 'bridge.away' as const,
  data: { since, error: 'no answer', url: '/bridge' },
  projectId: null,
  customerId: null,
  ...(onceFor !== undefined && { onceFor }),
});

test('an event with a key is announced once', async () => {
  const now = app.now.toISOString();
  await announceEvents(app.db, [bridgeAway(now, 'away:1'), bridgeAway(now)], now);
  await announceEvents(app.db, [bridgeAway(now, 'away:1'), bridgeAway(now, 'away:2')], now);
  assert.deepEqual(await takeEvents(), ['bridge.away', 'bridge.away', 'bridge.away']);
});

test('an outage of the bridge is announced once after ten minutes, then its return', async () => {
  const minutesAgo = (minutes: number): string =>
    new Date(app.now.getTime() - minutes * 60_000).toISOString();
  const watch = (reachableSince: string | null, unreachableSince: string | null) =>
    announceOutage({
      db: app.db,
      clock: () => app.now,
      state: { reachableSince, unreachableSince, lastError: null },
    });
  await watch(null, minutesAgo(9));
  assert.deepEqual(await takeEvents(), []);
  await watch(null, minutesAgo(11));
  await watch(null, minutesAgo(11));
  assert.deepEqual(await takeEvents(), ['bridge.away']);
  await watch(minutesAgo(30), null);
  assert.deepEqual(await takeEvents(), [], 'another replica, which reached it all the time');
  app.now = new Date(app.now.getTime() + 60_000);
  await watch(minutesAgo(0), null);
  await watch(minutesAgo(0), null);
  assert.deepEqual(await takeEvents(), ['bridge.back']);
});

describe('dead entries of the outbox', () => {
  const HOUR = 3_600_000;
  /** Has a notification of a portal, or an entry of another kind, die now. */
  async function addDeadEntry(
    kind = 'award_notification',
    event = 'award_accepted',
  ): Promise<void> {
    const at = app.now.toISOString();
    await sql`insert into outbox (kind, event, identifier, destination, created, dead, last_error)
      values (${kind}, ${event}, ${randomUUID()}, 'ukri.brics.isambard-ai', ${at}, ${at},
        'The bridge answered 500.')`.execute(app.db);
  }
  const watch = async (): Promise<unknown[]> => {
    await announceDeadEntries({ db: app.db, clock: () => app.now });
    const announced = await takeAnnouncements(app);
    return announced.map(({ event, data }) => `${event} ${data.channel} ${data.error}`);
  };
  const givenUp = (channel: string) => `delivery.given_up ${channel} The bridge answered 500.`;
  const advance = (ms: number): void => {
    app.now = new Date(app.now.getTime() + ms);
  };

  test('are announced at most once a day for each channel', async () => {
    assert.deepEqual(await watch(), []);
    await addDeadEntry();
    await addDeadEntry();
    await addDeadEntry('mail');
    assert.deepEqual(await watch(), [givenUp('bridge'), givenUp('mail')]);
    for (let hours = 0; hours < 24; hours += 12) {
      advance(12 * HOUR);
      await addDeadEntry();
      assert.deepEqual(await watch(), [], 'less than a day since the announcement');
    }
    advance(HOUR);
    await addDeadEntry();
    assert.deepEqual(await watch(), [givenUp('bridge')], 'the outage lasts');
    advance(48 * HOUR);
    assert.deepEqual(await watch(), [], 'none died since');
  });

  test('that say themselves that deliveries were given up are not announced', async () => {
    await addDeadEntry('mail', 'delivery.given_up');
    await addDeadEntry('mail', 'mail.deliveries_given_up');
    assert.deepEqual(await watch(), []);
  });

  test('are announced by one of several replicas', async () => {
    await addDeadEntry();
    const look = () => announceDeadEntries({ db: app.db, clock: () => app.now });
    await Promise.all([look(), look(), look()]);
    assert.deepEqual(await watch(), [givenUp('bridge')]);
  });
});

/** Makes an entry for each of the recipients; throws where `fails` says so. */
function expandTo(
  recipients: readonly string[],
  fails: (announcement: Announcement) => boolean = () => false,
): ExpandAnnouncements {
  return async (_trx, announcements) =>
    announcements.map((announcement) => {
      if (fails(announcement)) throw new Error('This one cannot be expanded.');
      const entries = recipients.map((recipient) => ({
        kind: 'mail' as const,
        recipient,
        payload: { to: recipient },
      }));
      return { announcement, entries };
    });
}

async function listEntries(): Promise<string[]> {
  const rows = await app.db
    .selectFrom('outbox')
    .select(['event', 'identifier', 'recipient', 'payload'])
    .where('kind', '=', 'mail')
    .orderBy('id')
    .execute();
  for (const { recipient, payload } of rows) assert.deepEqual(payload, { to: recipient });
  return rows.map(({ event, identifier, recipient }) => `${event} ${identifier} ${recipient}`);
}

test('every recipient gets one entry for each event, in the order of events', async () => {
  await app.createTemplateWithCustomers({ approval_limit: '100' });
  await app.sendInstruction('create_project', awardDetails);
  // Two at once, as after a lock that ended too early.
  await Promise.all([1, 2].map(() => fanOut(app, [expandTo(['a', 'b'])])));
  assert.deepEqual(await listEntries(), [
    'award.arrived p1.ukri a',
    'award.arrived p1.ukri b',
    'award.waiting p1.ukri a',
    'award.waiting p1.ukri b',
  ]);
});

test('an announcement that cannot be expanded delays only its award, and is tried again', async () => {
  await app.createTemplateWithCustomers({ approval_limit: '100' });
  await app.sendInstruction('create_project', awardDetails, 'p1.ukri');
  await app.sendInstruction('create_project', awardDetails, 'p2.ukri');
  const isFirst = ({ identifier }: Announcement): boolean => identifier === 'p1.ukri';
  const failure = await fanOut(app, [expandTo(['a'], isFirst)]);
  assert.equal(failure, 'This one cannot be expanded.');
  assert.deepEqual(await listEntries(), ['award.arrived p2.ukri a', 'award.waiting p2.ukri a']);
  app.now = new Date(app.now.getTime() + 60_000);
  assert.equal(await fanOut(app, [expandTo(['a'])]), null);
  assert.deepEqual((await listEntries()).slice(2), [
    'award.arrived p1.ukri a',
    'award.waiting p1.ukri a',
  ]);
});

test('where one expander fails, nothing of another one is written', async () => {
  const now = app.now.toISOString();
  await announceEvents(app.db, [bridgeAway(now)], now);
  await fanOut(app, [expandTo(['a']), expandTo(['b'], () => true)]);
  assert.deepEqual(await listEntries(), []);
});

describe('a change whose transaction fails at its end', () => {
  /** The tables of what changes; their commit fails while the trigger is there. */
  const tables = ['managed_project', 'project', 'project_role', 'customer_role', 'invitation'];
  const failing = [...tables, 'administrative_entry', 'audit_entry'];

  async function setFailing(isOn: boolean): Promise<void> {
    await sql`create or replace function fail_at_commit() returns trigger language plpgsql as
      $$ begin raise exception 'fails at commit'; end $$`.execute(app.db);
    for (const table of failing) {
      const statement = isOn
        ? sql`create constraint trigger fails after insert or update or delete on ${sql.table(table)}
            deferrable initially deferred for each row execute function fail_at_commit()`
        : sql`drop trigger if exists fails on ${sql.table(table)}`;
      await statement.execute(app.db);
    }
  }

  /** How many rows each table has in which something waits for somebody. */
  async function countWaiting(): Promise<Record<string, number>> {
    await fanOut(app, [createMailExpander('UTC'), expandToWebhooks]);
    const names = ['outbox', 'mail_digest_item', 'webhook_event', 'webhook_message', ...tables];
    const counts = names.map(async (name) => {
      const { rows } = await sql<{ count: number }>`
        select count(*)::int as count from ${sql.table(name)}`.execute(app.db);
      return [name, rows[0]?.count ?? 0] as const;
    });
    return Object.fromEntries(await Promise.all(counts));
  }

  test('leaves no announcement, mail or message of a webhook', async () => {
    const here = await app.createTemplateWithCustomers({ approval_limit: '100' });
    await app.createReviewer('rita', here);
    await app.createPerson('ada', { email: 'ada@site.example' });
    await sql`update person set email = username || '@site.example'
      where not is_robot`.execute(app.db);
    await app.create('/api/webhooks/', {
      name: 'All',
      destination_url: 'https://receiver.example.org/hook',
      event_types: eventTypes,
    });
    const project = await app.create('/api/projects/', {
      name: 'Hand made',
      customer: here.customer.url,
    });
    await app.sendInstruction('create_project', awardDetails);
    const path = app.getAwardPath();
    const uuid = (name: string) => app.people.get(name)?.uuid;
    const role = { user: uuid('ada'), role: 'PROJECT.ADMIN' };
    const guest = { email: 'new@example.ac.uk', role: 'PROJECT.MEMBER' };
    const changes: [string, () => Promise<unknown>][] = [
      ['an award arrives', () => app.sendInstruction('create_project', awardDetails, 'p2.ukri')],
      ['a colleague gets it', () => app.post(`${path}assign/`, { user_uuid: uuid('rita') })],
      ['a note mentions', () => app.post(`${path}internal-notes/`, { text: 'See, @rita.' })],
      ['it is approved', () => app.post(`${path}approve/`, {})],
      ['somebody joins', () => app.post(`/api/projects/${project.uuid}/add_user/`, role)],
      [
        'somebody is invited',
        () => app.post('/api/user-invitations/', { ...guest, scope: project.url }),
      ],
      ['a project is removed', () => app.request('DELETE', `/api/projects/${project.uuid}/`)],
    ];
    const before = await countWaiting();
    await setFailing(true);
    try {
      for (const [what, change] of changes) {
        await change().catch(() => null);
        assert.deepEqual(await countWaiting(), before, what);
      }
    } finally {
      await setFailing(false);
    }
    // The same changes, when they succeed, write all of it.
    for (const [what, change] of changes) {
      const { outbox: earlier = 0 } = await countWaiting();
      await change();
      assert.ok(((await countWaiting()).outbox ?? 0) > earlier, what);
    }
  });
});
