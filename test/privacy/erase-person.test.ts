import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { sql } from 'kysely';
import { createSession } from '../../src/access/start-and-end-sessions.ts';
import { runGatehouse } from '../support/gatehouse-process.ts';
import { TestApp } from '../support/test-app.ts';

/* docs/privacy.md: what is stored about a person is exported and erased. */

const email = 'Ada.Lovelace@example.org';
let app: TestApp;
before(async () => {
  app = await TestApp.open();
});
after(() => app.close());

/** An account with traces in the tables that an erasure has to reach. */
async function createTraces(username: string, address = email) {
  const { body: person } = await app.post('/api/users/', {
    username,
    first_name: 'Ada',
    last_name: 'Lovelace',
    email: address,
  });
  await app.patch(`/api/users/${person.uuid}/`, { last_name: 'King' });
  await app.issueToken(username);
  const { id } = app.people.get(username) as { id: number };
  const now = app.now.toISOString();
  await createSession(app.db, {
    personId: id,
    now: app.now,
    clientIp: '192.0.2.7',
    userAgent: 'x',
  });
  await app.db
    .insertInto('person_email')
    .values({ person_id: id, email: address.toLowerCase(), created: now })
    .execute();
  await app.db
    .insertInto('person_identity')
    .values({
      person_id: id,
      issuer: 'https://login.example.org',
      subject: `of ${address}`,
      created: now,
    })
    .execute();
  await app.db
    .insertInto('saved_view')
    .values({ person_id: id, name: 'mine', query: 'state=pending', created: now })
    .execute();
  await app.db
    .insertInto('mail_message')
    .values({
      event_id: crypto.randomUUID(),
      recipient: address,
      person_id: id,
      kind: 'award_waits',
      identifier: '',
      destination: '',
      payload: JSON.stringify({ to: address }),
      created: now,
    })
    .execute();
  const delivery = { kind: 'mail', event: 'award_waits', identifier: '', destination: '' };
  await app.db
    .insertInto('delivery_log')
    .values({
      ...{ ...delivery, id, recipient: address, created: now, finished: now },
      ...{ attempts: 0, outcome: 'delivered' },
    })
    .execute();
  return { uuid: String(person.uuid), id };
}

/** The rows of every table that contain one of these texts, by table. */
async function findTexts(texts: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`
    select relname as name from pg_class
    where relkind = 'r' and relnamespace = current_schema()::regnamespace`.execute(app.db);
  const queries = rows.map(
    ({ name }) =>
      sql`select ${name} as name, row_to_json(t)::text as text from ${sql.table(name)} t`,
  );
  const found = await sql<{ name: string; text: string }>`
    select name, text from (${sql.join(queries, sql` union all `)}) everything
    where lower(text) like any(${texts.map((text) => `%${text.toLowerCase()}%`)})`.execute(app.db);
  return found.rows.map(({ name, text }) => `${name}: ${text}`);
}

test('staff and the person get everything that is stored, without keys and hashes', async () => {
  const { uuid } = await createTraces('ada');
  const reply = await app.get(`/api/users/${uuid}/personal-data/`);
  assert.equal(reply.status, 200, reply.text);
  const { body } = reply;
  assert.equal(body.person.email, email);
  assert.equal(body.emails[0].email, email.toLowerCase());
  assert.equal(body.sessions[0].address, '192.0.2.7');
  assert.equal(body.mails[0].recipient, email);
  assert.ok(
    body.administrative_audit.some(({ action }: { action: string }) => action === 'person.created'),
  );
  assert.doesNotMatch(reply.text, /password_hash|digest|"key"/);
  const path = `/api/users/${uuid}/personal-data/`;
  assert.equal((await app.get(path, { as: 'ada' })).status, 200);
  await app.createPerson('grace', { is_support: true });
  assert.equal((await app.get(path, { as: 'grace' })).status, 403);
});

test('an erased person leaves a pseudonym in the audits, and nothing that names them', async () => {
  const { uuid } = await createTraces('byron', 'anne@example.net');
  const path = `/api/users/${uuid}/erase/`;
  assert.equal((await app.post(path, { username: 'byron' }, { as: 'grace' })).status, 403);
  assert.equal((await app.post(path, { username: 'ada' })).status, 400);
  const reply = await app.post(path, { username: 'byron' });
  assert.equal(reply.status, 200, reply.text);
  const pseudonym = `erased-${uuid.slice(0, 8)}`;
  assert.deepEqual(reply.body, { username: pseudonym });
  assert.deepEqual(await findTexts(['byron', 'anne@example.net']), []);
  const { body: entries } = await app.get(`/api/administrative-audit/?subject_uuid=${uuid}`);
  assert.ok(entries.length >= 3);
  assert.ok(
    entries.every(({ subject_name }: { subject_name: string }) => subject_name === pseudonym),
  );
  const { body: person } = await app.get(`/api/users/${uuid}/`);
  assert.deepEqual([person.is_active, person.email, person.full_name.trim()], [false, '', '']);
  assert.equal((await app.get('/api/users/me/', { as: 'byron' })).status, 401);
  assert.equal((await app.post(path, { username: pseudonym })).status, 409);
  // Others keep what names them.
  assert.notDeepEqual(await findTexts([email]), []);
});

test('nobody erases themselves, and the audit still refuses every other change', async () => {
  const { uuid } = app.people.get('staff') as { uuid: string };
  assert.equal((await app.post(`/api/users/${uuid}/erase/`, { username: 'staff' })).status, 409);
  await assert.rejects(
    sql`update administrative_entry set subject_name = 'x'`.execute(app.db),
    /never changed or removed/,
  );
});

test('the command line exports and erases', async () => {
  await createTraces('charles', 'charles@example.com');
  const env = { DATABASE_URL: app.database.url };
  const exported = await runGatehouse(['user', 'export', 'charles'], env);
  assert.equal(JSON.parse(exported.stdout).person.username, 'charles');
  const unsure = await runGatehouse(['user', 'erase', 'charles'], env);
  assert.match(unsure.stderr, /cannot be undone\. Say --yes/);
  const erased = await runGatehouse(['user', 'erase', 'charles', '--yes'], env);
  assert.match(erased.stdout, /^Erased\. The audits say erased-[0-9a-f]{8}\.\n$/);
  assert.deepEqual(await findTexts(['charles']), []);
});
