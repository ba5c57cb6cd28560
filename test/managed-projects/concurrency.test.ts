import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import pg from 'pg';
import { awardDetails, TestApp } from '../support/test-app.ts';
import { waitForLockedStatements } from '../support/wait-for-lock.ts';

/* Issue 2, Concurrency: on the real database, over real HTTP. */

let app: TestApp;
before(async () => {
  app = await TestApp.open();
});
beforeEach(() => app.reset());
after(() => app.close());

const times = <Result>(count: number, work: (n: number) => Promise<Result>): Promise<Result[]> =>
  Promise.all(Array.from({ length: count }, (_, n) => work(n)));

test('100 simultaneous creates of one award make one row and one answer', async () => {
  await app.createTemplateWithCustomers();
  const answers = await times(100, () => app.sendInstruction('create_project', awardDetails));
  assert.deepEqual([...new Set(answers.map((answer) => answer.result))], ['"p1.ukri:a6a.brics"']);
  assert.equal(await app.countRows('managed_project'), 1);
  assert.equal(await app.countRows('project'), 1);
  assert.equal(await app.countRows('audit_entry'), 2);
});

test('100 simultaneous creates of one award that waits give one answer too', async () => {
  await app.createTemplateWithCustomers({ approval_limit: '0' });
  const answers = await times(100, () => app.sendInstruction('create_project', awardDetails));
  assert.equal(new Set(answers.map((answer) => answer.result)).size, 1);
  assert.equal(await app.countRows('audit_entry'), 1);
});

test('100 awards approved at once get 100 different short names', async () => {
  await app.createTemplateWithCustomers({ approval_limit: '0' });
  const id = (n: number): string => `p${n}.ukri`;
  await times(100, (n) =>
    app.sendInstruction('create_project', { ...awardDetails, name: id(n) }, id(n)),
  );
  const replies = await times(100, (n) => app.post(`${app.getAwardPath(id(n))}approve/`));
  assert.deepEqual([...new Set(replies.map((reply) => reply.status))], [200]);
  const { body } = await app.get('/api/projects/?page_size=300');
  const names = body.map((project: { short_name: string }) => project.short_name);
  assert.equal(new Set(names).size, 100);
  for (const name of names) assert.match(name, /^a6[a-z]{1,2}$/);
});

test('two patterns that have a name in common never give it twice', async () => {
  const { provider, customer } = await app.createTemplateWithCustomers({
    shortname: 'a{count}',
    approval_limit: '0',
  });
  const other = { name: 'other', shortname: 'aa{count}', approval_limit: '0' };
  await app.template(provider, customer, other);
  // Both come to aaa next: the 27th of a{count}, the first of aa{count}.
  await app.db
    .insertInto('short_name_series')
    .values({ series: 'a{count}', next_count: 26 })
    .execute();
  const id = (n: number): string => `p${n}.ukri`;
  await times(20, (n) => {
    const template = n % 2 ? 'other' : 'open-call';
    return app.sendInstruction('create_project', { ...awardDetails, name: id(n), template }, id(n));
  });
  const replies = await times(20, (n) => app.post(`${app.getAwardPath(id(n))}approve/`));
  assert.deepEqual([...new Set(replies.map((reply) => reply.status))], [200]);
  const projects = await app.db.selectFrom('project').select('short_name').execute();
  assert.equal(new Set(projects.map((project) => project.short_name)).size, 20);
});

test('20 reviewers approving one award: exactly one 200, the others 409 or 412, one project', async () => {
  const furniture = await app.createTemplateWithCustomers({ approval_limit: '0' });
  await app.sendInstruction('create_project', awardDetails);
  const etag = (await app.get(app.getAwardPath())).headers.get('etag') as string;
  const reviewers = await times(20, (n) => app.createReviewer(`reviewer${n}`, furniture));
  const replies = await times(20, (n) =>
    app.post(
      `${app.getAwardPath()}approve/`,
      { comment: `by ${n}` },
      {
        as: reviewers[n] as string,
        headers: n % 2 ? { 'if-match': etag } : {},
      },
    ),
  );
  const statuses = replies.map((reply) => reply.status).sort();
  assert.equal(statuses.filter((status) => status === 200).length, 1);
  assert.ok(statuses.slice(1).every((status) => status === 409 || status === 412));
  assert.equal(await app.countRows('project'), 1);
  assert.equal(await app.countRows('outbox'), 1);
});

test('approve and reject at once: one of them, with its own notification', async () => {
  await app.createTemplateWithCustomers({ approval_limit: '0' });
  for (let round = 0; round < 10; round++) {
    const id = `p${round}.ukri`;
    await app.sendInstruction('create_project', { ...awardDetails, name: id }, id);
    const [approved, rejected] = await Promise.all([
      app.post(`${app.getAwardPath(id)}approve/`),
      app.post(`${app.getAwardPath(id)}reject/`),
    ]);
    assert.deepEqual([approved.status, rejected.status].sort(), [200, 409]);
    const { body } = await app.get(app.getAwardPath(id));
    assert.equal(body.state, approved.status === 200 ? 'approved' : 'rejected');
    const events = await app.db
      .selectFrom('outbox')
      .select('event')
      .where('identifier', '=', id)
      .execute();
    assert.deepEqual(events, [
      { event: body.state === 'approved' ? 'award_accepted' : 'award_rejected' },
    ]);
  }
});

test('an approval racing an update leaves a state that one of the two orders explains', async () => {
  await app.createTemplateWithCustomers({ approval_limit: '100', max_credit_limit: null });
  for (let round = 0; round < 30; round++) {
    const id = `p${round}.ukri`;
    await app.sendInstruction('create_project', { ...awardDetails, name: id }, id);
    const [approved, updated] = await Promise.all([
      app.post(`${app.getAwardPath(id)}approve/`),
      app.sendInstruction('update_project', { allocation: '700 NHR' }, id),
    ]);
    assert.equal(approved.status, 200, approved.text);
    const { body } = await app.get(app.getAwardPath(id));
    assert.equal(body.details.allocation, '700 NHR');
    const state = `${body.state} ${body.project_data.credits}`;
    // Approved first: the increase waits. Updated first: the approval is of the increase.
    assert.ok(['pending 500.00', 'approved 700.00'].includes(state), state);
    assert.equal(updated.error.kind, 'award_pending');
  }
});

test('with If-Match nobody approves what they have not read, however close the update comes', async () => {
  await app.createTemplateWithCustomers({ approval_limit: '0' });
  for (let round = 0; round < 30; round++) {
    const id = `p${round}.ukri`;
    await app.sendInstruction('create_project', { ...awardDetails, name: id }, id);
    const etag = (await app.get(app.getAwardPath(id))).headers.get('etag') as string;
    const [approved] = await Promise.all([
      app.post(`${app.getAwardPath(id)}approve/`, {}, { headers: { 'if-match': etag } }),
      app.sendInstruction('update_project', { allocation: '700 NHR' }, id),
    ]);
    const { body } = await app.get(
      `/api/openportal-managed-project-audit/?event_type=approved&managed_project_identifier=${id}`,
    );
    if (approved.status === 200) assert.equal(body[0].new_details.allocation, '500 NHR');
    else assert.deepEqual([approved.status, body], [412, []]);
  }
});

test('one project attached to twenty awards at once: one has it', async () => {
  const { customer } = await app.createTemplateWithCustomers({ approval_limit: '0' });
  const project = await app.create('/api/projects/', { name: 'One', customer: customer.url });
  const id = (n: number): string => `p${n}.ukri`;
  await times(20, (n) =>
    app.sendInstruction('create_project', { ...awardDetails, name: id(n) }, id(n)),
  );
  const replies = await times(20, (n) =>
    app.post(`${app.getAwardPath(id(n))}attach/`, { project_uuid: project.uuid }),
  );
  const statuses = replies.map((reply) => reply.status).sort();
  assert.deepEqual(statuses, [200, ...Array(19).fill(409)]);
});

test('twenty awards of the name of one free project at once: one is linked', async () => {
  const { customer } = await app.createTemplateWithCustomers();
  await app.create('/api/projects/', { name: 'Deep sea', customer: customer.url });
  const answers = await times(20, (n) =>
    app.sendInstruction('create_project', awardDetails, `p${n}.ukri`),
  );
  const states = answers.map((answer) => answer.state).sort();
  assert.deepEqual(states, [...Array(19).fill('Complete'), 'Error']);
  assert.equal(await app.countRows('project'), 20);
});

test('the same job id never does its work twice', async () => {
  await app.createTemplateWithCustomers();
  await app.sendInstruction('create_project', awardDetails);
  const removal = app.buildJob('remove_project p1.ukri');
  const answers = await times(10, () => app.answerJob(removal));
  assert.deepEqual([...new Set(answers.map((answer) => answer.result))], ['"p1.ukri:None"']);
  await app.sendInstruction('create_project', awardDetails);
  await app.post(`${app.getAwardPath()}approve/`);
  assert.equal((await app.answerJob(removal)).result, '"p1.ukri:None"');
  assert.equal((await app.get(app.getAwardPath())).body.state, 'approved');
});

test('an award that is attached while its project is removed goes back to the reviewers', async () => {
  const { customer } = await app.createTemplateWithCustomers({ approval_limit: '0' });
  await app.sendInstruction('create_project', awardDetails);
  const project = await app.create('/api/projects/', { name: 'Free', customer: customer.url });
  const attachment = new pg.Client({ connectionString: app.database.url });
  await attachment.connect();
  try {
    await attachment.query(`begin; select from project for update;
      update managed_project set project_id = (select id from project)`);
    const removal = app.request('DELETE', project.url);
    await waitForLockedStatements(app.db);
    await attachment.query('commit');
    assert.equal((await removal).status, 204);
  } finally {
    await attachment.end();
  }
  const { body } = await app.get(app.getAwardPath());
  assert.deepEqual([body.state, body.project], ['pending', '']);
  assert.match(body.review_comment, /removed/);
});
