import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, beforeEach, test } from 'node:test';
import { sql } from 'kysely';
import { purgeOldRows, startOfPurges } from '../../src/commands/purge-task.ts';
import { readSettings } from '../../src/config/settings.ts';
import { lockLegalHolds } from '../../src/database/legal-hold-sql.ts';
import { TestApp, type TestReply } from '../support/test-app.ts';
import { waitForLockedStatements } from '../support/wait-for-lock.ts';
import { AwardCase, createCustomers, type Customers } from './award-case.ts';

/* While an award is under legal hold, nothing of it is deleted (docs/rules/awards.md, A8.16). */

const list = '/api/openportal-managed-projects/';
let app: TestApp;
let customers: Customers;
before(async () => {
  app = await TestApp.open();
  customers = await createCustomers(app);
  await app.createReviewer('rev', customers);
});
after(() => app.close());
/** The award under legal hold of each test. */
let held: AwardCase;
/** One that is not. */
let free: AwardCase;
beforeEach(async () => {
  [held, free] = [await AwardCase.open(app, customers), await AwardCase.open(app, customers)];
  for (const award of [held, free]) await award.create();
  assert.equal((await hold(held)).status, 200);
});

const hold = (award: AwardCase, reason = ' Case 7. ') =>
  app.post(`${award.path}set-legal-hold/`, { reason });
const lift = (award: AwardCase, reason = 'It is closed.') =>
  app.post(`${award.path}lift-legal-hold/`, { reason });
const long = '2020-01-01T00:00:00Z';
/** A number that no other row has. */
let nextId = 1_000_000;

/** Deletes as the scheduled clean-up does, also internal notes. */
async function purge(): Promise<void> {
  const { errors } = await purgeOldRows(app.db, app.now, {
    settings: readSettings({ GATEHOUSE_NOTE_DAYS: '365' }),
    places: startOfPurges,
  });
  assert.deepEqual(errors, []);
}

/** The awards of which rows are left, by a query for their identifiers. */
async function findLeft(query: ReturnType<typeof sql>): Promise<string[]> {
  const { rows } = await sql<{
    identifier: string;
  }>`select distinct identifier from (${query}) left_over
    where identifier in (${held.identifier}, ${free.identifier})`.execute(app.db);
  return rows.map(({ identifier }) => identifier);
}

/** Makes a row for each of the two awards, which only a legal hold keeps from the clean-up. */
async function assertKept(
  addRow: (award: AwardCase) => Promise<unknown>,
  query: ReturnType<typeof sql>,
): Promise<void> {
  for (const award of [held, free]) await addRow(award);
  assert.deepEqual((await findLeft(query)).sort(), [held.identifier, free.identifier].sort());
  await purge();
  assert.deepEqual(await findLeft(query), [held.identifier]);
  assert.equal((await lift(held)).status, 200);
  await purge();
  assert.deepEqual(await findLeft(query), []);
}

test('staff set it and lift it, each with a reason that the audit has', async () => {
  const { legal_hold_since: since, legal_hold_reason: reason } = await held.read();
  assert.deepEqual([Date.parse(since), reason], [app.now.getTime(), 'Case 7.']);
  const find = async (as: string) =>
    (await app.get(`${list}?legal_hold=true&identifier=${held.identifier}`, { as })).body;
  assert.deepEqual(
    (await find('rev')).map(({ identifier }: { identifier: string }) => identifier),
    [held.identifier],
  );
  assert.equal((await app.get(`${list}?legal_hold=perhaps`)).status, 400);
  const again = await hold(held);
  assert.deepEqual(
    [again.status, again.body.detail],
    [409, 'The award is under legal hold already.'],
  );
  for (const path of ['set-legal-hold', 'lift-legal-hold']) {
    const blank = await app.post(`${held.path}${path}/`, { reason: '  ' });
    assert.deepEqual([blank.status, blank.body], [400, { reason: ['A reason is required.'] }]);
  }
  assert.equal((await lift(held)).status, 200);
  const after = await held.read();
  assert.deepEqual([after.legal_hold_since, after.legal_hold_reason], [null, null]);
  assert.deepEqual(await find('rev'), []);
  assert.equal((await lift(held)).status, 409);
  const entries = await app.db
    .selectFrom('audit_entry')
    .select(['action', 'note'])
    .where('identifier', '=', held.identifier)
    .where('action', 'like', 'legal_hold%')
    .orderBy('id')
    .execute();
  assert.deepEqual(entries, [
    { action: 'legal_hold_set', note: 'Case 7.' },
    { action: 'legal_hold_lifted', note: 'It is closed.' },
  ]);
  assert.ok(!(await held.listNotifications()).some((name) => name.includes('hold')));
});

test('readers without the audit of the award do not see it', async () => {
  const name = `plain-${held.identifier.replace('.', '-')}`;
  await app.createPerson(name);
  const { project } = await held.read();
  const uuid = app.people.get(name)?.uuid;
  await app.post(`${project}add_user/`, { user: uuid, role: 'PROJECT.MEMBER' });
  const { status, body } = await app.get(held.path, { as: name });
  assert.equal(status, 200);
  assert.deepEqual([body.legal_hold_since, body.legal_hold_reason], [null, null]);
  assert.deepEqual((await app.get(`${list}?legal_hold=true`, { as: name })).body, []);
});

test('the award is not deleted, by nobody', async () => {
  const remove = () => app.request('DELETE', `${held.path}delete/`);
  const refused = await remove();
  assert.equal(refused.status, 409);
  assert.match(refused.body.detail, /under legal hold and cannot be deleted/);
  await assert.rejects(
    sql`delete from managed_project where identifier = ${held.identifier}`.execute(app.db),
    /under legal hold/,
  );
  await lift(held);
  assert.equal((await remove()).status, 204);
});

test('nobody who has to do with it is erased', async () => {
  const people = ['member', 'former', 'author', 'reader', 'waiting', 'told'].map(
    (role) => `${role}-${held.identifier.replace('.', '-')}`,
  );
  const [member = '', former = '', author = '', reader = '', waiting = '', told = ''] = people;
  for (const name of people) await app.createPerson(name, { email: `${name}@example.org` });
  const idOf = (name: string): number => app.people.get(name)?.id ?? 0;
  const name = (person: string) => ({ members: { [`${person}@Example.org`]: 'PI' } });
  await held.update(name(former));
  await held.update(name(member));
  const key = await readKey(held.identifier);
  await app.db
    .insertInto('internal_note')
    .values({ ...key, text: 'Why?', author: idOf(author), created: long })
    .execute();
  const mail = { event_id: randomUUID(), recipient: 'r@example.org', person_id: idOf(reader) };
  const content = { kind: 'award_waits', payload: '{}', created: long, sent_again_from: null };
  await app.db
    .insertInto('mail_message')
    .values({ ...key, ...mail, ...content })
    .execute();
  const delivery = { ...key, kind: 'mail', event: 'award_waits', created: long };
  await app.db
    .insertInto('outbox')
    .values({ ...delivery, recipient: `${waiting}@example.org` })
    .execute();
  const ended = { id: nextId++, attempts: 0, finished: long, outcome: 'given_up' } as const;
  await app.db
    .insertInto('delivery_log')
    .values({ ...delivery, ...ended, recipient: `${told}@Example.org` })
    .execute();
  const erase = (username: string) =>
    app.post(`/api/users/${app.people.get(username)?.uuid}/erase/`, { username });
  for (const username of people) {
    const reply = await erase(username);
    assert.equal(reply.status, 409, username);
    assert.equal(
      reply.body.detail,
      `This person has to do with awards under legal hold: ${key.identifier} at ${key.destination}. ` +
        'Lift the legal hold first; until then nothing of this person is erased.',
    );
  }
  await lift(held);
  for (const username of people) assert.equal((await erase(username)).status, 200, username);
});

test('a legal hold waits for an erasure that is under way', async () => {
  let setting: Promise<TestReply> | undefined;
  await app.db.transaction().execute(async (trx) => {
    await lockLegalHolds(trx);
    setting = hold(free);
    await waitForLockedStatements(app.db);
    const [award] = await sql<{ legal_hold_since: string | null }>`
      select legal_hold_since from managed_project where identifier = ${free.identifier}`
      .execute(app.db)
      .then(({ rows }) => rows);
    assert.equal(award?.legal_hold_since, null);
  });
  assert.equal((await setting)?.status, 200);
});

test('its jobs, their answers and their results stay', async () => {
  const add = async ({ identifier }: AwardCase): Promise<void> => {
    const job = { offering: 'isambard-ai', received: long, expires: long, closed: long };
    const answer = { result: 'complete', outcome: '{}', answered: long };
    const values = { ...job, ...answer, sealed: null, subject: identifier };
    await app.db
      .insertInto('bridge_job')
      .values({ ...values, id: randomUUID() })
      .execute();
    // Its job is gone already.
    await app.db
      .insertInto('answered_job')
      .values({
        id: randomUUID(),
        command_digest: Buffer.alloc(32),
        outcome: '{}',
        answered: long,
        offering: 'isambard-ai',
        identifier,
      })
      .execute();
  };
  const withAnswer = sql`select subject as identifier from bridge_job where outcome is not null`;
  await assertKept(add, withAnswer);
  await hold(held);
  const result = sql`select identifier from answered_job where answered = ${long}`;
  await assertKept(add, result);
});

test('the result of a job names its award', async () => {
  const row = await app.db
    .selectFrom('answered_job')
    .select(['offering', 'identifier'])
    .where('identifier', '=', held.identifier)
    .executeTakeFirst();
  assert.deepEqual(row, { offering: 'isambard-ai', identifier: held.identifier });
});

test('the log of its deliveries stays', () =>
  assertKept(async ({ identifier }) => {
    const { destination } = await readKey(identifier);
    await app.db
      .insertInto('delivery_log')
      .values({
        ...{ id: nextId++, kind: 'award_notification', event: 'award_changed', recipient: '' },
        ...{ identifier, destination, created: long, finished: long, attempts: 1 },
        outcome: 'delivered',
      })
      .execute();
  }, sql`select identifier from delivery_log`));

async function readKey(identifier: string): Promise<{ identifier: string; destination: string }> {
  return app.db
    .selectFrom('managed_project')
    .select(['identifier', 'destination'])
    .where('identifier', '=', identifier)
    .executeTakeFirstOrThrow();
}

test('mails about it stay', () =>
  assertKept(async ({ identifier }) => {
    await app.db
      .insertInto('mail_message')
      .values({
        ...(await readKey(identifier)),
        event_id: randomUUID(),
        recipient: 'ada@example.org',
        person_id: null,
        kind: 'award_waits',
        payload: '{}',
        created: long,
        state: 'sent',
        sent_again_from: null,
      })
      .execute();
  }, sql`select identifier from mail_message`));

test('messages of webhooks about it stay, and so does their webhook', async () => {
  const { rows } = await sql<{ id: number; uuid: string }>`
    insert into webhook (name, owner_id, destination_url, event_types, form, created, modified)
    select ${`ops ${held.identifier}`}, id, 'https://ops.example.org/', '{}', 'standard', now(), now()
    from person where username = 'staff' returning id, uuid`.execute(app.db);
  const [webhook] = rows;
  const add = async ({ identifier }: AwardCase): Promise<void> => {
    const { destination } = await readKey(identifier);
    const eventId = randomUUID();
    await sql`insert into webhook_event (event_id, event, identifier, destination, content, created)
      values (${eventId}, 'award.changed', ${identifier}, ${destination}, '{}', ${long})`.execute(
      app.db,
    );
    await sql`insert into webhook_message (webhook_id, event_id, created, state)
      values (${webhook?.id}, ${eventId}, ${long}, 'delivered')`.execute(app.db);
  };
  await add(held);
  const remove = () => app.request('DELETE', `/api/webhooks/${webhook?.uuid}/`);
  const refused = await remove();
  assert.equal(refused.status, 409, refused.text);
  assert.match(refused.body.detail, /messages about awards under legal hold: switch it off/);
  await assertKept(add, sql`select identifier from webhook_event`);
  assert.equal((await remove()).status, 204);
});

test('notifications of the network about it and its members stay', async () => {
  const name =
    (event: string) =>
    async ({ identifier }: AwardCase) => {
      const text = event.replace('*', identifier);
      const row = { id: randomUUID(), destination: 'brics', event: text, received: long };
      await app.db
        .insertInto('bridge_notification')
        .values({ ...row, problem: null })
        .execute();
    };
  const query = sql`select substring(event from '[^. ]+[.]ukri$') as identifier
    from bridge_notification`;
  await assertKept(name('project_changed *'), query);
  await hold(held);
  await assertKept(name('user_added alice.*'), query);
});

test('instructions to machines for its project stay', async () => {
  const { rows } = await sql<{ id: number }>`
    insert into resource (name, destination, seconds_per_credit, volumes, created)
    values (${held.identifier}, ${`brics.c${nextId++}`}, 3600, '[]', now()) returning id`.execute(
    app.db,
  );
  const add = async ({ identifier }: AwardCase): Promise<void> => {
    await sql`with pair as (
        insert into machine_project (project_id, resource_id, wanted, wanted_reason, wanted_limit,
          wanted_quotas, wanted_since)
        select project_id, ${rows[0]?.id}, 'present', '', 0, '{}', now() from managed_project
        where identifier = ${identifier} on conflict do nothing returning id, resource_id)
      insert into instruction (machine_project_id, resource_id, instruction, command, sent, expires,
        finished, outcome)
      select id, resource_id, 'add_project', '', ${long}, ${long}, ${long}, 'complete'
      from pair`.execute(app.db);
  };
  await assertKept(
    add,
    sql`select award.identifier from instruction
      join machine_project pair on pair.id = machine_project_id
      join managed_project award on award.project_id = pair.project_id`,
  );
});

test('its internal notes stay', async () => {
  // Ended long ago: notes of pending and approved awards stay in any case.
  await app.db.updateTable('managed_project').set({ state: 'canceled' }).execute();
  const now = app.now;
  app.now = new Date(app.now.getTime() + 400 * 86_400_000);
  await app.issueToken('staff');
  const add = async ({ identifier }: AwardCase): Promise<void> => {
    const { id: author } = app.people.get('rev') as { id: number };
    const note = { ...(await readKey(identifier)), text: 'Why?', author, created: long };
    await app.db.insertInto('internal_note').values(note).execute();
  };
  const query = sql`select identifier from internal_note`;
  for (const award of [held, free]) await add(award);
  await purge();
  assert.deepEqual(await findLeft(query), [held.identifier]);
  await lift(held);
  // Lifting it is an entry of its audit, from which the days count anew.
  await purge();
  assert.deepEqual(await findLeft(query), [held.identifier]);
  app.now = new Date(app.now.getTime() + 366 * 86_400_000);
  await purge();
  assert.deepEqual(await findLeft(query), []);
  app.now = now;
});
