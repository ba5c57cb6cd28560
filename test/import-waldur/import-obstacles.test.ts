import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, describe, test } from 'node:test';
import { sql } from 'kysely';
import { commandLineActor } from '../../src/admin-audit/actor.ts';
import { runInTransaction } from '../../src/database/transaction.ts';
import { StartError } from '../../src/errors/start-error.ts';
import { eraseEmail } from '../../src/privacy/erase-email.ts';
import { erasePerson } from '../../src/privacy/erase-person.ts';
import { projectInfo, user, userInfo, userRole } from '../support/waldur/waldur-data.ts';
import { WaldurStandIn } from '../support/waldur/waldur-stand-in.ts';
import { waitForLockedStatements } from '../support/wait-for-lock.ts';
import { ImportTestBed, now, readTables } from './import-test-bed.ts';

/* What stops an import from a Waldur, and what it gets over. */

let bed: ImportTestBed;
before(async () => {
  bed = await ImportTestBed.open();
});
after(() => bed.close());
beforeEach(() => bed.openExample());
afterEach(() => bed.database.close());

describe('what stands in the way of an import', () => {
  const refuse = async (pattern: RegExp): Promise<void> => {
    const tables = await readTables(bed.database.db);
    const { report } = await bed.importExample();
    assert.match(report.collisions.join('\n'), pattern);
    assert.deepEqual(await readTables(bed.database.db), tables, 'nothing is changed');
  };

  test('a short name of another project, person, user name or award', async () => {
    const { db } = bed.database;
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
    const { report } = await bed.importExample();
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
    const { lists, awards } = bed.example;
    Object.assign(awards.automatic, { local_identifier: 'a6b.brics' });
    Object.assign(awards.approved, { local_identifier: 'a6x.brics' });
    Object.assign(awards.growing, { local_identifier: 'a6c.other' });
    await bed.waldur.setLists(lists);
    await refuse(
      /two short names in Waldur, a6a and a6x\.(.|\n)*a6b is that of two projects(.|\n)*a6c\.other, which is not of our portal brics/,
    );
  });

  test('two users with one user name, and two with one short name', async () => {
    const { lists, people } = bed.example;
    lists['/api/users/']?.push(user('GRACE', { email: 'other@example.org' }));
    lists['/api/openportal-userinfo/']?.push(userInfo(people.grace, 'al-an'));
    await bed.waldur.setLists(lists);
    await refuse(
      /The user name GRACE belongs to another account(.|\n)*The short name al-an of the user .* is or was that of another/,
    );
  });

  test('short names that cannot be kept or read, of people and of projects', async () => {
    const { lists, people, projects } = bed.example;
    lists['/api/openportal-userinfo/']?.push(userInfo(people.grace, 'Grace.H'), {
      ...userInfo(people.ada, 'x'),
      user: 'nowhere',
    });
    lists['/api/openportal-projectinfo/']?.push(projectInfo(projects.growing, 'a_c'), {
      ...projectInfo(projects.automatic, 'x'),
      project: 'nowhere',
    });
    await bed.waldur.setLists(lists);
    await refuse(
      /^(?=.*The short name Grace\.H of the user \S+ cannot be kept: a-z)(?=.*The short name of the user \S+ cannot be read: )(?=.*The short name a_c of the project \S+ cannot be kept)(?=.*The short name of the project \S+ cannot be read: )/s,
    );
  });

  test('one project that two awards manage', async () => {
    const { lists, awards, projects } = bed.example;
    Object.assign(awards.growing, { project_data: projects.climate, local_identifier: null });
    await bed.waldur.setLists(lists);
    await refuse(/The project of the award p7\.ukri .* is that of the award p1\.ukri/);
  });

  test('a role in a customer that Waldur lists twice is one role, the longer one', async () => {
    const { lists, people, provider } = bed.example;
    lists[`/api/customers/${provider.uuid}/list_users/`]?.unshift(
      userRole(people.grace, 'CUSTOMER.OWNER', { expiration_time: '2027-01-01T00:00:00Z' }),
    );
    await bed.waldur.setLists(lists);
    const { report, violations } = await bed.importExample();
    assert.deepEqual([report.collisions, violations], [[], []]);
    const { rows } = await sql`select role, expiration_time from customer_role
      join customer on customer.id = customer_id where customer.name = 'Isambard'`.execute(
      bed.database.db,
    );
    assert.deepEqual(rows, [{ role: 'CUSTOMER.OWNER', expiration_time: null }]);
  });

  test('an account here with the same user name and email is the same person', async () => {
    await sql`insert into person (username, email, is_staff, date_joined)
      values ('grace', 'Grace@Example.org', true, ${now.toISOString()})`.execute(bed.database.db);
    const { report, violations } = await bed.importExample();
    assert.deepEqual([report.collisions, violations], [[], []]);
    assert.equal((await bed.readAward('p1.ukri')).reviewer, 'grace');
    const before = await readTables(bed.database.db);
    await bed.importExample();
    assert.deepEqual(await readTables(bed.database.db), before);
  });
});

describe('an import and erasures', () => {
  const change = { now, actor: commandLineActor };

  test('give an erased person nothing back, whatever Waldur changed', async () => {
    const { db } = bed.database;
    await bed.importExample();
    const { uuid, id } = await db
      .selectFrom('person')
      .select(['uuid', 'id'])
      .where('username', '=', 'alan')
      .executeTakeFirstOrThrow();
    await runInTransaction(db, (trx) => erasePerson(trx, uuid, change));
    const { lists, people, provider } = bed.example;
    Object.assign(people.alan, { full_name: 'Alan Turing' });
    lists['/api/openportal-userinfo/'] = [userInfo(people.alan, 'al-tu')];
    lists[`/api/customers/${provider.uuid}/list_users/`]?.push(
      userRole(people.alan, 'CUSTOMER.OWNER'),
    );
    await bed.waldur.setLists(lists);
    const { report, violations } = await bed.importExample();
    assert.deepEqual([report.collisions, violations], [[], []]);
    const text = report.format().join('\n');
    assert.match(text, new RegExp(`left out {2}${uuid}: this person was erased here`));
    assert.match(text, /left out {2}al-tu: .*erased here/);
    assert.match(text, /left out {2}CUSTOMER\.OWNER .*: the person was left out, or erased here/);
    const person = await db
      .selectFrom('person')
      .select(['username', 'full_name', 'email', 'is_active'])
      .where('id', '=', id)
      .executeTakeFirst();
    const username = `erased-${uuid.slice(0, 8)}`;
    assert.deepEqual(person, { username, full_name: '', email: '', is_active: false });
    for (const table of ['person_short_name', 'customer_role', 'project_role'] as const) {
      const rows = await db
        .selectFrom(table)
        .select('person_id')
        .where('person_id', '=', id)
        .execute();
      assert.deepEqual(rows, [], table);
    }
  });

  test('wait for each other, so that an account that is being made has its email', async () => {
    const { db } = bed.database;
    let importing: Promise<unknown> | undefined;
    let erasing: Promise<string> | undefined;
    await db.transaction().execute(async (trx) => {
      // The import has made its people when it writes the audit.
      await sql`lock table audit_entry in exclusive mode`.execute(trx);
      importing = bed.importExample();
      await waitForLockedStatements(db);
      erasing = runInTransaction(db, (other) => eraseEmail(other, 'alan@example.org', change)).then(
        () => 'erased',
        (error: Error) => error.message,
      );
      await Promise.race([erasing, waitForLockedStatements(db, 2)]);
    });
    await importing;
    assert.equal(await erasing, 'This is an email of the account alan: use its user name.');
  });
});

describe('a Waldur that is slow, busy or broken', () => {
  test('is asked again after 429, 500, a lost connection and a time-out', async () => {
    await bed.waldur.setFaults(
      { request: '/api/customers/?', status: 429, headers: { 'retry-after': '0' } },
      { request: '/api/users/?page=2', status: 500 },
      { request: '/api/projects/?include', breaks: true },
      { request: '/api/openportal-managed-projects/?page=2', delayMs: 50 },
      { request: '/api/openportal-managed-project-audit/', status: 503 },
    );
    const { report } = await bed.importExample();
    assert.deepEqual(report.collisions, []);
    assert.equal(bed.retries.length, 4, bed.retries.join('\n'));
    assert.match(bed.retries[0] ?? '', /customers\/: status 429; next try in 0\.0 s/);
    assert.equal((await bed.readAward('p1.ukri')).short_name, 'a6a');
  });

  test('ends the import with words where it stays broken, refuses, or redirects', async () => {
    const fail = async (pattern: RegExp): Promise<void> => {
      await assert.rejects(bed.importExample(), (error: Error) => {
        assert.ok(error instanceof StartError);
        assert.match(error.message, pattern);
        assert.doesNotMatch(error.message, new RegExp(WaldurStandIn.token));
        return true;
      });
    };
    await bed.waldur.setFaults(...Array(6).fill({ request: '/api/customers/', status: 502 }));
    await fail(/Waldur cannot be read: \/api\/customers\/: status 502\./);
    await bed.waldur.setFaults({
      request: '/api/users/me/',
      status: 302,
      headers: { location: '/' },
    });
    await fail(/it redirects \(302\)/);
    await bed.waldur.setFaults({ request: '/api/users/me/', status: 401 });
    await fail(/the token is not accepted/);
    await bed.waldur.setFaults({ request: '/api/users/', status: 403 });
    await fail(/status 403/);
    await bed.waldur.setStaff(false);
    await fail(/The token is that of reader, who is not staff/);
    await bed.waldur.setStaff(true);
  });

  test('that changes while a list is read is read again, and then given up', async () => {
    const customers = bed.example.lists['/api/customers/'] ?? [];
    const unstable = { '/api/customers/': [...customers, ...customers, ...customers] };
    await bed.waldur.setLists({ ...bed.example.lists, ...unstable });
    await assert.rejects(bed.importExample(), /customers changes while it is read/);
  });
});
