import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import { Ajv, type Schema } from 'ajv';
import addFormats from 'ajv-formats';
import { sql } from 'kysely';
import { type AdminChange, recordChanges } from '../../src/admin-audit/record-change.ts';
import { scheduleActor } from '../../src/admin-audit/actor.ts';
import { announceEvents } from '../../src/announcements/announcement-sql.ts';
import {
  type EventMessage,
  eventCatalogue,
  eventTypes,
} from '../../src/announcements/event-catalogue.ts';
import { loadBridgeStatus } from '../../src/bridge/load-bridge-status.ts';
import { describeChannels } from '../../src/commands/announcement-delivery.ts';
import { readSettings } from '../../src/config/settings.ts';
import { OutboxDelivery } from '../../src/outbox/outbox-loops.ts';
import { acceptInvitations } from '../../src/people/invitations.ts';
import { deleteOldEvents } from '../../src/webhooks/message-log.ts';
import { openWebhooks } from '../../src/webhooks/open-webhooks.ts';
import { awardDetails, TestApp } from '../support/test-app.ts';
import { assertSlackTakes, assertTeamsTakes } from '../support/webhooks/chat-formats.ts';
import { createWebhook, deliverWebhooks } from '../support/webhooks/webhook-test-bed.ts';
import { WebhookReceiver } from '../support/webhooks/webhook-receiver.ts';

/* Which events a webhook gets, in which form, and whose it may be. */

let app: TestApp;
let receiver: WebhookReceiver;
let here: Awaited<ReturnType<TestApp['createTemplateWithCustomers']>>;
before(async () => {
  app = await TestApp.open();
  receiver = await WebhookReceiver.open();
});
beforeEach(async () => {
  await app.reset();
  here = await app.createTemplateWithCustomers({ approval_limit: '100' });
  receiver.messages.length = 0;
});
after(async () => {
  await receiver?.kill();
  await app?.close();
});

/** The bodies that came to a path. */
const readBodies = (path: string): string[] =>
  receiver.messages.flatMap(({ url, body }) => (url === path ? [body] : []));
const received = (): EventMessage[] => readBodies('/hook').map((body) => JSON.parse(body));
/** Sends everything that is due. */
async function deliverAll(): Promise<void> {
  await deliverWebhooks(app);
}

/** Everything that can happen to awards, through the interface and the network. */
async function liveThroughAwards(): Promise<void> {
  const send = app.sendInstruction.bind(app);
  const path = app.getAwardPath();
  await send('create_project', awardDetails);
  await send('update_project', { ...awardDetails, name: 'Deeper sea' });
  await app.post(`${path}approve/`, {});
  await app.post(`${path}add-note/`, { text: 'Welcome.' });
  await send('update_project', { ...awardDetails, name: 'Deeper sea', allocation: '900 NHR' });
  await app.post(`${path}refuse-change/`, {});
  await app.post(`${path}detach/`, {});
  await app.request('DELETE', `${path}delete/`);
  await send('create_project', awardDetails, 'p2.ukri');
  await app.post(`${app.getAwardPath('p2.ukri')}reject/`, {});
  const { customer } = here;
  const project = await app.create('/api/projects/', { name: 'By hand', customer: customer.url });
  await app.patch(`/api/projects/${project.uuid}/`, { description: 'changed' });
  await send('create_project', awardDetails, 'p3.ukri');
  const attached = { project_uuid: project.uuid };
  await app.post(`${app.getAwardPath('p3.ukri')}attach/`, attached);
  await send('remove_project', undefined, 'p3.ukri');
  await send('create_project', { ...awardDetails, name: 'Ends first' }, 'p4.ukri');
  await app.post(`${app.getAwardPath('p4.ukri')}approve/`, {});
  app.now = new Date('2027-06-01T00:00:00Z');
  const ended = (await app.get('/api/projects/?query=Ends first')).body[0];
  await app.request('DELETE', `/api/projects/${ended.uuid}/`);
}

async function changeRoles(projectUuid: string, customerUuid: string): Promise<void> {
  await app.createPerson('ada', { email: 'ada@example.org' });
  const ada = app.people.get('ada');
  const path = `/api/projects/${projectUuid}`;
  const role = { user: ada?.uuid, role: 'PROJECT.MEMBER' };
  await app.post(`${path}/add_user/`, role);
  await app.post(`${path}/update_user/`, { ...role, expiration_time: '2027-12-01T00:00:00Z' });
  await app.post(`${path}/delete_user/`, role);
  const at = app.now.toISOString();
  const subject = { uuid: null, name: 'grace@example.org' };
  const values = { role: 'CUSTOMER.MANAGER', customer: 'Customer', customer_uuid: customerUuid };
  const change = (action: AdminChange['action']): AdminChange => ({
    at,
    action,
    subject,
    before: values,
    after: null,
  });
  const machine = { uuid: projectUuid, name: 'a26001 on isambard-ai' };
  await recordChanges(app.db, scheduleActor, [
    change('role.ended'),
    change('role.invitation_withdrawn'),
    change('role.invitation_ended'),
    { ...change('machine.needs_attention'), subject: machine, after: { error: 'Disk full.' } },
    { ...change('machine.recovered'), subject: machine, after: {} },
    { ...change('machine.blocked'), subject: machine, after: { comment: 'Asked for.' } },
    {
      ...change('project.usage_threshold_reached'),
      subject: { uuid: projectUuid, name: 'Roles' },
      after: { percent: 80, credits: '10.00', used_credits: '8.00' },
    },
    {
      ...change('project.end_approaching'),
      subject: { uuid: projectUuid, name: 'Roles' },
      after: { days: 7, end_date: '2027-12-01' },
    },
  ]);
  await sql`insert into invitation (project_id, email, role, created)
    select id, 'ada@example.org', 'PROJECT.ADMIN', ${at}::timestamptz from project
    where uuid = ${projectUuid}`.execute(app.db);
  await app.db
    .transaction()
    .execute((trx) =>
      acceptInvitations(
        trx,
        { id: ada?.id as number, uuid: ada?.uuid as string, username: 'ada' },
        'ada@example.org',
        { now: at, clientIp: '' },
      ),
    );
}

async function noticeEvents(): Promise<void> {
  const at = app.now.toISOString();
  const customer = { customer_uuid: null, customer_name: '' };
  const nowhere = { projectId: null, customerId: null };
  const bridge = { since: at, error: '', url: '/bridge' };
  const uuid = here.customer.uuid;
  await announceEvents(
    app.db,
    [
      { event: 'bridge.away', data: { ...bridge, error: 'no answer' }, ...nowhere },
      { event: 'bridge.back', data: bridge, ...nowhere },
      { event: 'mail.undeliverable', data: { email: 'a@b.c', error: '550', url: '/' }, ...nowhere },
      {
        event: 'delivery.given_up',
        data: { channel: 'bridge', receiver: '', error: '500', url: '/jobs', refused: false },
        ...nowhere,
      },
      {
        event: 'webhook.disabled',
        data: {
          webhook_uuid: uuid,
          webhook_name: 'A',
          owner_uuid: uuid,
          ...customer,
          failing_since: at,
          error: '500',
          url: '/webhooks',
        },
        ...nowhere,
      },
    ],
    at,
  );
}

/** Fails unless the message is as the section `webhooks` of the OpenAPI document says. */
function assertAsDescribed(
  message: EventMessage,
  webhooks: Record<
    string,
    { post: { requestBody: { content: Record<string, { schema: Schema }> } } }
  >,
  components: object,
): void {
  const ajv = addFormats.default(new Ajv({ strict: false, allErrors: true }));
  const content = webhooks[message.type]?.post.requestBody.content['application/json'];
  assert.ok(content, message.type);
  const schema = { ...(content.schema as object), components };
  assert.ok(ajv.validate(schema, message), `${message.type}: ${ajv.errorsText()}`);
  if (message.type === 'webhook.test') return;
  const described = Object.keys(eventCatalogue[message.type].data.properties);
  assert.deepEqual(Object.keys(message.data).sort(), described.sort(), message.type);
}

test('every event of the catalogue is sent as the OpenAPI document describes it', async () => {
  const webhook = await createWebhook(app, {
    destination_url: receiver.url,
    event_types: eventTypes,
  });
  for (const form of ['slack', 'teams'] as const) {
    const destination_url = new URL(`/${form}`, receiver.url).href;
    await createWebhook(app, { name: form, form, destination_url, event_types: eventTypes });
  }
  await liveThroughAwards();
  const { customer } = here;
  const project = await app.create('/api/projects/', { name: 'Roles', customer: customer.url });
  await changeRoles(project.uuid, customer.uuid);
  await noticeEvents();
  await app.post(`/api/webhooks/${webhook.uuid}/test/`);
  await deliverAll();
  const { webhooks, components } = (await app.get('/api/schema/', { as: null })).body;
  for (const message of received()) assertAsDescribed(message, webhooks, components);
  const sent = new Set(received().map(({ type }) => type));
  assert.deepEqual([...sent].sort(), [...eventTypes, 'webhook.test'].sort());
  assert.deepEqual(Object.keys(webhooks).sort(), [...eventTypes, 'webhook.test'].sort());
  const inChats = { slack: readBodies('/slack'), teams: readBodies('/teams') };
  const count = received().length - 1;
  assert.deepEqual([inChats.slack.length, inChats.teams.length], [count, count]);
  inChats.slack.forEach(assertSlackTakes);
  inChats.teams.forEach(assertTeamsTakes);
  // The people in a chat get a sentence and nothing that was left out.
  for (const body of [...inChats.slack, ...inChats.teams]) {
    assert.ok(!/undefined|null|“”|\(\)/.test(body), body);
  }
});

test('a webhook of a customer gets what its owners may see, and nothing else', async () => {
  const other = await app.createTemplateWithCustomers({
    name: 'other-call',
    approval_limit: '100',
  });
  await app.createPerson('olga');
  await app.assignRole('olga', here.customer.uuid, 'CUSTOMER.OWNER');
  const event_types = eventTypes.filter((type) => eventCatalogue[type].audience === 'customer');
  const body = { name: 'Olga', destination_url: receiver.url, event_types };
  const created = await app.post(
    '/api/webhooks/',
    { ...body, customer: here.customer.url },
    { as: 'olga' },
  );
  assert.equal(created.status, 201);
  await app.sendInstruction('create_project', awardDetails, 'p1.ukri');
  await app.sendInstruction(
    'create_project',
    { ...awardDetails, template: 'other-call' },
    'p2.ukri',
  );
  await app.create('/api/projects/', { name: 'Theirs', customer: other.customer.url });
  await app.create('/api/projects/', { name: 'Of the provider', customer: here.provider.url });
  await app.create('/api/projects/', { name: 'Ours', customer: here.customer.url });
  await deliverAll();
  // Only the events of one award have an order.
  assert.deepEqual(
    received()
      .map(({ type, data }) => `${type} ${data.identifier ?? data.project_name}`)
      .toSorted(),
    ['award.arrived p1.ukri', 'award.waiting p1.ukri', 'project.created Ours'],
  );
  const all = await app.post('/api/webhooks/', body, { as: 'olga' });
  assert.equal(all.status, 403);
  const site = { ...body, event_types: ['bridge.away'], customer: here.customer.url };
  const refused = await app.post('/api/webhooks/', site, { as: 'olga' });
  assert.match(refused.body.event_types[0], /about the site/);
});

test('the webhook of a provider gets the events of awards that it reviews', async () => {
  await createWebhook(app, { destination_url: receiver.url, customer: here.provider.url });
  await app.sendInstruction('create_project', awardDetails);
  await deliverAll();
  assert.deepEqual(
    received().map(({ type }) => type),
    ['award.arrived', 'award.waiting'],
  );
});

test('a webhook stops when its owner loses the role, also what waits, until another owner saves it', async () => {
  for (const name of ['olga', 'oscar']) {
    await app.createPerson(name);
    await app.assignRole(name, here.customer.uuid, 'CUSTOMER.OWNER');
  }
  const fields = { name: 'Tool', destination_url: receiver.url, event_types: ['award.arrived'] };
  const { body: webhook } = await app.post(
    '/api/webhooks/',
    { ...fields, customer: here.customer.url },
    { as: 'olga' },
  );
  const path = `/api/webhooks/${webhook.uuid}/`;
  await receiver.setMode({ status: 500 });
  await app.sendInstruction('create_project', awardDetails, 'p1.ukri');
  await deliverAll();
  const role = { user: app.people.get('olga')?.uuid, role: 'CUSTOMER.OWNER' };
  await app.post(`/api/customers/${here.customer.uuid}/delete_user/`, role);
  await receiver.setMode({ status: 204 });
  receiver.messages.length = 0;
  assert.equal((await app.get(path, { as: 'oscar' })).body.status, 'stopped');
  assert.equal((await app.get(path, { as: 'olga' })).status, 404);
  app.now = new Date(app.now.getTime() + 60_000);
  await app.sendInstruction('create_project', awardDetails, 'p2.ukri');
  await deliverAll();
  assert.deepEqual(received(), []);
  const saved = await app.patch(path, { is_active: true }, { as: 'oscar' });
  assert.equal(saved.body.status, 'active');
  await app.sendInstruction('create_project', awardDetails, 'p3.ukri');
  await deliverAll();
  assert.deepEqual(
    received().map(({ data }) => data.identifier),
    ['p3.ukri'],
  );
});

for (const [url, rule] of [
  ['ftp://example.org/', /begin with/],
  ['nonsense', /absolute URL/],
  ['https://user:word@example.org/', /user name or password/],
  ['https://example.org:22/', /Port 22 is not allowed/],
  ['https://10.0.0.1/', /not a public address/],
  ['https://[::1]/', /not a public address/],
  ['https://0x7f.1.1.1/', /not a public address/],
] as const) {
  test(`a webhook to ${url} is refused with the rule`, async () => {
    const fields = { name: 'Tool', destination_url: url, event_types: ['award.arrived'] };
    const reply = await app.post('/api/webhooks/', fields);
    assert.equal(reply.status, 400);
    assert.match(reply.body.destination_url[0], rule);
  });
}

test('the audit records who made, changed and removed a webhook', async () => {
  const { uuid } = await createWebhook(app, { destination_url: receiver.url });
  await app.patch(`/api/webhooks/${uuid}/`, { name: 'Renamed' });
  await app.post(`/api/webhooks/${uuid}/rotate-secret/`, {});
  await app.request('DELETE', `/api/webhooks/${uuid}/`);
  const entries = (await app.get('/api/administrative-audit/?subject_kind=webhook')).body;
  assert.deepEqual(
    entries.map(({ action }: { action: string }) => action),
    ['webhook.deleted', 'webhook.secret_rotated', 'webhook.changed', 'webhook.created'],
  );
});

test('the log is kept for a time; what waits stays', async () => {
  await createWebhook(app, { destination_url: receiver.url });
  await app.sendInstruction('create_project', awardDetails, 'p1.ukri');
  await deliverAll();
  await receiver.setMode({ status: 500 });
  await app.sendInstruction('create_project', awardDetails, 'p2.ukri');
  await deliverAll();
  await receiver.setMode({ status: 204 });
  const later = new Date(app.now.getTime() + 1000).toISOString();
  assert.equal(await deleteOldEvents(app.db, later), 2);
  const left = await app.db.selectFrom('webhook_event').select('identifier').execute();
  assert.deepEqual(left, [{ identifier: 'p2.ukri' }, { identifier: 'p2.ukri' }]);
});

test('without a key the start and the status say that webhooks get nothing', async () => {
  const { db } = app;
  const clock = (): Date => app.now;
  /** What a service with these settings says at its start, and the number in its status. */
  const start = async (environment: Record<string, string>) => {
    const webhooks = openWebhooks({ db, clock, settings: readSettings(environment) });
    const lines = await describeChannels(db, null, webhooks);
    const outbox = new OutboxDelivery({ db, clock, channels: webhooks.channels });
    const status = await loadBridgeStatus({
      db,
      clock,
      portal: () => 'brics',
      bridge: null,
      outbox,
    });
    webhooks.close();
    const said = lines.filter((line) => line.includes('GATEHOUSE_SECRET_KEY'));
    return { said, count: status.webhooks_without_key };
  };
  assert.deepEqual(await start({}), { said: [], count: 0 });
  const { uuid } = await createWebhook(app, { destination_url: receiver.url });
  await createWebhook(app, { destination_url: receiver.url });
  const { said, count } = await start({});
  assert.equal(count, 2);
  assert.equal(said.length, 1);
  assert.match(
    said[0] ?? '',
    /^2 webhooks get nothing: GATEHOUSE_SECRET_KEY is not set.* Set the key that the webhooks were made with/,
  );
  const withKey = { GATEHOUSE_SECRET_KEY: 'test-0123456789abcdef0123456789ab' };
  assert.deepEqual(await start(withKey), { said: [], count: 0 });
  await app.patch(`/api/webhooks/${uuid}/`, { is_active: false });
  assert.equal((await start({})).count, 1);
});
