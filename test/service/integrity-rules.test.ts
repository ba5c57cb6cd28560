import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, describe, test } from 'node:test';
import { sql } from 'kysely';
import { storeNotification } from '../../src/bridge/incoming-notification-store.ts';
import { readNotification } from '../../src/bridge/read-incoming-notification.ts';
import {
  findViolations,
  findViolationsInTransaction,
  integrityRules,
} from '../../src/service/integrity-rules.ts';
import type { TestDatabase } from '../support/test-database.ts';
import { awardDetails, TestApp } from '../support/test-app.ts';
import { runGatehouse } from '../support/gatehouse-process.ts';

/* A database after every kind of decision is consistent, and each planted violation is found. */

let app: TestApp;

before(async () => {
  app = await TestApp.open();
  await decideEverything();
});
after(() => app.close());

/** Awards with every kind of decision. */
async function decideEverything(): Promise<void> {
  const { customer } = await app.createTemplateWithCustomers();
  const decide = async (identifier: string, action: string, body?: object): Promise<void> => {
    const reply = await app.post(`${app.getAwardPath(identifier)}${action}/`, body);
    assert.equal(reply.status, 200, `${identifier} ${action}: ${reply.text}`);
  };
  const create = (identifier: string, more: object = {}) =>
    app.sendInstruction(
      'create_project',
      { ...awardDetails, name: identifier, ...more },
      identifier,
    );
  const update = (identifier: string, more: object) =>
    app.sendInstruction(
      'update_project',
      { ...awardDetails, name: identifier, ...more },
      identifier,
    );
  const [above, tooMuch] = [{ allocation: '2000 NHR' }, { allocation: '20000 NHR' }];

  await create('robot.ukri');
  await update('robot.ukri', { allocation: '300 NHR' });
  await update('robot.ukri', { allocation: '900 NHR', description: 'More of it.' });
  await create('sent-back.ukri');
  await update('sent-back.ukri', above);
  await create('person.ukri', above);
  await decide('person.ukri', 'approve', { comment: 'Fits.' });
  await create('raised.ukri');
  await update('raised.ukri', above);
  await decide('raised.ukri', 'approve');
  await create('too-much.ukri', tooMuch);
  await create('rejected.ukri', above);
  await decide('rejected.ukri', 'reject', { comment: 'No.' });
  await create('reopened.ukri', above);
  await decide('reopened.ukri', 'reject');
  await decide('reopened.ukri', 'reopen');
  await decide('reopened.ukri', 'approve');
  await create('withdrawn.ukri');
  await app.sendInstruction('remove_project', undefined, 'withdrawn.ukri');
  await create('returned.ukri');
  await app.sendInstruction('remove_project', undefined, 'returned.ukri');
  await create('returned.ukri');
  await decide('returned.ukri', 'approve');
  await create('detached.ukri');
  await decide('detached.ukri', 'detach');
  await decide('detached.ukri', 'approve');
  const free = await app.create('/api/projects/', {
    name: 'By hand',
    customer: customer.url,
    credits: '77',
  });
  await create('attached.ukri', above);
  await decide('attached.ukri', 'attach', { project_uuid: free.uuid });
  await app.create('/api/projects/', {
    name: 'namesake.ukri',
    customer: customer.url,
    credits: '5',
  });
  await create('namesake.ukri');
  await decide('namesake.ukri', 'approve');
  await create('deleted.ukri');
  assert.equal(
    (await app.request('DELETE', `${app.getAwardPath('deleted.ukri')}delete/`)).status,
    204,
  );
  await create('deleted.ukri');
  await create('gone.ukri');
  assert.equal(
    (await app.request('DELETE', `${app.getAwardPath('gone.ukri')}delete/`)).status,
    204,
  );
  await create('passed-on.ukri', above);
  await decide('passed-on.ukri', 'attach', { project_uuid: free.uuid }).catch(() => undefined);
  await decide('attached.ukri', 'detach');
  assert.equal((await app.patch(free.url, { credits: '78' })).status, 200);
  await decide('passed-on.ukri', 'attach', { project_uuid: free.uuid });
  await decide('passed-on.ukri', 'approve');
  await app.sendInstruction('remove_project', undefined, 'rejected.ukri');
  await decide('rejected.ukri', 'reopen');
  await decide('rejected.ukri', 'reject');
  await update('rejected.ukri', { ...above, description: 'Asked once more.' });
  await create('change-refused.ukri');
  await update('change-refused.ukri', above);
  await decide('change-refused.ukri', 'refuse-change', { comment: 'Full.' });
  await update('change-refused.ukri', tooMuch);
  await create('unreadable.ukri');
  await update('unreadable.ukri', { allocation: '1,000 NHR' });
  await create('embargoed.ukri', { earliest_approve: '2027-01-01T00:00:00Z' });
  await decide('robot.ukri', 'add-note', { text: 'Watch this one.' });
  const id = randomUUID();
  const text = JSON.stringify({
    id,
    destination: 'ukri.brics.isambard-ai',
    event: { AwardChanged: 'robot.ukri' },
  });
  await storeNotification(app.db, readNotification(id, text), app.now.toISOString());
  await create('removed.ukri');
  const removed = (await app.get(app.getAwardPath('removed.ukri'))).body.project;
  assert.equal((await app.request('DELETE', removed)).status, 204);
  await update('removed.ukri', { end_date: '2028-12-31' });
  await app.sendInstruction(
    'create_project',
    { ...awardDetails, template: 'none' },
    'refused.ukri',
  );
}

test('a database after every kind of decision has no violation', async () => {
  assert.deepEqual(await findViolations(app.db), []);
  const states = (await app.get('/api/openportal-managed-projects/?page_size=50')).body;
  const seen = new Set(states.map(({ state }: { state: string }) => state));
  assert.deepEqual([...seen].toSorted(), ['approved', 'canceled', 'pending', 'rejected']);
});

const award = (identifier: string) =>
  `(select id from managed_project where identifier = '${identifier}.ukri')`;
const project = (identifier: string) =>
  `(select project_id from managed_project where identifier = '${identifier}.ukri')`;
const secondRow = (destination: string, offering: string) => `
  insert into managed_project (identifier, offering, portal, destination, state, details,
      template_id, created, reviewed_at, reviewed_by)
    select identifier, ${offering}, portal, ${destination}, state, details, template_id, created,
      reviewed_at, reviewed_by
    from managed_project where identifier = 'rejected.ukri'`;
const withoutTriggers = (statement: string) => `
  alter table audit_entry disable trigger user; ${statement};
  alter table audit_entry enable trigger user`;

/** PostgreSQL computes the column itself, so a wrong value needs another kind of column. */
const withStoredJson = (value: string, identifier: string) => `
  alter table managed_project alter column stored_json drop expression;
  update managed_project set stored_json = ${value} where id = ${award(identifier)}`;

/** SQL that violates a rule, by the description of the rule. */
const violations: Record<string, string> = {
  'Two awards have the same key': `
    alter table managed_project drop constraint managed_project_address_unique;
    ${secondRow('destination', "'another'")}`,
  'Two awards have the same offering and identifier': `
    alter table managed_project drop constraint managed_project_award_unique;
    ${secondRow("'ukri.brics.another'", 'offering')}`,
  'Two awards manage one project': `
    alter table managed_project drop constraint managed_project_project_unique;
    update managed_project set project_id = ${project('robot')} where id = ${award('person')}`,
  'Two projects share one short name': `
    alter table project drop constraint project_short_name_unique;
    update project set short_name = (select short_name from project where id = ${project('robot')})
      where id = ${project('person')}`,
  'An approved award has no project': `update managed_project set project_id = null where id = ${award('robot')}`,
  'An approved award has a project without a short name': `update project set short_name = null where id = ${project('robot')}`,
  'A decided award has no reviewer or review time': `update managed_project set reviewed_by = null where id = ${award('person')}`,
  'An award is a draft': `update managed_project set state = 'draft' where id = ${award('sent-back')}`,
  'An award contains a template key': `update managed_project
    set details = jsonb_set(details, '{key}', '"secret"') where id = ${award('robot')}`,
  'An audit entry contains a template key': withoutTriggers(`update audit_entry
    set new_details = jsonb_set(new_details, '{key}', '"secret"')
    where identifier = 'robot.ukri' and action = 'created'`),
  'An award has no audit entry of its arrival': withoutTriggers(
    `delete from audit_entry where identifier = 'rejected.ukri' and event_type = 'created'`,
  ),
  'An approved award has no audit entry of its approval': withoutTriggers(
    `delete from audit_entry where identifier = 'person.ukri' and event_type = 'approved'`,
  ),
  // A decision that nobody made.
  'The state of an award differs from its last decision': `update managed_project set state = 'pending' where id = ${award('rejected')}`,
  'The project of an award differs from its last decision': `
    update managed_project set project_id = (select id from project p where not exists
      (select from managed_project where project_id = p.id) limit 1)
    where id = ${award('robot')}`,
  'The credits of a project differ from the last decision': `update project set credits = 100000 where id = ${project('person')}`,
  'An award was given a project although it had another': `
    insert into audit_entry (identifier, destination, "timestamp", event_type, action, new_details,
        performed_by, version, state, project_id, credits)
      select identifier, destination, now(), 'details_updated', 'updated', details, 1, version + 1,
        state, ${project('person')}, 900
      from managed_project where id = ${award('robot')}`,
  'An award was changed without an audit entry': `update managed_project set version = version + 1 where id = ${award('person')}`,
  'An award is missing although no audit entry deletes it': `delete from managed_project where id = ${award('robot')}`,
  'Two awards were given the same project': `
    insert into audit_entry (identifier, destination, "timestamp", event_type, action, new_details,
        performed_by, version, state, project_id, credits)
      select identifier, destination, now(), 'project_attached', 'attached', details, 1,
        version + 1, state, ${project('person')}, 2000
      from managed_project where id = ${award('withdrawn')}`,
  'Audit entries of decisions about an award are missing': withoutTriggers(
    `delete from audit_entry where identifier = 'reopened.ukri' and action = 'rejected'`,
  ),
  'A decision lacks one of its audit entries': withoutTriggers(
    `delete from audit_entry where identifier = 'sent-back.ukri' and action = 'approved'`,
  ),
  'The reviewer of an award is not who decided last': `update managed_project set reviewed_by = 1 where id = ${award('person')}`,
  'The details of an award differ from its last audit entry': `update managed_project
    set details = jsonb_set(details, '{description}', '"forged"') where id = ${award('robot')}`,
  'The stored JSON of an award differs from the award': withStoredJson(
    "replace(stored_json, 'person.ukri', 'parson.ukri')",
    'person',
  ),
  'The stored details of an award differ from its details': withStoredJson(
    'replace(stored_json, \'"description":\', \'"described":\')',
    'person',
  ),
  'A pending award has no waiting time or reason, or another award has one': `update managed_project
    set waiting_since = null where id = ${award('sent-back')}`,
  'An award remembers a project although it has one': `update managed_project
    set previous_project_id = project_id where id = ${award('robot')}`,
  'A member is excluded from the project': `
    with member as (insert into person (username, email, date_joined)
      values ('excluded', 'Excluded@x.example', now()) returning id),
    role as (insert into project_role (project_id, person_id, role, created)
      select ${project('robot')}, id, 'PROJECT.MEMBER', now() from member)
    insert into project_exclusion (project_id, email, role, created)
      values (${project('robot')}, 'excluded@x.example', 'PI', now())`,
  'The counts of awards are wrong': `insert into award_count select template_id, state, 1 from managed_project limit 1`,
  'The counts of projects are wrong': `insert into project_count select customer_id, 1 from project limit 1`,
};

describe('a violation is found', () => {
  test('there is one for each rule', () => {
    assert.deepEqual(
      Object.keys(violations).toSorted(),
      integrityRules.map(({ description }) => description).toSorted(),
    );
  });

  for (const [description, violation] of Object.entries(violations)) {
    test(description, async () => {
      const found = await findViolationsAfter(violation);
      assert.ok(
        found.some((line) => line.startsWith(`${description}: `)),
        `found only: ${found.join('\n')}`,
      );
    });
  }

  test('when any audit entry of a decision is missing', async () => {
    const entries = await app.db
      .selectFrom('audit_entry')
      .select(['id', 'identifier', 'action'])
      .where('version', 'is not', null)
      .orderBy('id')
      .execute();
    assert.ok(entries.length > 50);
    for (const { id, identifier, action } of entries) {
      const found = await findViolationsAfter(
        withoutTriggers(`delete from audit_entry where id = ${id}`),
      );
      const isFound = found.some((line) => line.includes(`${identifier} `));
      assert.ok(isFound, `${action} of ${identifier}: ${found.join('; ') || 'nothing found'}`);
    }
  });

  test('audit entries of versions without state and project are no violation', async () => {
    const before = withoutTriggers(`update audit_entry
      set version = null, state = null, project_id = null, credits = null`);
    assert.deepEqual(await findViolationsAfter(before), []);
    // An older replica beside a newer one.
    const between = withoutTriggers(`update audit_entry
      set version = null, state = null, project_id = null, credits = null where version % 2 = 0`);
    assert.deepEqual(await findViolationsAfter(between), []);
  });

  test('`check` prints a line for each and exits 1; without any it exits 0', async () => {
    const run = ({ url }: TestDatabase) => runGatehouse(['check'], { DATABASE_URL: url });
    const sound = await run(app.database);
    assert.deepEqual([sound.code, sound.stdout], [0, 'The database is consistent.\n']);
    const violation = violations[
      'The credits of a project differ from the last decision'
    ] as string;
    const { code, stdout } = await withViolation(violation, run);
    assert.equal(code, 1);
    assert.match(
      stdout,
      /^The credits of a project differ from the last decision: \S+ of person\.ukri .*\n$/,
    );
  });
});

/** Rolls a transaction back and carries its result out. */
class RolledBack extends Error {
  readonly found: string[];
  constructor(found: string[]) {
    super('rolled back');
    this.found = found;
  }
}

/** The violations after these statements, in a transaction that is rolled back. */
async function findViolationsAfter(statements: string): Promise<string[]> {
  try {
    return await app.db.transaction().execute(async (trx) => {
      await sql.raw(statements).execute(trx);
      throw new RolledBack(await findViolationsInTransaction(trx));
    });
  } catch (error) {
    if (error instanceof RolledBack) return error.found;
    throw error;
  }
}

/** Runs `work` on a copy of the database with this violation. */
async function withViolation<Result>(
  violation: string,
  work: (copy: TestDatabase) => Promise<Result>,
): Promise<Result> {
  const copy = await app.database.clone();
  try {
    await sql.raw(violation).execute(copy.db);
    return await work(copy);
  } finally {
    await copy.close();
  }
}
