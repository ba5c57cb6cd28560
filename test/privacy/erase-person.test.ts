import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { sql } from 'kysely';
import { replacePassword } from '../../src/access/password-service.ts';
import { createSession } from '../../src/access/start-and-end-sessions.ts';
import { startActor } from '../../src/admin-audit/actor.ts';
import type { RefusedError } from '../../src/errors/refused-error.ts';
import type { Caller } from '../../src/http/caller.ts';
import { createPerson } from '../../src/people/create-person.ts';
import { lockEmails } from '../../src/people/unique-email.ts';
import { erasePerson } from '../../src/privacy/erase-person.ts';
import { addAccountIdentity } from '../../src/sign-on/identity-service.ts';
import { runGatehouse } from '../support/gatehouse-process.ts';
import { awardDetails, TestApp } from '../support/test-app.ts';
import { waitForLockedStatements } from '../support/wait-for-lock.ts';

/* docs/privacy.md: what is stored about a person is exported, erased, and kept as long as settings say. */

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

/** A project of an award on a machine, with an account of this person there and a day of their use. */
async function addUseOfMachine(personId: number, shortName: string): Promise<void> {
  const { rows } = await sql<{ id: number }>`
    with owner as (insert into customer (name, slug, created)
        values (${shortName}, ${shortName}, now()) returning id),
      made as (insert into project (customer_id, name, slug, created)
        select id, ${`Project ${shortName}`}, ${shortName}, now() from owner returning id),
      machine as (insert into resource (name, destination, seconds_per_credit, volumes, created)
        values (${shortName}, ${`brics.${shortName}`}, 3600, '[]', now()) returning id),
      pair as (insert into machine_project (project_id, resource_id, wanted, wanted_reason,
          wanted_limit, wanted_quotas, wanted_since)
        select made.id, machine.id, 'present', '', 0, '{}', now() from made, machine returning *),
      account as (insert into local_account (resource_id, local_name, short_name, project_id,
          person_id, local_group, first_seen, last_seen)
        select resource_id, ${`u-${shortName}`}, ${shortName}, project_id, ${personId}, 'g', now(), now()
        from pair),
      name as (insert into usage_name (resource_id, local_name)
        select id, ${`u-${shortName}`} from machine returning id)
    insert into usage_day (machine_project_id, day, is_complete, name_ids, seconds, jobs,
      wait_seconds, total_jobs, total_wait_seconds)
    select pair.id, '2026-01-02', true, array[name.id], array[7200], array[3], array[0], 3, 0
    from pair, name returning machine_project_id as id`.execute(app.db);
  assert.equal(rows.length, 1);
}

const addShortName = (personId: number, shortName: string) =>
  app.db
    .insertInto('person_short_name')
    .values({ person_id: personId, short_name: shortName, created: app.now.toISOString() })
    .execute();

test('a name that a machine knows stays with its use; one that none knows is free again', async () => {
  const { uuid, id } = await createTraces('dorothy', 'dorothy@example.com');
  await addShortName(id, 'dvaughan');
  await addUseOfMachine(id, 'dvaughan');
  const { id: other } = await createTraces('mary', 'mary@example.com');
  await addShortName(other, 'mjackson');
  const { body } = await app.get(`/api/users/${uuid}/personal-data/`);
  assert.deepEqual(body.use_of_machines, [
    {
      ...{ resource: 'dvaughan', project: 'Project dvaughan', day: '2026-01-02' },
      ...{ node_seconds: '7200', jobs: 3 },
    },
  ]);
  for (const name of ['dorothy', 'mary']) {
    const user = app.people.get(name) ?? { uuid: '' };
    const reply = await app.post(`/api/users/${user.uuid}/erase/`, { username: name });
    assert.equal(reply.status, 200, reply.text);
  }
  const names = await app.db.selectFrom('person_short_name').select('short_name').execute();
  assert.deepEqual(names, [{ short_name: 'dvaughan' }]);
});

test('mentions, exclusions and refused addresses are exported, and go', async () => {
  const { uuid, id } = await createTraces('katherine', 'kj@example.com');
  const { uuid: author, id: authorId } = await createTraces('christine', 'cd@example.com');
  const key = { identifier: 'p7.ukri', destination: 'ukri.brics.cpu' };
  const now = app.now.toISOString();
  const text = 'Ask @Katherine. Not @katherine.g or k@katherine.';
  const note = await app.db
    .insertInto('internal_note')
    .values({ ...key, text, author: authorId, created: now })
    .returning('id')
    .executeTakeFirstOrThrow();
  await app.db
    .insertInto('internal_note_mention')
    .values({ note_id: note.id, person_id: id })
    .execute();
  await sql`insert into audit_entry (identifier, destination, "timestamp", event_type, action, note,
      performed_by, concerns_id)
    values ('p7.ukri', 'ukri.brics.cpu', now(), 'note_added', 'mentioned', 'Katherine King',
        ${authorId}, ${id}),
      ('p7.ukri', 'ukri.brics.cpu', now(), 'details_updated', 'assigned', 'To Katherine King.',
        ${authorId}, ${id})`.execute(app.db);
  await app.db
    .insertInto('mail_refused_address')
    .values({ email: 'kj@example.com', reason: 'No such user', refused: now })
    .execute();
  await sql`with owner as (insert into customer (name, slug, created) values ('k', 'k', now()) returning id),
      made as (insert into project (customer_id, name, slug, created)
        select id, 'k', 'k', now() from owner returning id)
    insert into project_exclusion (project_id, email, role, created)
    select id, 'kj@example.com', 'PI', now() from made`.execute(app.db);
  const { body } = await app.get(`/api/users/${uuid}/personal-data/`);
  assert.deepEqual(body.mentions, [{ ...key, text, created: body.mentions[0].created }]);
  assert.equal(body.refused_addresses[0].reason, 'No such user');
  assert.equal(body.exclusions[0].project, 'k');
  const reply = await app.post(`/api/users/${uuid}/erase/`, { username: 'katherine' });
  assert.equal(reply.status, 200, reply.text);
  const pseudonym = reply.body.username;
  const left = await app.db.selectFrom('internal_note').select('text').execute();
  assert.deepEqual(left, [{ text: `Ask @${pseudonym}. Not @katherine.g or k@katherine.` }]);
  const entries = await app.db.selectFrom('audit_entry').select('note').orderBy('id').execute();
  assert.deepEqual(entries, [{ note: pseudonym }, { note: `To ${pseudonym}.` }]);
  assert.deepEqual(await findTexts(['kj@example.com', 'Katherine King']), []);
  // Their own notes and decisions stay, under the pseudonym of the author.
  await app.post(`/api/users/${author}/erase/`, { username: 'christine' });
  assert.equal((await app.db.selectFrom('internal_note').select('id').execute()).length, 1);
  await assert.rejects(
    sql`update audit_entry set note = 'x'`.execute(app.db),
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

test('an erased person stays out of the projects whose awards name one of their emails', async () => {
  await app.createTemplateWithCustomers({ approval_limit: '1000' });
  const { uuid, id } = await createTraces('hedy', 'hedy@example.com');
  const { id: otherId } = await createTraces('george', 'george@example.com');
  const signInWith = (personId: number, address: string) =>
    app.db
      .insertInto('person_email')
      .values({ person_id: personId, email: address, created: app.now.toISOString() })
      .execute();
  await signInWith(id, 'lamarr@example.com');
  // The office's, with which both have signed in.
  for (const personId of [id, otherId]) await signInWith(personId, 'office@example.com');
  const send = (instruction: string, members: object, identifier: string) =>
    app.sendInstruction(instruction, { ...awardDetails, name: identifier, members }, identifier);
  await send('create_project', { 'Hedy@Example.com': 'PI', 'office@example.com': 'PI' }, 'p1.ukri');
  await send('create_project', { 'lamarr@example.com': 'PI' }, 'p2.ukri');
  await app.sendInstruction('remove_project', undefined, 'p2.ukri');
  await send('create_project', { 'else@example.com': 'PI' }, 'p3.ukri');
  await app.db
    .insertInto('mail_message')
    .values({
      event_id: crypto.randomUUID(),
      recipient: 'office@example.com',
      person_id: otherId,
      kind: 'award_waits',
      identifier: '',
      destination: '',
      payload: '{}',
      created: app.now.toISOString(),
    })
    .execute();
  const reply = await app.post(`/api/users/${uuid}/erase/`, { username: 'hedy' });
  assert.equal(reply.status, 200, reply.text);
  const { rows } = await sql<{ project: string; email: string; role: string }>`
    select name as project, email, role from project_exclusion
    join project on project.id = project_id order by name, email`.execute(app.db);
  assert.deepEqual(rows, [
    { project: 'p1.ukri', email: 'hedy@example.com', role: 'PI' },
    { project: 'p2.ukri', email: 'lamarr@example.com', role: 'PI' },
  ]);
  const { rows: mails } = await sql`
    select from mail_message where recipient = 'office@example.com'`.execute(app.db);
  assert.equal(mails.length, 1, 'what the other account has of the shared email stays');
});

test('an erasure waits for a decision that invites the person, and removes the invitation', async () => {
  const { uuid } = await createTraces('ida', 'ida@example.com');
  const members = { 'ida@example.com': 'PI' };
  const details = { ...awardDetails, membership_control: 'open', members };
  await app.sendInstruction('create_project', details, 'p4.ukri');
  await sql`delete from invitation where email = 'ida@example.com'`.execute(app.db);
  let erasing: Promise<{ status: number; text: string }> | undefined;
  await app.db.transaction().execute(async (trx) => {
    // As a message: it locks the award, reads who is kept out and invites the others.
    await sql`select from managed_project where identifier = 'p4.ukri' for update`.execute(trx);
    erasing = app.post(`/api/users/${uuid}/erase/`, { username: 'ida' });
    await waitForLockedStatements(app.db);
    await sql`insert into invitation (project_id, email, role, created)
      select project_id, 'ida@example.com', 'PROJECT.MEMBER', now() from managed_project
      where identifier = 'p4.ukri'`.execute(trx);
  });
  const reply = await erasing;
  assert.equal(reply?.status, 200, reply?.text);
  const { rows } = await sql`select from invitation where email = 'ida@example.com'`.execute(
    app.db,
  );
  assert.deepEqual(rows, []);
});

test('changes of an account that wait for its erasure are refused, and leave nothing of the person', async () => {
  const { uuid } = await createTraces('emmy', 'emmy@example.org');
  const at = `/api/users/${uuid}/`;
  const context = { db: app.db, clock: () => app.now };
  const caller = {
    ...{ personId: app.people.get('staff')?.id, uuid: '', clientIp: '192.0.2.7', isStaff: true },
    credential: { via: 'session', uuid: '' },
  } as unknown as Caller;
  const identity = { subject: 'emmy', resolveIssuer: async () => 'https://login.example.org' };
  const password = { username: 'emmy', password: 'on every ring an ideal' };
  let changes: Promise<unknown>[] = [];
  await app.db.transaction().execute(async (trx) => {
    await erasePerson(trx, uuid, { now: app.now, actor: startActor });
    const replies = [
      app.patch(at, { last_name: 'Noether', email: 'emmy@example.org', is_active: true }),
      app.post(`${at}reset-link/`),
      app.patch(`/api/openportal-userinfo/${uuid}/`, { shortname: 'emmy' }),
    ];
    const errors = [
      addAccountIdentity(context, caller, uuid, identity),
      replacePassword(context, startActor, password),
    ];
    changes = [
      ...replies.map(async (reply) => ((await reply).status === 409 ? 'conflict' : reply)),
      ...errors.map((change) => change.catch(({ code }: RefusedError) => code)),
    ];
    await waitForLockedStatements(app.db, changes.length);
  });
  assert.deepEqual(await Promise.all(changes), Array(5).fill('conflict'));
  assert.deepEqual(await findTexts(['emmy', 'noether']), []);
});

test('an erasure and a change of an account to another email of its own do not wait for each other', async () => {
  const { uuid, id } = await createTraces('sofia', 'sofia@example.org');
  await app.patch(`/api/users/${uuid}/`, { email: 'kovalevskaya@example.org' });
  let change: Promise<{ status: number; text: string }> | undefined;
  await app.db.transaction().execute(async (trx) => {
    // As an erasure: the emails first, then the row.
    await lockEmails(trx, ['kovalevskaya@example.org', 'sofia@example.org']);
    change = app.patch(`/api/users/${uuid}/`, { email: 'sofia@example.org' });
    await waitForLockedStatements(app.db);
    await sql`select from person where id = ${id} for no key update nowait`.execute(trx);
  });
  assert.equal((await change)?.status, 200);
});

test('an erasure waits for an account that is being created with the email, and leaves it what is its own', async () => {
  const { uuid } = await createTraces('annie', 'annie@example.org');
  await sql`insert into mail_refused_address (email, reason, refused)
    values ('annie@example.org', 'No such user', now())`.execute(app.db);
  const twin = { username: 'jump', email: 'annie@example.org', is_active: false };
  let erasing: Promise<{ status: number; text: string }> | undefined;
  await app.db.transaction().execute(async (trx) => {
    await createPerson(trx, startActor, twin, { now: app.now.toISOString() });
    erasing = app.post(`/api/users/${uuid}/erase/`, { username: 'annie' });
    await Promise.race([erasing, waitForLockedStatements(app.db)]);
  });
  const reply = await erasing;
  assert.equal(reply?.status, 200, reply?.text);
  const { rows } =
    await sql`select from mail_refused_address where email = 'annie@example.org'`.execute(app.db);
  assert.equal(rows.length, 1);
});
