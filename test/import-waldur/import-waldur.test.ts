import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, afterEach, before, beforeEach, describe, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { type Kysely, sql } from 'kysely';
import type { Database } from '../../src/database/schema.ts';
import { StartError } from '../../src/errors/start-error.ts';
import { parseWaldurUrl, readWaldurToken } from '../../src/import-waldur/read-source.ts';
import {
  type ImportOptions,
  type ImportResult,
  runImport,
} from '../../src/import-waldur/run-import.ts';
import { WaldurClient } from '../../src/import-waldur/waldur-client.ts';
import { answerJob } from '../../src/openportal/execute-job.ts';
import { findViolations } from '../../src/service/integrity-rules.ts';
import { matchesTemplateKey } from '../../src/templates/template-key.ts';
import { GatehouseProcess, runGatehouse } from '../support/gatehouse-process.ts';
import { createTestDatabase, type TestDatabase } from '../support/test-database.ts';
import { auditEntry, user, userInfo, userRole, withDashes } from '../support/waldur/waldur-data.ts';
import { WaldurStandIn } from '../support/waldur/waldur-stand-in.ts';
import { createExampleWaldur } from './example-waldur.ts';

/* Imports from a Waldur, which a process of its own stands in for. */

const now = new Date('2026-11-27T12:00:00Z');
let waldur: WaldurStandIn;
let database: TestDatabase;
let example: ReturnType<typeof createExampleWaldur>;
let retries: string[];

before(async () => {
  waldur = await WaldurStandIn.start(3);
});
after(() => waldur.stop());

async function openExample(): Promise<void> {
  database = await createTestDatabase();
  example = createExampleWaldur();
  retries = [];
  waldur.requests = [];
  await waldur.setFaults();
  await waldur.setLists(example.lists);
}

/** An empty database and a new Waldur for each test of a group. */
function openForEachTest(): void {
  beforeEach(openExample);
  afterEach(() => database.close());
}

function importExample(given: Partial<ImportOptions> = {}): Promise<ImportResult> {
  const client = new WaldurClient({
    baseUrl: waldur.url,
    token: WaldurStandIn.token,
    onRetry: (line) => retries.push(line),
    retryDelayMs: 5,
    requestTimeoutMs: 5000,
  });
  return runImport({
    ...{ db: database.db, client, source: waldur.url, portal: null, isDryRun: false },
    ...{ publicUrl: 'https://desk.example.org', clock: () => now, say: () => undefined },
    ...given,
  });
}

/** The rows of the tables that an import writes, as text, without those that only it reads. */
async function readTables(db: Kysely<Database>): Promise<Record<string, string>> {
  const names = ['customer', 'person', 'person_short_name', 'customer_role', 'project', 'setting'];
  names.push('project_role', 'project_template', 'managed_project', 'audit_entry', 'invitation');
  names.push(
    'administrative_entry',
    'outbox',
    'short_name_series',
    'mail_message',
    'machine_project',
  );
  const tables: Record<string, string> = {};
  for (const name of names) {
    const { rows } = await sql<{ text: string }>`
      select coalesce(string_agg(t::text, '\n' order by t::text), '') as text from ${sql.table(name)} t`.execute(
      db,
    );
    tables[name] = rows[0]?.text ?? '';
  }
  return tables;
}

/** One award with what it refers to. */
async function readAward(identifier: string) {
  const { rows } = await sql<Record<string, unknown>>`
    select state, details, review_comment, applied_allocation, version, project.credits, project.short_name,
      project.uuid::text as project, reviewer.username as reviewer, is_robot, reviewed_at,
      (select array_agg(reason ->> 'code') from jsonb_array_elements(waiting_reasons) reason) as reasons,
      previous.uuid::text as previous
    from managed_project award
    left join project on project.id = project_id left join person reviewer on reviewer.id = reviewed_by
    left join project previous on previous.id = previous_project_id
    where identifier = ${identifier}`.execute(database.db);
  return rows[0] ?? {};
}

/** The result of an instruction as its awarding portal gets it. */
async function sendInstruction(instruction: string): Promise<unknown> {
  const seconds = Math.floor(now.getTime() / 1000);
  const job = {
    ...{ id: randomUUID(), created: seconds, changed: seconds, expires: seconds + 120 },
    ...{ version: 2, state: 'Pending', result: null, result_type: null },
    command: `brics.bridge.isambard ${instruction}`,
    forwarded_for: 'ukri.brics.isambard',
  };
  const context = {
    ...{ db: database.db, clock: () => now, portal: 'brics' },
    projectUrl: (uuid: string) => `https://desk.example.org/api/projects/${uuid}/`,
  };
  const answered = await answerJob(context, job, (_reference, error) => {
    throw error;
  });
  return JSON.parse(String(answered.result));
}

async function readAudit(identifier: string) {
  const { rows } = await sql<{ action: string; username: string; note: string }>`
    select action, username, note from audit_entry join person on person.id = performed_by
    where identifier = ${identifier} order by audit_entry.id`.execute(database.db);
  return rows;
}

const countRows = async (table: 'outbox' | 'mail_message' | 'waldur_item'): Promise<number> => {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from ${sql.table(table)}`.execute(database.db);
  return rows[0]?.count ?? -1;
};

describe('an import from Waldur', () => {
  let result: ImportResult;

  before(async () => {
    await openExample();
    result = await importExample();
  });
  after(() => database.close());

  test('keeps states, reviewers, comments, short names, mappings and UUIDs, and sends nothing', async () => {
    assert.deepEqual([result.report.collisions, result.violations], [[], []]);
    const { climate, ended, growing } = example.projects;
    const approved = await readAward('p1.ukri');
    assert.equal(approved.project, withDashes(climate.uuid as string));
    const { state, review_comment, short_name, reviewer, credits, applied_allocation } = approved;
    assert.deepEqual(
      { state, review_comment, short_name, reviewer, credits, applied_allocation },
      {
        ...{ state: 'approved', review_comment: 'Fits the call.', short_name: 'a6a' },
        // 2 node hours are a credit.
        ...{ reviewer: 'grace', credits: '50.00', applied_allocation: '100 NHR' },
      },
    );
    assert.equal(approved.reviewed_at, '2026-03-04T05:06:07.000008Z');
    const pending = await readAward('p2.ukri');
    assert.deepEqual(pending.reasons, ['above_approval_limit', 'odd_message'].toSorted());
    assert.equal(pending.review_comment, 'Ask the panel.');
    assert.deepEqual((await readAward('p3.ukri')).state, 'rejected');
    assert.equal((await readAward('p4.ukri')).previous, withDashes(ended.uuid as string));
    assert.deepEqual(
      [(await readAward('p5.ukri')).is_robot, (await readAward('p5.ukri')).short_name],
      [true, 'a6zz'],
    );
    const larger = await readAward('p7.ukri');
    assert.equal(larger.project, withDashes(growing.uuid as string));
    assert.deepEqual([larger.applied_allocation, larger.credits], ['100 NHR', '50.00']);
    assert.equal(await countRows('outbox'), 0);
    assert.equal(await countRows('mail_message'), 0);
    assert.equal(await countRows('waldur_item'), 0, 'the copy is deleted');
    assert.deepEqual(await findViolations(database.db), []);
  });

  test('keeps people, roles, invitations, short names of people and template rules', async () => {
    const { db } = database;
    const people = await db
      .selectFrom('person')
      .select(['username', 'full_name', 'email', 'is_staff', 'is_active', 'password_hash', 'uuid'])
      .where('is_robot', '=', false)
      .orderBy('username')
      .execute();
    assert.deepEqual(
      people.map(({ username, full_name, email }) => [username, full_name, email]),
      [
        ['ada', 'ada Example', 'ada@example.org'],
        ['alan', 'Alan Mathison', 'alan@example.org'],
        ['gone', 'gone Example', 'gone@example.org'],
        ['grace', 'grace Example', 'grace@example.org'],
        ['twin', 'twin Example', ''],
      ],
    );
    assert.deepEqual(
      people.map(({ is_active }) => is_active),
      [true, true, false, true, true],
    );
    assert.ok(people.every(({ password_hash }) => password_hash === null));
    assert.equal(people[0]?.uuid, withDashes(example.people.ada.uuid as string));
    const roles = await sql<{ role: string }>`
      select username || ' ' || role || ' ' || name as role from (
        select person_id, role, name from customer_role join customer on customer.id = customer_id
        union all select person_id, role, name from project_role join project on project.id = project_id) held
      join person on person.id = person_id order by 1`.execute(db);
    assert.deepEqual(
      roles.rows.map(({ role }) => role),
      [
        'alan PROJECT.ADMIN Climate',
        'grace CUSTOMER.OWNER Isambard',
        'grace CUSTOMER.OWNER Research',
      ],
    );
    const invited = await db.selectFrom('invitation').select(['email', 'role']).execute();
    assert.deepEqual(invited, [{ email: 'new@example.org', role: 'PROJECT.MEMBER' }]);
    const names = await db
      .selectFrom('person_short_name')
      .select('short_name')
      .orderBy('short_name')
      .execute();
    assert.deepEqual(
      names.map(({ short_name }) => short_name),
      ['ada', 'al-an'],
    );
    const template = await db.selectFrom('project_template').selectAll().executeTakeFirstOrThrow();
    assert.deepEqual(template.role_mapping, { PI: 'PROJECT.ADMIN', Member: 'PROJECT.MEMBER' });
    assert.deepEqual(template.allocation_units_mapping, { NHR: 2 });
    assert.deepEqual([template.approval_limit, template.max_credit_limit], ['1000.00', '5000.00']);
    const { key_salt: salt, key_digest: digest } = template as {
      key_salt: Buffer;
      key_digest: Buffer;
    };
    assert.ok(matchesTemplateKey('a secret word', { salt, digest }));
    const text = JSON.stringify(await readTables(db));
    assert.doesNotMatch(text, /a secret word|a-token-that-must-not-be-stored/);
  });

  test('keeps the audit with its authors, and completes it', async () => {
    const history = await readAudit('p1.ukri');
    assert.deepEqual(
      history.map(({ action, username }) => [action, username]),
      [
        ['created', 'gatehouse-robot'],
        ['updated', 'ada'],
        ['approved', 'grace'],
        ['imported', 'gatehouse-robot'],
      ],
    );
    const rejected = await readAudit('p3.ukri');
    assert.deepEqual(
      rejected.map(({ action, username }) => [action, username]),
      [
        ['created', 'gatehouse-robot'],
        ['rejected', 'grace'],
        ['imported', 'gatehouse-robot'],
      ],
    );
    assert.match(rejected[1]?.note ?? '', /Waldur .* has no entry of this decision\. Too late\.$/);
    assert.deepEqual(
      (await readAudit('p9.ukri')).map(({ action }) => action),
      ['deleted'],
    );
  });

  test('changes nothing the second time', async () => {
    const before = await readTables(database.db);
    const { report } = await importExample();
    assert.deepEqual(report.countChanges(), {});
    assert.deepEqual(await readTables(database.db), before);
  });

  test('answers the awarding portal as Waldur did, and gives no short name twice', async () => {
    assert.equal(await sendInstruction('get_project_mapping p1.ukri'), 'p1.ukri:a6a.brics');
    const details = { name: 'New', template: 'cpu', key: 'a secret word', allocation: '10 NHR' };
    assert.equal(
      await sendInstruction(`create_project p20.ukri ${JSON.stringify(details)}`),
      'p20.ukri:a6aaa.brics',
      'after the last name that Waldur gave',
    );
  });

  test('reports what it left out and adjusted, with the reason', async () => {
    const text = result.report.format().join('\n');
    for (const pattern of [
      /^Awards: 6 created, 0 changed, 0 unchanged, 2 left out$/m,
      /left out {2}p6\.ukri ukri\.brics\.isambard: state: An award is not stored as draft\./,
      /left out {2}p8\.ukri ukri\.brics\.isambard: allocation: The size of an allocation/,
      /left out {2}two words: username: A user name has 1 to 150/,
      /left out {2}CUSTOMER\.SUPPORT of the user .*: there is no such role here/,
      /left out {2}PROJECT\.MEMBER of the user .*: it ended at 2026-01-01/,
      /left out {2}other@example\.org as OFFERING\.MANAGER: there is no such role here/,
      /adjusted {2}twin: without the email ADA@example\.org, which another account has/,
      /adjusted {2}Research: its slug is isambard-[0-9a-f]{8}: isambard is taken/,
      /adjusted {2}cpu: without the roles Boss, which are no project roles here/,
      /adjusted {2}p2\.ukri .*: members.* left out\./,
    ]) {
      assert.match(text, pattern);
    }
  });

  test('brings what Waldur changed since, but not to awards that were decided about here', async () => {
    const { lists, awards, people } = example;
    await sendInstruction('remove_project p3.ukri');
    Object.assign(awards.pending, {
      ...{ state: 'rejected', reviewed_by_uuid: people.grace.uuid, reviewed_at: now.toISOString() },
      review_comment: 'No.',
    });
    Object.assign(awards.rejected, { review_comment: 'Changed.' });
    lists['/api/openportal-managed-project-audit/']?.push(
      auditEntry(awards.pending, 20, 'rejected', { performed_by_uuid: people.grace.uuid }),
      auditEntry(awards.rejected, 21, 'note_added'),
    );
    await waldur.setLists(lists);
    const { report, violations } = await importExample();
    assert.deepEqual(report.countChanges(), {
      award: { created: 0, changed: 1 },
      audit_entry: { created: 1, changed: 0 },
    });
    assert.match(
      report.format().join('\n'),
      /p3\.ukri .*: it was changed here since the last import/,
    );
    assert.deepEqual(violations, []);
    assert.equal((await readAward('p2.ukri')).state, 'rejected');
    assert.equal((await readAward('p3.ukri')).state, 'canceled');
    assert.deepEqual(await findViolations(database.db), []);
  });
});

describe('what stands in the way of an import', () => {
  openForEachTest();

  const refuse = async (pattern: RegExp): Promise<void> => {
    const tables = await readTables(database.db);
    const { report } = await importExample();
    assert.match(report.collisions.join('\n'), pattern);
    assert.deepEqual(await readTables(database.db), tables, 'nothing is changed');
  };

  test('a short name of another project, person, user name or award', async () => {
    const { db } = database;
    const created = now.toISOString();
    await sql`insert into customer (name, slug, created) values ('Ours', 'ours', ${created})`.execute(
      db,
    );
    await sql`insert into project (customer_id, name, slug, short_name, created)
      select id, 'Taken', 'taken', 'a6a', ${created} from customer`.execute(db);
    await sql`insert into person (username, email, date_joined)
      values ('GRACE', 'another@example.org', ${created}), ('ours', '', ${created})`.execute(db);
    await sql`insert into person_short_name (short_name, person_id, created)
      select 'al-an', id, ${created} from person where username = 'ours'`.execute(db);
    const tables = await readTables(db);
    const { report } = await importExample();
    assert.deepEqual(await readTables(db), tables, 'nothing is changed');
    const text = report.collisions.join('\n');
    assert.match(
      text,
      /The short name a6a of the project Climate is that of the project Taken here\./,
    );
    assert.match(
      text,
      /The user name grace belongs to another account here, with the email "another@/,
    );
    assert.match(text, /The short name al-an of the user .* is or was that of another person\./);
  });

  test('two projects with one short name, and a mapping that differs from the project', async () => {
    const { lists, awards } = example;
    Object.assign(awards.automatic, { local_identifier: 'a6b.brics' });
    Object.assign(awards.approved, { local_identifier: 'a6x.brics' });
    Object.assign(awards.growing, { local_identifier: 'a6c.other' });
    await waldur.setLists(lists);
    await refuse(
      /two short names in Waldur, a6a and a6x\.(.|\n)*a6b is that of two projects(.|\n)*a6c\.other, which is not of our portal brics/,
    );
  });

  test('two users with one user name, and two with one short name', async () => {
    const { lists, people } = example;
    lists['/api/users/']?.push(user('GRACE', { email: 'other@example.org' }));
    lists['/api/openportal-userinfo/']?.push(userInfo(people.grace, 'al-an'));
    await waldur.setLists(lists);
    await refuse(
      /The user name GRACE belongs to another account(.|\n)*The short name al-an of the user .* is or was that of another/,
    );
  });

  test('one project that two awards manage', async () => {
    const { lists, awards, projects } = example;
    Object.assign(awards.growing, { project_data: projects.climate, local_identifier: null });
    await waldur.setLists(lists);
    await refuse(/The project of the award p7\.ukri .* is that of the award p1\.ukri/);
  });

  test('a role in a customer that Waldur lists twice is one role, the longer one', async () => {
    const { lists, people, provider } = example;
    lists[`/api/customers/${provider.uuid}/list_users/`]?.unshift(
      userRole(people.grace, 'CUSTOMER.OWNER', { expiration_time: '2027-01-01T00:00:00Z' }),
    );
    await waldur.setLists(lists);
    const { report, violations } = await importExample();
    assert.deepEqual([report.collisions, violations], [[], []]);
    const { rows } = await sql`select role, expiration_time from customer_role
      join customer on customer.id = customer_id where customer.name = 'Isambard'`.execute(
      database.db,
    );
    assert.deepEqual(rows, [{ role: 'CUSTOMER.OWNER', expiration_time: null }]);
  });

  test('an account here with the same user name and email is the same person', async () => {
    await sql`insert into person (username, email, is_staff, date_joined)
      values ('grace', 'Grace@Example.org', true, ${now.toISOString()})`.execute(database.db);
    const { report, violations } = await importExample();
    assert.deepEqual([report.collisions, violations], [[], []]);
    assert.equal((await readAward('p1.ukri')).reviewer, 'grace');
    const before = await readTables(database.db);
    await importExample();
    assert.deepEqual(await readTables(database.db), before);
  });
});

describe('a Waldur that is slow, busy or broken', () => {
  openForEachTest();

  test('is asked again after 429, 500, a lost connection and a time-out', async () => {
    await waldur.setFaults(
      { request: '/api/customers/?', status: 429, headers: { 'retry-after': '0' } },
      { request: '/api/users/?page=2', status: 500 },
      { request: '/api/projects/?include', breaks: true },
      { request: '/api/openportal-managed-projects/?page=2', delayMs: 50 },
      { request: '/api/openportal-managed-project-audit/', status: 503 },
    );
    const { report } = await importExample();
    assert.deepEqual(report.collisions, []);
    assert.equal(retries.length, 4, retries.join('\n'));
    assert.match(retries[0] ?? '', /customers\/: status 429; next try in 0\.0 s/);
    assert.equal((await readAward('p1.ukri')).short_name, 'a6a');
  });

  test('ends the import with words where it stays broken, refuses, or redirects', async () => {
    const fail = async (pattern: RegExp): Promise<void> => {
      await assert.rejects(importExample(), (error: Error) => {
        assert.ok(error instanceof StartError);
        assert.match(error.message, pattern);
        assert.doesNotMatch(error.message, new RegExp(WaldurStandIn.token));
        return true;
      });
    };
    await waldur.setFaults(...Array(6).fill({ request: '/api/customers/', status: 502 }));
    await fail(/Waldur cannot be read: \/api\/customers\/: status 502\./);
    await waldur.setFaults({ request: '/api/users/me/', status: 302, headers: { location: '/' } });
    await fail(/it redirects \(302\)/);
    await waldur.setFaults({ request: '/api/users/me/', status: 401 });
    await fail(/the token is not accepted/);
    await waldur.setFaults({ request: '/api/users/', status: 403 });
    await fail(/status 403/);
    await waldur.setStaff(false);
    await fail(/The token is that of reader, who is not staff/);
    await waldur.setStaff(true);
  });

  test('that changes while a list is read is read again, and then given up', async () => {
    const customers = example.lists['/api/customers/'] ?? [];
    const unstable = { '/api/customers/': [...customers, ...customers, ...customers] };
    await waldur.setLists({ ...example.lists, ...unstable });
    await assert.rejects(importExample(), /customers changes while it is read/);
  });
});

describe('the command import-waldur', () => {
  openForEachTest();

  const run = (args: string[], env = {}) =>
    runGatehouse(['import-waldur', ...args], {
      ...{ DATABASE_URL: database.url, GATEHOUSE_WALDUR_TOKEN: WaldurStandIn.token },
      ...env,
    });

  test('reports a dry run and changes nothing, then imports, and check is sound', async () => {
    const tables = await readTables(database.db);
    const dry = await run([waldur.url, '--dry-run']);
    assert.equal(dry.code, 0, dry.stderr);
    assert.match(dry.stdout, /^Awards: 6 created, 0 changed, 0 unchanged, 2 left out$/m);
    assert.match(dry.stdout, /Nothing was changed: this was a dry run\.\n$/);
    assert.deepEqual(await readTables(database.db), tables);
    const real = await run([`${waldur.url}/api/`]);
    assert.equal(real.code, 0, real.stderr);
    assert.equal(real.stdout, dry.stdout.replace(/Nothing was changed.*\n$/, ''));
    assert.deepEqual(await findViolations(database.db), [], 'what the command check reads');
  });

  test('goes on after it was killed in the middle', async () => {
    const audit = '/api/openportal-managed-project-audit/';
    await waldur.setFaults({ request: `${audit}?o=timestamp&page=2`, delayMs: 60_000 });
    const killed = new GatehouseProcess(['import-waldur', waldur.url], {
      ...{ DATABASE_URL: database.url, GATEHOUSE_WALDUR_TOKEN: WaldurStandIn.token },
    });
    await waldur.waitForRequest(`${audit}?o=timestamp&page=2`);
    await killed.stop('SIGKILL');
    assert.equal((await database.db.selectFrom('customer').select('id').execute()).length, 0);
    await waitForUnlock();
    waldur.requests = [];
    await importExample();
    assert.deepEqual(
      waldur.requests.filter((request) => !request.includes('list_users')),
      [
        '/api/users/me/',
        `${audit}?o=timestamp&page=2&page_size=100`,
        '/api/user-invitations/?state=pending&page=1&page_size=100',
      ],
    );
    assert.equal((await readAudit('p1.ukri')).length, 4);
    assert.deepEqual(await findViolations(database.db), []);
  });

  /** Until the server has noticed that the process is gone. */
  async function waitForUnlock(): Promise<void> {
    for (;;) {
      const { rows } = await sql`select from pg_locks join pg_database on pg_database.oid = database
        where locktype = 'advisory' and datname = current_database()`.execute(database.db);
      if (rows.length === 0) return;
      await pause(20);
    }
  }

  test('takes the token from the environment or a file, and no unencrypted way', () => {
    assert.equal(readWaldurToken({ GATEHOUSE_WALDUR_TOKEN: ' abc\n' }, undefined), 'abc');
    assert.throws(() => readWaldurToken({}, undefined), /Set GATEHOUSE_WALDUR_TOKEN/);
    assert.throws(() => readWaldurToken({}, '/nowhere/token'), /--token-file .* \(ENOENT\)/);
    const folder = mkdtempSync(path.join(tmpdir(), 'gatehouse-token-'));
    try {
      const file = path.join(folder, 'token');
      writeFileSync(file, 'def\n');
      const named = { GATEHOUSE_WALDUR_TOKEN_FILE: file };
      assert.equal(readWaldurToken(named, undefined), 'def');
      assert.equal(readWaldurToken({ GATEHOUSE_WALDUR_TOKEN: 'abc' }, file), 'def');
      assert.throws(
        () => readWaldurToken({ ...named, GATEHOUSE_WALDUR_TOKEN: 'abc' }, undefined),
        /not both/,
      );
      writeFileSync(file, '');
      assert.throws(() => readWaldurToken(named, undefined), /_TOKEN_FILE .* not empty/);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
    assert.equal(parseWaldurUrl('https://w.example.org/api/'), 'https://w.example.org');
    assert.equal(parseWaldurUrl('http://localhost:8000'), 'http://localhost:8000');
    assert.throws(() => parseWaldurUrl('http://w.example.org'), /must begin with https/);
    assert.throws(() => parseWaldurUrl('https://me:secret@w.example.org'), /no user, password/);
  });
});
