import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, afterEach, before, beforeEach, describe, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { sql } from 'kysely';
import { toCallerFields } from '../../src/access/caller-fields.ts';
import { parseWaldurUrl, readWaldurToken } from '../../src/import-waldur/read-source.ts';
import type { ImportResult } from '../../src/import-waldur/run-import.ts';
import { answerJob } from '../../src/openportal/execute-job.ts';
import { findViolations } from '../../src/service/integrity-rules.ts';
import { mapUsers } from '../../src/site-access/identifier-mapping.ts';
import { matchesTemplateKey } from '../../src/templates/template-key.ts';
import { GatehouseProcess, runGatehouse } from '../support/gatehouse-process.ts';
import { auditEntry, withDashes } from '../support/waldur/waldur-data.ts';
import { WaldurStandIn } from '../support/waldur/waldur-stand-in.ts';
import { ImportTestBed, now, readTables } from './import-test-bed.ts';

/* Imports from a Waldur, which a process of its own stands in for. */

let bed: ImportTestBed;
before(async () => {
  bed = await ImportTestBed.open();
});
after(() => bed.close());

/** An empty database and a new Waldur for each test of a group. */
function openForEachTest(): void {
  beforeEach(() => bed.openExample());
  afterEach(() => bed.database.close());
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
    ...{ db: bed.database.db, clock: () => now, portal: 'brics' },
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
    where identifier = ${identifier} order by audit_entry.id`.execute(bed.database.db);
  return rows;
}

const countRows = async (table: 'outbox' | 'mail_message' | 'waldur_item'): Promise<number> => {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from ${sql.table(table)}`.execute(bed.database.db);
  return rows[0]?.count ?? -1;
};

describe('an import from Waldur', () => {
  let result: ImportResult;

  before(async () => {
    await bed.openExample();
    result = await bed.importExample();
  });
  after(() => bed.database.close());

  test('keeps states, reviewers, comments, short names, mappings and UUIDs, and sends nothing', async () => {
    assert.deepEqual([result.report.collisions, result.violations], [[], []]);
    const { climate, ended, growing } = bed.example.projects;
    const approved = await bed.readAward('p1.ukri');
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
    const pending = await bed.readAward('p2.ukri');
    assert.deepEqual(pending.reasons, ['above_approval_limit', 'odd_message'].toSorted());
    assert.equal(pending.review_comment, 'Ask the panel.');
    assert.deepEqual((await bed.readAward('p3.ukri')).state, 'rejected');
    assert.equal((await bed.readAward('p4.ukri')).previous, withDashes(ended.uuid as string));
    assert.deepEqual(
      [(await bed.readAward('p5.ukri')).is_robot, (await bed.readAward('p5.ukri')).short_name],
      [true, 'a6zz'],
    );
    const larger = await bed.readAward('p7.ukri');
    assert.equal(larger.project, withDashes(growing.uuid as string));
    assert.deepEqual([larger.applied_allocation, larger.credits], ['100 NHR', '50.00']);
    assert.equal(await countRows('outbox'), 0);
    assert.equal(await countRows('mail_message'), 0);
    assert.equal(await countRows('waldur_item'), 0, 'the copy is deleted');
    assert.deepEqual(await findViolations(bed.database.db), []);
  });

  test('keeps people, roles, invitations, short names of people and template rules', async () => {
    const { db } = bed.database;
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
    assert.equal(people[0]?.uuid, withDashes(bed.example.people.ada.uuid as string));
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
    const before = await readTables(bed.database.db);
    const { report } = await bed.importExample();
    assert.deepEqual(report.countChanges(), {});
    assert.deepEqual(await readTables(bed.database.db), before);
  });

  test('answers the awarding portal as Waldur did, and gives no short name twice', async () => {
    assert.equal(await sendInstruction('get_project_mapping p1.ukri'), 'p1.ukri:a6a.brics');
    assert.deepEqual(await sendInstruction('get_users p1.ukri'), [
      'alan.p1.ukri:alan@example.org:p1.ukri',
    ]);
    const identifiers = ['al-an.a6a.brics', 'ada.a6a.brics', 'alan@example.org'];
    const { ada, alan } = bed.example.people;
    const { db } = bed.database;
    const staff = await db
      .selectFrom('person')
      .select(['id', 'uuid', 'username', 'full_name', 'is_staff', 'is_support'])
      .where('uuid', '=', withDashes(ada.uuid as string))
      .executeTakeFirstOrThrow();
    const credential = { via: 'session', uuid: randomUUID(), scope: 'admin' } as const;
    const caller = { ...toCallerFields(staff), credential, clientIp: '' };
    const mapped = await mapUsers({ db, portal: () => 'brics' }, caller, identifiers);
    assert.deepEqual(
      identifiers.map((identifier) => mapped[identifier]?.uuid),
      [withDashes(alan.uuid as string), undefined, withDashes(alan.uuid as string)],
    );
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
    const { lists, awards, people } = bed.example;
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
    await bed.waldur.setLists(lists);
    const { report, violations } = await bed.importExample();
    assert.deepEqual(report.countChanges(), {
      award: { created: 0, changed: 1 },
      audit_entry: { created: 1, changed: 0 },
    });
    assert.match(
      report.format().join('\n'),
      /p3\.ukri .*: it was changed here since the last import/,
    );
    assert.deepEqual(violations, []);
    assert.equal((await bed.readAward('p2.ukri')).state, 'rejected');
    assert.equal((await bed.readAward('p3.ukri')).state, 'canceled');
    assert.deepEqual(await findViolations(bed.database.db), []);
  });
});

describe('the command import-waldur', () => {
  openForEachTest();

  const run = (args: string[], env = {}) =>
    runGatehouse(['import-waldur', ...args], {
      ...{ DATABASE_URL: bed.database.url, GATEHOUSE_WALDUR_TOKEN: WaldurStandIn.token },
      ...env,
    });

  test('reports a dry run and changes nothing, then imports, and check is sound', async () => {
    const tables = await readTables(bed.database.db);
    const dry = await run([bed.waldur.url, '--dry-run']);
    assert.equal(dry.code, 0, dry.stderr);
    assert.match(dry.stdout, /^Awards: 6 created, 0 changed, 0 unchanged, 2 left out$/m);
    assert.match(dry.stdout, /Nothing was changed: this was a dry run\.\n$/);
    assert.deepEqual(await readTables(bed.database.db), tables);
    const real = await run([`${bed.waldur.url}/api/`]);
    assert.equal(real.code, 0, real.stderr);
    assert.equal(real.stdout, dry.stdout.replace(/Nothing was changed.*\n$/, ''));
    assert.deepEqual(await findViolations(bed.database.db), [], 'what the command check reads');
  });

  test('goes on after it was killed in the middle', async () => {
    const audit = '/api/openportal-managed-project-audit/';
    await bed.waldur.setFaults({ request: `${audit}?o=timestamp&page=2`, delayMs: 60_000 });
    const killed = new GatehouseProcess(['import-waldur', bed.waldur.url], {
      ...{ DATABASE_URL: bed.database.url, GATEHOUSE_WALDUR_TOKEN: WaldurStandIn.token },
    });
    await bed.waldur.waitForRequest(`${audit}?o=timestamp&page=2`);
    await killed.stop('SIGKILL');
    assert.equal((await bed.database.db.selectFrom('customer').select('id').execute()).length, 0);
    await waitForUnlock();
    bed.waldur.requests = [];
    await bed.importExample();
    assert.deepEqual(
      bed.waldur.requests.filter((request) => !request.includes('list_users')),
      [
        '/api/users/me/',
        `${audit}?o=timestamp&page=2&page_size=100`,
        '/api/user-invitations/?state=pending&page=1&page_size=100',
      ],
    );
    assert.equal((await readAudit('p1.ukri')).length, 4);
    assert.deepEqual(await findViolations(bed.database.db), []);
  });

  /** Until the server has noticed that the process is gone. */
  async function waitForUnlock(): Promise<void> {
    for (;;) {
      const { rows } = await sql`select from pg_locks join pg_database on pg_database.oid = database
        where locktype = 'advisory' and datname = current_database()`.execute(bed.database.db);
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
