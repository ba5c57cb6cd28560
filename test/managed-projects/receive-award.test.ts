import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, test } from 'node:test';
import { awardDetails, TestApp } from '../support/test-app.ts';
import { assertNothingStored, assertPending, assertRejected } from './award-case.ts';

/* docs/rules/awards.md, A3: an award arrives. */

let app: TestApp;
before(async () => {
  app = await TestApp.open();
});
beforeEach(() => app.reset());
after(() => app.close());

const create = (changes: object = {}, identifier?: string, more?: Record<string, unknown>) =>
  app.sendInstruction('create_project', { ...awardDetails, ...changes }, identifier, more);

describe('4. the allocation becomes credits: size ÷ allocation_units_mapping[unit]', () => {
  const creditsOf = async (allocation: string | null, template: object) => {
    await app.createTemplateWithCustomers({
      max_credit_limit: null,
      approval_limit: null,
      ...template,
    });
    const answer = await create({ allocation });
    assert.equal(answer.state, 'Complete', answer.result);
    const { body } = await app.get(app.getAwardPath());
    return [body.project_data.credits, body.project_data.project_credit];
  };

  test('divides by the factor of the unit, however it is spelled', async () => {
    const template = { allocation_units_mapping: { 'node hours': 4 } };
    assert.deepEqual(await creditsOf('1000 Node Hour', template), ['250.00', 250]);
  });

  test('exact decimals throughout', async () => {
    const template = { allocation_units_mapping: { NHR: '0.1' } };
    assert.deepEqual(await creditsOf('0.3 NHR', template), ['3.00', 3]);
  });

  test('a unit that is not mapped counts 1:1 where the template maps none', async () => {
    assert.deepEqual(await creditsOf('12.5 furlongs', { allocation_units_mapping: {} }), [
      '12.50',
      12.5,
    ]);
  });

  test('no allocation is no credits', async () => {
    assert.deepEqual(await creditsOf(null, {}), [null, null]);
  });

  test('where a template maps units but not this one, the award waits with a comment', async () => {
    await app.createTemplateWithCustomers({ approval_limit: null });
    assertPending(await create({ allocation: '99999999 GPUHR' }));
    const { body } = await app.get(app.getAwardPath());
    assert.equal(body.state, 'pending');
    assert.match(body.review_comment, /GPUHR is not mapped/);
  });
});

describe('5. credits above max_credit_limit are stored as rejected, by the robot', () => {
  test('with the reason', async () => {
    await app.createTemplateWithCustomers();
    assertRejected(await create({ allocation: '10000.01 NHR' }), /above the maximum of 10000/);
    const { body } = await app.get(app.getAwardPath());
    assert.equal(body.state, 'rejected');
    assert.equal(body.reviewed_by_full_name, 'Gatehouse robot');
    assert.match(body.review_comment, /above the maximum/);
    assert.equal(await app.countRows('project'), 0);
  });

  test('0 means none at all', async () => {
    await app.createTemplateWithCustomers({ max_credit_limit: 0 });
    assertRejected(await create({ allocation: '0.01 NHR' }), /above the maximum/);
  });
});

describe('6. already held: merge, then answer by state', () => {
  test('pending → ManagedProjectPendingError', async () => {
    await app.createTemplateWithCustomers({ approval_limit: '0' });
    assertPending(await create());
    assertPending(await create({ description: 'Deeper' }));
    const { body } = await app.get(app.getAwardPath());
    assert.equal(body.details.description, 'Deeper');
  });

  test("rejected → rejected with the reviewer's comment", async () => {
    await app.createTemplateWithCustomers({ approval_limit: '0' });
    await create();
    await app.post(`${app.getAwardPath()}reject/`, { comment: 'Not this year.' });
    assertRejected(await create(), /: Not this year\.$/);
    assertRejected(await create({ description: 'Please' }), /: Not this year\.$/);
    assert.equal((await app.get(app.getAwardPath())).body.state, 'rejected');
  });

  test('canceled → becomes pending again, whatever the limits say', async () => {
    await app.createTemplateWithCustomers();
    await create();
    await app.sendInstruction('remove_project');
    assertPending(await create({ allocation: '99999 NHR' }));
    const { body } = await app.get(app.getAwardPath());
    assert.deepEqual([body.state, body.reviewed_at, body.project], ['pending', null, '']);
  });

  test('approved → go on as an update', async () => {
    await app.createTemplateWithCustomers();
    const first = await create();
    const again = await create({ name: 'Deeper sea' });
    assert.equal(again.result, first.result);
    assert.equal((await app.get(app.getAwardPath())).body.project_data.name, 'Deeper sea');
  });

  test('pending and now above the maximum → rejected', async () => {
    await app.createTemplateWithCustomers({ approval_limit: '0' });
    await create();
    assertRejected(await create({ allocation: '20000 NHR' }), /above the maximum/);
    assert.equal((await app.get(app.getAwardPath())).body.state, 'rejected');
  });
});

describe('7. new', () => {
  test('an active unmanaged project of the same name in the customer is linked, and pending', async () => {
    const { customer } = await app.createTemplateWithCustomers();
    const project = await app.create('/api/projects/', {
      name: 'Deep sea',
      customer: customer.url,
    });
    assertPending(await create());
    const { body } = await app.get(app.getAwardPath());
    assert.equal(body.state, 'pending');
    assert.match(body.review_comment, /Deep sea.*linked/);
    assert.equal(body.project, project.url);
    assert.equal(body.details.project_link.id, project.uuid);
    assert.equal(await app.countRows('project'), 1);
    const approved = await app.post(`${app.getAwardPath()}approve/`);
    assert.equal(approved.status, 200);
    assert.equal((await create()).result, '"p1.ukri:a6a.brics"');
    assert.equal(await app.countRows('project'), 1);
  });

  test('a linked project is not shown to the awarding portal before it is granted', async () => {
    const { customer } = await app.createTemplateWithCustomers();
    await app.create('/api/projects/', {
      name: 'Deep sea',
      customer: customer.url,
      description: 'ours alone',
    });
    await create();
    assert.doesNotMatch((await app.sendInstruction('get_award')).result, /ours alone/);
    const projects = await app.sendInstruction('get_projects', undefined, 'ukri');
    assert.deepEqual(JSON.parse(projects.result), ['p1.ukri:None']);
  });

  test('a removed, an expired, a managed one and one elsewhere are not linked', async () => {
    const { provider, customer } = await app.createTemplateWithCustomers();
    const removed = await app.create('/api/projects/', {
      name: 'Deep sea',
      customer: customer.url,
    });
    await app.request('DELETE', `/api/projects/${removed.uuid}/`);
    await app.create('/api/projects/', {
      name: 'Deep sea',
      customer: customer.url,
      end_date: '2026-11-22',
    });
    await app.create('/api/projects/', { name: 'Deep sea', customer: provider.url });
    assert.equal((await create()).state, 'Complete');
    assert.equal((await create({}, 'p2.ukri')).state, 'Complete');
  });

  test('approval_limit of 0 → pending', async () => {
    await app.createTemplateWithCustomers({ approval_limit: '0' });
    assertPending(await create({ allocation: '0.01 NHR' }));
  });

  test('credits above approval_limit → pending, at it approved by the robot', async () => {
    await app.createTemplateWithCustomers();
    assertPending(await create({ allocation: '1000.01 NHR' }, 'p2.ukri'));
    assert.equal((await create({ allocation: '1000 NHR' })).state, 'Complete');
    const { body } = await app.get(app.getAwardPath());
    assert.deepEqual(
      [body.state, body.reviewed_by_full_name, body.review_comment],
      ['approved', 'Gatehouse robot', null],
    );
  });

  test('no approval_limit → approved; before earliest_approve nobody is, not even by the robot', async () => {
    await app.createTemplateWithCustomers({ approval_limit: null });
    assert.equal((await create({ allocation: '10000 NHR' })).state, 'Complete');
    assertPending(await create({ earliest_approve: '2026-11-23T12:00:01Z' }, 'p2.ukri'));
    const past = { earliest_approve: '2026-11-23T12:00:00Z' };
    assert.equal((await create(past, 'p3.ukri')).state, 'Complete');
  });
});

describe('8. approved', () => {
  test('a local project is made in the customer: name, description, dates, credits, members', async () => {
    const { customer } = await app.createTemplateWithCustomers();
    assert.equal((await create()).result, '"p1.ukri:a6a.brics"');
    const { body } = await app.get(app.getAwardPath());
    const project = body.project_data;
    assert.deepEqual(
      [project.name, project.description, project.start_date, project.end_date, project.credits],
      ['Deep sea', 'Currents', '2026-12-01', '2027-03-31', '500.00'],
    );
    assert.deepEqual([project.customer, project.short_name], [customer.url, 'a6a']);
    assert.equal(body.local_identifier, 'a6a.brics');
    const users = await app.get(`/api/projects/${project.uuid}/list_users/`);
    assert.deepEqual(
      users.body.map((user: Record<string, unknown>) => [
        user.user_email,
        user.role_name,
        user.state,
      ]),
      [['ada@example.ac.uk', 'PROJECT.ADMIN', 'invited']],
    );
  });

  test('an end date of today or before cannot start a new project', async () => {
    await app.createTemplateWithCustomers();
    const dates = { start_date: null, end_date: '2026-11-23' };
    assertRejected(await create(dates), /end_date: .*2026-11-23/);
    await assertNothingStored(app);
  });
});

test('nothing changed: then nothing is written', async () => {
  await app.createTemplateWithCustomers();
  await create({ notes: [{ timestamp: '2026-01-01T00:00:00Z', author: 'a', text: 'b' }] });
  const before = await app.get(app.getAwardPath());
  const audit = await app.countRows('audit_entry');
  const { rows } = { rows: await app.db.selectFrom('answered_job').selectAll().execute() };
  for (let n = 0; n < 3; n++) {
    const again = await create({
      notes: [{ timestamp: '2026-01-01T00:00:00Z', author: 'a', text: 'b' }],
    });
    assert.equal(again.result, '"p1.ukri:a6a.brics"');
  }
  assert.equal((await app.get(app.getAwardPath())).headers.get('etag'), before.headers.get('etag'));
  assert.equal(await app.countRows('audit_entry'), audit);
  assert.deepEqual(await app.db.selectFrom('answered_job').selectAll().execute(), rows);
});

test('the offering is part of an award: p1.ukri on two offerings are two awards', async () => {
  const { provider, customer } = await app.createTemplateWithCustomers();
  await app.template(provider, customer, { offering: 'isambard3', shortname: 'b{year}{count}' });
  await create();
  const other = await create({}, 'p1.ukri', {
    command: `brics.bridge.isambard3 create_project p1.ukri ${JSON.stringify(awardDetails)}`,
    forwarded_for: 'ukri.brics.isambard3',
  });
  assert.equal(other.result, '"p1.ukri:b6a.brics"');
  const { body } = await app.get('/api/openportal-managed-projects/?identifier=p1.ukri');
  assert.equal(body.length, 2);
});

test('short names: a6a, a6b … z, aa; never reused, unique over all projects', async () => {
  await app.createTemplateWithCustomers();
  await app.db
    .insertInto('short_name_series')
    .values({ series: 'a6{count}', next_count: 25 })
    .execute();
  const results = [];
  for (const id of ['p1', 'p2', 'p3'])
    results.push((await create({ name: id }, `${id}.ukri`)).result);
  assert.deepEqual(results, [
    '"p1.ukri:a6z.brics"',
    '"p2.ukri:a6aa.brics"',
    '"p3.ukri:a6ab.brics"',
  ]);
  app.now = new Date('2036-01-01T00:00:00Z');
  const later = await create({ name: 'p4', start_date: null, end_date: '2036-05-01' }, 'p4.ukri');
  assert.equal(later.result, '"p4.ukri:a6ac.brics"');
});
