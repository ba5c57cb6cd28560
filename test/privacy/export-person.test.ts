import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { sql } from 'kysely';
import { createDatabase } from '../../src/database/connection-pool.ts';
import { exportEmail } from '../../src/privacy/export-email.ts';
import { exportPerson, type PersonalData } from '../../src/privacy/export-person.ts';
import { readProjectFile } from '../docs/rules.ts';
import { countBlocks } from '../support/count-blocks.ts';
import { awardDetails, TestApp } from '../support/test-app.ts';

/* docs/privacy.md: a person gets all that is stored about them. */

let app: TestApp;
before(async () => {
  app = await TestApp.open();
});
after(() => app.close());

/** Waiting mails, a delivery, a refusal and a wish of this email, and the same of somebody else. */
async function addMails(email: string, personUuid: string | null): Promise<void> {
  const waiting = (event: string, payload: object, kind = 'mail', recipient = '') =>
    sql`insert into outbox (kind, event, identifier, destination, created, recipient, payload)
      values (${kind}, ${event}, '', '', now(), ${recipient}, ${JSON.stringify(payload)})`.execute(
      app.db,
    );
  await waiting('by_email', {}, 'mail', email.toUpperCase());
  if (personUuid !== null) await waiting('by_person', { reader: { personUuid } });
  await waiting('named', { email: email.toUpperCase() }, 'announcement');
  await waiting('to_others', { email: `x${email}` }, 'announcement');
  await waiting('to_others', { reader: { personUuid: crypto.randomUUID() } }, 'mail', `x${email}`);
  for (const [event, recipient] of [
    ['delivered', email],
    ['to_others', `x${email}`],
  ]) {
    await sql`insert into delivery_log (id, kind, event, identifier, destination, recipient, created,
        attempts, finished, outcome)
      select coalesce(max(id), 0) + 1, 'mail', ${event}, '', '', ${recipient}, now(), 1, now(),
        'delivered' from delivery_log`.execute(app.db);
  }
  await sql`insert into mail_unsubscribed_email (email_digest, kind, created)
    values (sha256(${Buffer.from(email)}), 'award_waits', now())`.execute(app.db);
}

const eventsOf = (rows: { event: string }[]): string[] => rows.map(({ event }) => event).toSorted();

test('mails that wait, deliveries and unsubscriptions are exported, also without an account', async () => {
  const { uuid } = await createAccount('ada', 'ada@example.org');
  await addMails('ada@example.org', uuid);
  const { body } = await app.get(`/api/users/${uuid}/personal-data/`);
  assert.deepEqual(eventsOf(body.waiting_mails), ['by_email', 'by_person']);
  assert.deepEqual(eventsOf(body.waiting_announcements), ['named']);
  assert.deepEqual(eventsOf(body.deliveries), ['delivered']);
  assert.equal(body.unsubscribed[0].kind, 'award_waits');
  await addMails('guest@example.org', null);
  const guest = (await exportEmail(app.db, 'guest@example.org')) as typeof body;
  assert.deepEqual(eventsOf(guest.waiting_mails), ['by_email']);
  assert.deepEqual(eventsOf(guest.waiting_announcements), ['named']);
  assert.deepEqual(eventsOf(guest.deliveries), ['delivered']);
  assert.equal(guest.unsubscribed.length, 1);
});

async function createAccount(username: string, email: string) {
  const { body } = await app.post('/api/users/', { username, email, full_name: username });
  const { rows } = await sql<{ id: number }>`select id from person
    where uuid = ${body.uuid}`.execute(app.db);
  return { uuid: String(body.uuid), id: rows[0]?.id as number };
}

test('awards assigned to a person, digests, webhooks and begun sign-ins are exported', async () => {
  const { uuid, id } = await createAccount('grace', 'grace@example.org');
  await app.createTemplateWithCustomers({ approval_limit: '1000' });
  await app.sendInstruction('create_project', { ...awardDetails, name: 'Mine' }, 'p1.ukri');
  await app.sendInstruction('create_project', { ...awardDetails, name: 'Other' }, 'p2.ukri');
  await sql`update managed_project set assignee_id = ${id}, assigned_at = now()
    where identifier = 'p1.ukri'`.execute(app.db);
  await sql`insert into audit_entry (identifier, destination, "timestamp", event_type, action, note,
      performed_by, concerns_id)
    select 'p1.ukri', 'd', now(), 'details_updated', 'assigned', 'To grace.', id, ${id}
    from person where username = 'staff'`.execute(app.db);
  await sql`insert into award_viewer (award_id, person_id, since, seen)
    select id, ${id}, now(), now() from managed_project where identifier = 'p1.ukri'`.execute(
    app.db,
  );
  await sql`insert into mail_digest_item (person_id, identifier, destination, due)
    values (${id}, 'p1.ukri', 'd', now())`.execute(app.db);
  await sql`insert into webhook (name, owner_id, destination_url, form, event_types, created, modified)
    values ('hook', ${id}, 'https://hooks.example.org/a-secret-path', 'slack', '{award.created}',
      now(), now())`.execute(app.db);
  await sql`insert into reset_link (digest, person_id, created, expires)
    values ('x', ${id}, now(), now())`.execute(app.db);
  await sql`insert into sign_on (digest, provider, state, nonce, verifier, next, person_id, expires)
    values ('y', 'idp', 'a-state', 'a-nonce', 'a-verifier', '/', ${id}, now())`.execute(app.db);
  const { body, text } = await app.get(`/api/users/${uuid}/personal-data/`);
  const identifiers = (rows: { identifier: string }[]) => rows.map((row) => row.identifier);
  assert.deepEqual(identifiers(body.assigned_awards), ['p1.ukri']);
  assert.equal(body.entries_about[0].note, 'To grace.');
  assert.deepEqual(identifiers(body.open_awards), ['p1.ukri']);
  assert.deepEqual(identifiers(body.awards_in_next_mail), ['p1.ukri']);
  assert.deepEqual(
    [body.webhooks.length, body.webhooks[0].name, body.webhooks[0].receiver],
    [1, 'hook', 'https://hooks.example.org'],
  );
  assert.deepEqual([body.password_links.length, body.begun_sign_ons[0].provider], [1, 'idp']);
  assert.doesNotMatch(text, /a-secret-path|a-state|a-nonce|a-verifier/);
});

test('instructions and notifications of the network that name a person on a machine are exported', async () => {
  const { uuid, id } = await createAccount('alan', 'alan@example.org');
  await sql`insert into person_short_name (short_name, person_id, created)
    values ('alan', ${id}, now())`.execute(app.db);
  await sql`with machine as (
      insert into resource (name, destination, seconds_per_credit, volumes, created)
      values ('ai', 'brics.isambard.clusters.ai', 3600, '[]', now()) returning id),
    holder as (insert into customer (name, slug, created) values ('c', 'c', now()) returning id),
    made as (insert into project (customer_id, name, slug, short_name, created)
      select id, 'Climate', 'climate', 'alan', now() from holder returning id),
    pair as (insert into machine_project (project_id, resource_id, wanted, wanted_reason,
        wanted_limit, wanted_quotas, wanted_since)
      select made.id, machine.id, 'present', '', 0, '{}', now() from made, machine returning *),
    member as (insert into machine_member (machine_project_id, person_id, short_name, wanted, seen)
      select id, ${id}, 'alan', true, 'present' from pair)
    insert into instruction (machine_project_id, resource_id, instruction, command, sent, expires,
      finished, outcome, result)
    select pair.id, resource_id, verb, 'brics.isambard.clusters.ai ' || verb || ' ' || argument, now(),
      now(), now(), 'complete', result
    from pair, (values ('add_user', 'alan.alan.brics', '"alan.alan.brics:u1:g"'),
      ('add_user', 'alanis.alan.brics', '"alanis.alan.brics:u2:g"'),
      ('get_users', 'alan.brics', '["zoe.alan.brics:u3:g","alan.alan.brics:u1:g"]'),
      ('get_users', 'alan.brics', '["zoe.alan.brics:u3:g"]'),
      ('get_project_mapping', 'alan.brics', '"alan.brics:g"')) as sent(verb, argument, result)`.execute(
    app.db,
  );
  for (const [event, destination] of [
    ['user_added alan.alan.brics', 'ai.clusters.isambard.brics'],
    ['user_added alanis.alan.brics', 'ai.clusters.isambard.brics'],
    ['project_added alan.brics', 'ai.clusters.isambard.brics'],
    ['user_added alan.p1.ukri', 'brics.ukri'],
  ]) {
    await sql`insert into bridge_notification (id, destination, event, received)
      values (gen_random_uuid(), ${destination}, ${event}, now())`.execute(app.db);
  }
  const { body, text } = await app.get(`/api/users/${uuid}/personal-data/`);
  assert.deepEqual(
    body.instructions.map((row: Record<string, unknown>) => [
      row.resource,
      row.instruction,
      row.command,
      row.result,
    ]),
    [
      [
        'ai',
        'add_user',
        'brics.isambard.clusters.ai add_user alan.alan.brics',
        '"alan.alan.brics:u1:g"',
      ],
      ['ai', 'get_users', null, null],
    ],
  );
  assert.deepEqual(eventsOf(body.network_notifications), ['user_added alan.alan.brics']);
  assert.deepEqual(
    [body.access_to_machines.length, body.access_to_machines[0].project],
    [1, 'Climate'],
  );
  assert.doesNotMatch(text, /zoe|alanis/, 'others are not named');
});

test('of the log of instructions, an export reads those of projects that the person has to do with', async () => {
  const { id } = await createAccount('gina', 'gina@example.org');
  await sql`insert into person_short_name (short_name, person_id, created)
    values ('gina', ${id}, now())`.execute(app.db);
  const { rows } = await sql<{ own: number }>`with machine as (
      insert into resource (name, destination, seconds_per_credit, volumes, created)
      values ('big', 'brics.big.clusters.ai', 3600, '[]', now()) returning id),
    holder as (insert into customer (name, slug, created) values ('d', 'd', now()) returning id),
    made as (insert into project (customer_id, name, slug, short_name, created)
      select id, 'p' || n, 'p' || n, 'p' || n, now() from holder, generate_series(1, 200) n
      returning id, short_name),
    pair as (insert into machine_project (project_id, resource_id, wanted, wanted_reason,
        wanted_limit, wanted_quotas, wanted_since)
      select made.id, machine.id, 'present', '', 0, '{}', now() from made, machine returning *)
    select pair.id as own from pair join made on made.id = project_id where short_name = 'p7'`.execute(
    app.db,
  );
  const own = rows[0]?.own ?? 0;
  // An account of the machine that nobody here has, of this name.
  await sql`insert into machine_member (machine_project_id, short_name, wanted)
    values (${own}, 'gina', false)`.execute(app.db);
  await sql`insert into instruction (machine_project_id, resource_id, instruction, command, sent,
      expires, finished, outcome, result)
    select id, resource_id, 'get_users', '', now(), now(), now(), 'complete',
      case when id = ${own} then '["gina.p7.brics:u:g"]' else '["zoe.p8.brics:u:g"]' end
    from machine_project, generate_series(1, 50)
    where resource_id = (select id from resource where name = 'big')`.execute(app.db);
  for (const table of ['instruction', 'machine_project', 'machine_member', 'local_account'])
    await sql`analyze ${sql.table(table)}`.execute(app.db);
  const one = createDatabase(app.database.url, { max: 1 });
  try {
    const exported: PersonalData[] = [];
    const blocks = await countBlocks(one, ['instruction'], async () => {
      exported.push((await exportPerson(one, id)) ?? {});
    });
    assert.equal((exported[0]?.instructions as unknown[] | undefined)?.length, 50);
    assert.ok(blocks < 100, `${blocks} blocks`);
  } finally {
    await one.destroy();
  }
});

/** Tables of the record that no export reads, and why. */
const unread: Record<string, string> = {
  sign_in_attempt: 'digests, which say nothing about an account',
  erased_email: 'digests of those who were erased: no account has them',
  webhook_event: 'says what the audits say, which are exported',
  webhook_message: 'which receivers got such an event, and when',
  webhook_attempt: 'how sending such a message went',
  bridge_job: 'a copy, for days, of what the awards and roles say, which are exported',
  answered_job: 'what was answered about an award; no person',
  waldur_list: 'how far an import is; no person',
  waldur_item: 'what the import makes of it is exported; gone when the import has ended',
  waldur_import: 'keys and digests, for the next import',
};

test('the export reads every table that the record of processing names, or there is a reason', async () => {
  const record = readProjectFile('docs/privacy.md');
  const table = /\| what \| whose \|[\s\S]*?\n\n/.exec(record)?.[0] ?? '';
  const cells = table.split('\n').map((row) => row.split('|').at(-2) ?? '');
  const listed = cells.flatMap((cell) =>
    [...cell.matchAll(/`([a-z_]+)`/g)].map(([, name]) => name),
  );
  assert.ok(listed.length > 40, `${listed.length} tables`);
  const sources = readdirSync(new URL('../../src/privacy/', import.meta.url))
    .filter((name) => /^export-person|^person-emails|export-queries/.test(name))
    .map((name) => readProjectFile(`src/privacy/${name}`))
    .join('\n');
  // The condition of waiting-mails-sql.ts is beside the table.
  const read = new Set([...sources.matchAll(/\b(?:from|join) (\w+)/g)].map(([, name]) => name));
  assert.deepEqual(
    [...new Set(listed)].filter((name = '') => !read.has(name) && !(name in unread)),
    [],
    'export these, or say here why not',
  );
  assert.deepEqual(
    Object.keys(unread).filter((name) => read.has(name) || !listed.includes(name)),
    [],
    'these need no exception',
  );
});
