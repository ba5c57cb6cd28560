import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { sql } from 'kysely';
import { templateVersionSql } from '../../src/managed-projects/award-templates.ts';
import { awardDetails, TestApp } from '../support/test-app.ts';

/*
 * PostgreSQL writes awards with their project and template; projects and templates have
 * representations of their own beside that. Both must say the same of a desk of every sort.
 */

let app: TestApp;
const list = '/api/openportal-managed-projects/';
const credits = [null, '0', '0.1', '1000.00', '12.3456', '1e18', '999999999999999999.0123456789'];
const awkward = 'Ünï 🚀 "quoted" \\back\tslash\u0001 </script> \u2028 $1 \'%s';

before(async () => {
  app = await TestApp.open({ tokenRequestsPerMinute: 1_000_000 });
  const { provider, customer } = await app.createTemplateWithCustomers({
    key: 'a key that nobody sees',
  });
  const customerMore = { native_name: awkward, description: awkward, email: 'desk@example.ac.uk' };
  await app.patch(customer.url, customerMore);
  await app.template(provider, customer, {
    name: 'waiting',
    shortname: 'w{year}{count}',
    approval_limit: '0',
    max_credit_limit: null,
    allocation_units_mapping: { NHR: 0.5, 'GPU hours': '12.50' },
    role_mapping: { 'Ünï 🚀': 'PROJECT.MANAGER', '7': 'PROJECT.MEMBER' },
  });
  await app.template(provider, provider, {
    name: 'bare',
    shortname: 'b{year}{count}',
    approval_limit: null,
    max_credit_limit: '2000.5',
    allocation_units_mapping: {},
    role_mapping: {},
  });
  await app.createReviewer('rosalind', { provider, customer });
  const arrive = async (identifier: string, more: object) => {
    app.now = new Date(app.now.getTime() + 61_001);
    await app.sendInstruction('create_project', { ...awardDetails, ...more }, identifier);
  };
  const key = 'a key that nobody sees';
  for (const [number, amount] of credits.entries()) {
    await arrive(`p${number}.ukri`, { key, name: `${awkward} ${number}`, description: awkward });
    const set = sql`credits = ${amount}::numeric, backend_id = ${awkward}`;
    await sql`update project set ${set} where id = (select project_id from managed_project
      where identifier = ${`p${number}.ukri`})`.execute(app.db);
  }
  await sql`update project set end_date = '2026-11-22', start_date = null
    where short_name = 'a6a'`.execute(app.db);
  await sql`update project set end_date = '2026-10-24' where short_name = 'a6b'`.execute(app.db);
  await sql`update project set end_date = '2026-10-23' where short_name = 'a6c'`.execute(app.db);
  await sql`update project set is_removed = true where short_name = 'a6e'`.execute(app.db);
  await sql`update project set end_date = null, created = '2026-01-02T03:04:05.000006Z'
    where short_name = 'a6d'`.execute(app.db);
  const notes = [{ timestamp: '2026-11-23T12:00:00Z', author: 'Ada', text: awkward }];
  await arrive('wait.ukri', { template: 'waiting', notes, allocation: '4.50 NHR' });
  await arrive('bare.ukri', { template: 'bare', allocation: null, members: {} });
  await arrive('no.ukri', { key, allocation: '99999 NHR' });
  await arrive('gone.ukri', { key });
  await app.sendInstruction('remove_project', undefined, 'gone.ukri');
  await arrive('back.ukri', { template: 'waiting' });
  const comment = { comment: awkward };
  const rejected = await app.post(`${app.getAwardPath('back.ukri')}reject/`, comment, {
    as: 'rosalind',
  });
  assert.equal(rejected.status, 200, rejected.text);
  await sql`update managed_project set created = '2026-11-01T10:20:30.123456Z'
    where identifier = 'wait.ukri'`.execute(app.db);
});
after(() => app?.close());

for (const as of ['staff', 'rosalind']) {
  test(`a list, one award, its project and its template say the same to ${as}`, async () => {
    const { body, text } = await app.get(`${list}?page_size=100`, { as });
    assert.deepEqual(
      new Set(body.map((row: { state: string }) => row.state)),
      new Set(['approved', 'pending', 'rejected', 'canceled']),
    );
    assert.doesNotMatch(text, /nobody sees/);
    for (const row of body) {
      const one = await app.get(app.getAwardPath(row.identifier), { as });
      assert.deepEqual(one.body, row);
      assert.deepEqual(Object.keys(one.body), Object.keys(row));
      const template = await app.get(row.project_template, { as });
      assert.deepEqual(row.project_template_data, template.body);
      assertSameOrder(row.project_template_data, template.body);
      if (row.project === '') continue;
      const project = await app.get(row.project, { as });
      assert.deepEqual(row.project_data, project.body);
      assertSameOrder(row.project_data, project.body);
    }
  });
}

test('the desk has what the comparison is about', async () => {
  const { body } = await app.get(`${list}?page_size=100`);
  const projects = body.map((row: { project_data: object }) => row.project_data);
  const having = (name: string) =>
    new Set(projects.map((one: Record<string, unknown>) => one[name]));
  for (const amount of [null, '0.00', '0.10', '1000.00', '12.3456', '1000000000000000000.00']) {
    assert.ok(having('credits').has(amount), String(amount));
  }
  assert.deepEqual(having('is_removed'), new Set([undefined, true, false]));
  assert.deepEqual(having('is_in_grace_period'), new Set([undefined, true, false]));
  const byIdentifier = new Map(body.map((row: { identifier: string }) => [row.identifier, row]));
  // biome-ignore lint/suspicious/noExplicitAny: as sent
  const of = (identifier: string): any => byIdentifier.get(identifier);
  assert.equal(of('wait.ukri').created, '2026-11-01T10:20:30.123456Z');
  assert.equal(of('p3.ukri').project_data.created, '2026-01-02T03:04:05.000006Z');
  assert.equal(of('p1.ukri').project_data.is_in_grace_period, true);
  assert.equal(of('p2.ukri').project_data.is_in_grace_period, false);
  assert.equal(of('p0.ukri').project_template_data.key, '********');
  assert.equal(of('bare.ukri').project_template_data.key, null);
  assert.equal(of('p0.ukri').details.key, null);
  assert.equal(of('back.ukri').review_comment, awkward);
  assert.equal(of('back.ukri').reviewed_by_full_name, 'rosalind Tester');
});

test('one award gives its details in the order that people read them in', async () => {
  const { body } = await app.get(app.getAwardPath('wait.ukri'));
  assert.deepEqual(Object.keys(body.details).slice(0, 5), [
    'name',
    'template',
    'key',
    'description',
    'members',
  ]);
});

test('addresses begin with what the request was sent to, however it is spelled', async () => {
  const { port } = new URL(app.url);
  const base = `http://localhost:${port}`;
  for (const path of [`${list}?page_size=1`, app.getAwardPath('p0.ukri')]) {
    const { body } = await app.get(base + path);
    const [row] = [body].flat();
    const template = `${base}/api/openportal-project-template/`;
    assert.ok(row.project_template.startsWith(template), row.project_template);
    assert.ok(row.project_template_data.provider_data.url.startsWith(`${base}/api/customers/`));
  }
});

function assertSameOrder(one: object, other: object): void {
  assert.deepEqual(Object.keys(one), Object.keys(other));
}

test('a change of whatever an award shows is seen at once, in the list, alone and by its ETag', async () => {
  const { provider, customer } = await app.createTemplateWithCustomers({ name: 'shown' });
  await app.createReviewer('shown-reviewer', { provider, customer });
  await app.createPerson('shown-member');
  const identifier = 'shown.ukri';
  const details = { ...awardDetails, template: 'shown', allocation: '2000 NHR' };
  await app.sendInstruction('create_project', details, identifier);
  const path = app.getAwardPath(identifier);
  const as = 'shown-reviewer';
  const reviewer = `/api/users/${app.people.get(as)?.uuid}/`;
  const readRow = async () => {
    const { body } = await app.get(`${list}?identifier=${identifier}`);
    assert.equal(body.length, 1);
    return body[0];
  };
  let award = await app.get(path);
  /** Makes the change; `show` picks what it changes, and gives `expected` afterwards. */
  const change = async (
    // biome-ignore lint/suspicious/noExplicitAny: as sent
    show: (row: any) => unknown,
    expected: unknown,
    work: () => Promise<unknown>,
    changesEtag = true,
  ): Promise<void> => {
    assert.notDeepEqual(show(award.body), expected);
    await work();
    const etag = String(award.headers.get('etag'));
    const again = await app.get(path, { headers: { 'if-none-match': etag } });
    assert.equal(again.status, changesEtag ? 200 : 304, `${show}`);
    award = await app.get(path);
    assert.deepEqual(show(award.body), expected);
    assert.deepEqual(await readRow(), award.body);
  };
  const patch = async (url: string, body: object): Promise<void> => {
    const reply = await app.patch(url, body);
    assert.equal(reply.status, 200, reply.text);
  };
  const post = async (url: string, body: object, options = {}): Promise<void> => {
    const reply = await app.post(url, body, options);
    assert.ok(reply.status < 300, reply.text);
  };
  const update = (more: object) => app.sendInstruction('update_project', more, identifier);

  await change(
    (row) => row.details.description,
    'Seen.',
    () => update({ description: 'Seen.' }),
  );
  await change(
    (row) => row.assignee_full_name,
    'shown-reviewer Tester',
    () => post(`${path}assign/`, { user_uuid: app.people.get(as)?.uuid }),
  );
  await change(
    (row) => row.assignee_full_name,
    'Rosa Tester',
    () => patch(reviewer, { first_name: 'Rosa' }),
  );
  await change(
    (row) => row.state,
    'approved',
    () => post(`${path}approve/`, { comment: 'Fits.' }, { as }),
  );
  assert.equal(award.body.reviewed_by_full_name, 'Rosa Tester');
  await change(
    (row) => row.reviewed_by_full_name,
    'Rosalind Tester',
    () => patch(reviewer, { first_name: 'Rosalind' }),
  );
  await change(
    (row) => row.project_data.name,
    'Renamed',
    () => patch(award.body.project, { name: 'Renamed' }),
  );
  await change(
    (row) => row.project_data.customer_name,
    'Renamed customer',
    () => patch(customer.url, { name: 'Renamed customer' }),
  );
  assert.equal(award.body.project_template_data.customer_data.name, 'Renamed customer');
  await change(
    (row) => row.project_template_data.provider_data.email,
    'p@x.example',
    () => patch(provider.url, { email: 'p@x.example' }),
  );
  await change(
    (row) => row.project_template_data.approval_limit,
    '77.50',
    () => patch(award.body.project_template, { approval_limit: '77.5' }),
  );
  // The counts of a customer do not change the ETag, or another award's approval would stop a reviewer.
  const users = award.body.project_template_data.customer_data.users_count;
  await change(
    (row) => row.project_template_data.customer_data.users_count,
    users + 1,
    () => app.assignRole('shown-member', customer.uuid, 'CUSTOMER.MANAGER'),
    false,
  );
  const projects = award.body.project_template_data.customer_data.projects_count;
  await change(
    (row) => row.project_template_data.customer_data.projects_count,
    projects + 1,
    () => app.create('/api/projects/', { name: 'Another', customer: customer.url }),
    false,
  );
  await change(
    (row) => row.project_data.is_in_grace_period,
    true,
    async () => {
      app.now = new Date(`${award.body.project_data.end_date}T12:00:00Z`);
      app.now.setUTCDate(app.now.getUTCDate() + 1);
    },
  );
});

/*
 * The service remembers the JSON of templates until the sum of the marks changes (migration 0033), so
 * each table that templates show must mark its changes.
 */
test('a change of whatever a template shows is seen in the next list and award', async () => {
  const { template, provider, customer } = await app.createTemplateWithCustomers({
    name: 'marked',
  });
  await app.createReviewer('marked-reviewer', { provider, customer });
  await app.createPerson('marked-member');
  await sendLongAward('marked.ukri', { template: 'marked' });
  const find = (table: string, uuid: string) =>
    sql`(select id from ${sql.table(table)} where uuid = ${uuid})`;
  const templateId = find('project_template', template.uuid);
  const customerId = find('customer', customer.uuid);
  const memberId = find('person', app.people.get('marked-member')?.uuid ?? '');
  const changes = [
    sql`update project_template set approval_limit = 4321 where id = ${templateId}`,
    sql`insert into resource (name, destination, seconds_per_credit, created)
      values ('marked', 'a.b.marked', 1, now())`,
    sql`insert into template_resource (template_id, resource_id)
      select ${templateId}, id from resource where name = 'marked'`,
    sql`update resource set name = 'marked anew' where name = 'marked'`,
    sql`delete from template_resource where template_id = ${templateId}`,
    sql`update customer set name = 'Marked' where id = ${customerId}`,
    sql`insert into customer_role (customer_id, person_id, role, created)
      values (${customerId}, ${memberId}, 'CUSTOMER.MANAGER', now())`,
    sql`delete from customer_role where person_id = ${memberId}`,
    sql`insert into project (customer_id, name, slug, created)
      values (${customerId}, 'One', 'marked-one', now()), (${customerId}, 'Two', 'marked-two', now())`,
    sql`update project set is_removed = true where slug = 'marked-one'`,
    sql`update project set customer_id = ${find('customer', provider.uuid)} where slug = 'marked-two'`,
  ];
  for (const as of ['staff', 'marked-reviewer']) await readTemplateData('marked.ukri', as);
  for (const [number, change] of changes.entries()) {
    await change.execute(app.db);
    for (const as of ['staff', 'marked-reviewer']) {
      const shown = await readTemplateData('marked.ukri', as);
      assert.deepEqual(shown, (await app.get(template.url, { as })).body, `${number} to ${as}`);
    }
  }
});

test('a member of a project sees how many projects they are in as soon as that changes', async () => {
  const { customer } = await app.createTemplateWithCustomers({ name: 'counted', key: 'counted' });
  await app.createPerson('counted-member');
  await sendLongAward('counted.ukri', { template: 'counted', key: 'counted' });
  const join = (slug: string) => sql`insert into project_role (project_id, person_id, role, created)
    select project.id, person.id, 'PROJECT.MEMBER', now() from project, person
    where project.slug = ${slug} and person.username = 'counted-member'`;
  const slug = (await app.get(app.getAwardPath('counted.ukri'))).body.project_data.slug;
  await app.create('/api/projects/', { name: 'Counted too', customer: customer.url });
  await join(slug).execute(app.db);
  const readCount = async () =>
    (await readTemplateData('counted.ukri', 'counted-member')).customer_data.projects_count;
  assert.equal(await readCount(), 1);
  const { slug: other } = (await app.get('/api/projects/?name=Counted%20too')).body[0];
  await join(other).execute(app.db);
  assert.equal(await readCount(), 2);
});

test('of two changes of a template the one that commits last is not lost', async () => {
  const { template, customer } = await app.createTemplateWithCustomers({ name: 'raced' });
  await sendLongAward('raced.ukri', { template: 'raced' });
  const first = await app.db.startTransaction().execute();
  await sql`update customer set name = 'First' where uuid = ${customer.uuid}`.execute(first);
  await sql`update project_template set approval_limit = 7 where uuid = ${template.uuid}`.execute(
    app.db,
  );
  const before = await readTemplateData('raced.ukri');
  assert.equal(before.approval_limit, '7.00');
  assert.notEqual(before.customer_data.name, 'First');
  await first.commit().execute();
  assert.equal((await readTemplateData('raced.ukri')).customer_data.name, 'First');
});

test('folding the marks keeps the version of templates', async () => {
  const read = async () => {
    const { rows } = await sql<{ version: string; marks: number }>`
      select ${templateVersionSql} as version, (select count(*) from template_change_mark) as marks
      `.execute(app.db);
    return rows[0];
  };
  await sql`insert into template_change_mark select 9007199254740991 - n
    from generate_series(1, 5000) n`.execute(app.db);
  const before = await read();
  await sql`select fold_template_marks()`.execute(app.db);
  assert.deepEqual(await read(), { version: before?.version, marks: 1 });
});

/** An award that has not ended at the time of the tests before. */
const sendLongAward = (identifier: string, more: object) =>
  app.sendInstruction(
    'create_project',
    { ...awardDetails, end_date: '2040-12-31', ...more },
    identifier,
  );

/** The template as its award shows it, the same in the list and alone. */
async function readTemplateData(identifier: string, as = 'staff') {
  const { body } = await app.get(`${list}?identifier=${identifier}`, { as });
  const award = await app.get(app.getAwardPath(identifier), { as });
  assert.deepEqual(body, [award.body]);
  return award.body.project_template_data;
}
