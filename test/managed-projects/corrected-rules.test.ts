import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { endEmbargoes } from '../../src/managed-projects/end-embargoes.ts';
import { TestApp } from '../support/test-app.ts';
import {
  assertError,
  AwardCase,
  createCustomers,
  type Customers,
  mappingOf,
} from './award-case.ts';

/*
 * The rules of docs/rules/awards.md that real portals corrected, as far as the database and the
 * wire bear them.
 */

const pending = 'ManagedProjectPendingError';
const rejected = 'ManagedProjectRejectedError';
const link = { id: 'G-1', url: 'https://awards.example/g/1' };

let app: TestApp;
let customers: Customers;
before(async () => {
  app = await TestApp.open();
  customers = await createCustomers(app);
});
after(() => app.close());

const open = (template: Record<string, unknown> = {}) => AwardCase.open(app, customers, template);
const dayFromNow = (days: number): string =>
  new Date(app.now.getTime() + days * 86_400_000).toISOString().slice(0, 10);

describe('a create states the whole award, an update states what changes', () => {
  test('a partial update keeps embargo, control and links', async () => {
    const award = await open();
    const until = `${dayFromNow(400)}T00:00:00Z`;
    await award.create({
      earliest_approve: until,
      membership_control: 'locked',
      award: link,
      end_date: dayFromNow(800),
    });
    assertError(await award.update({ allocation: '600 NHR' }), pending);
    const { details } = await award.read();
    assert.equal(details.earliest_approve, until);
    assert.equal(details.membership_control, 'locked');
    assert.deepEqual(details.award, link);
    assert.equal((await app.post(`${award.path}approve/`)).status, 403);
  });

  test('a create without them lifts the embargo, the control and the link', async () => {
    const award = await open();
    await award.create({
      earliest_approve: `${dayFromNow(90)}T00:00:00Z`,
      membership_control: 'locked',
      award: link,
    });
    mappingOf(await award.create());
    const { state, details } = await award.read();
    assert.equal(state, 'approved');
    assert.ok(!('membership_control' in details) && !('award' in details));
  });

  test('a create with null lifts the restriction of domains', async () => {
    const award = await open();
    await award.create({ allowed_domains: ['*.ac.example'] });
    await award.create({ allowed_domains: null });
    assert.equal((await award.read()).details.allowed_domains, null);
  });
});

describe('no message ends a running award by accident', () => {
  for (const [words, before, later] of [
    ['the key of its template is changed (R5)', 'k1', 'k2'],
    ['its template gets a key (R6)', null, 'k2'],
  ] as const) {
    test(`the same create gets the mapping after ${words}`, async () => {
      const award = await open({ key: before });
      const mapping = mappingOf(await award.create({ key: before }));
      assert.equal((await award.changeTemplate({ key: later })).status, 200);
      assert.equal(mappingOf(await award.create({ key: before })), mapping);
      assert.equal((await award.read()).state, 'approved');
    });
  }

  test('what cannot be used of a message is left out and noted on the award', async () => {
    const award = await open();
    const mapping = mappingOf(await award.create());
    for (const [changes, words] of [
      [{ members: { 'not-an-address': 'PI', 'ada@x.example': 'PI' } }, /members/],
      [{ members: { 'Bob@x.example': 'PI', 'bob@x.example': 'R' } }, /members/],
      [{ renewal: { url: 'mailto:a@b.example' } }, /renewal/],
      [{ allowed_domains: ['*.münchen.example', 'x.example'] }, /allowed_domains/],
    ] as const) {
      assert.equal(mappingOf(await award.create(changes)), mapping, JSON.stringify(changes));
      const { state, message_problem } = await award.read();
      assert.equal(state, 'approved');
      assert.match(message_problem, words);
    }
    mappingOf(await award.create());
    assert.equal((await award.read()).message_problem, null);
  });

  test('a message that cannot be read leaves the award and is shown on it', async () => {
    const award = await open();
    const mapping = mappingOf(await award.create());
    const { details } = await award.read();
    assertError(await award.create({ allocation: '1,000 NHR' }), 'OpenPortalError', /allocation: /);
    const awardJson = await award.read();
    assert.equal(awardJson.state, 'approved');
    assert.deepEqual(awardJson.details, details);
    assert.match(awardJson.message_problem, /allocation: /);
    assert.notEqual(awardJson.message_problem_at, null);
    const entries = await award.listActions();
    assert.equal(entries.at(-1), 'message_problem');
    await award.create({ allocation: '1,000 NHR' });
    assert.deepEqual(await award.listActions(), entries, 'the same problem is recorded once');
    assert.equal(mappingOf(await award.create()), mapping);
    assert.equal((await award.read()).message_problem, null);
  });

  test('dates that would contradict each other are refused with words', async () => {
    const award = await open();
    mappingOf(await award.create({ start_date: dayFromNow(30), end_date: dayFromNow(60) }));
    assertError(await award.update({ end_date: dayFromNow(10) }), 'OpenPortalError', /end_date/);
    assert.equal((await award.read()).details.end_date, dayFromNow(60));
  });

  test('an award that has ended gets the same answer to its update and its create', async () => {
    const award = await open();
    const mapping = mappingOf(await award.create());
    const ended = { end_date: dayFromNow(-31) };
    assert.equal(mappingOf(await award.update(ended)), mapping);
    assert.equal(mappingOf(await award.create(ended)), mapping);
    assert.equal((await award.read()).project_data.end_date, ended.end_date);
  });
});

describe('what identifies and limits refuses; everything else waits for a reviewer', () => {
  for (const [words, changes, field] of [
    ['a member that is no email', { members: { '<a@x.example>': 'PI' } }, /members/],
    ['a link with a foreign scheme', { award: { url: 'ftp://x.example/1' } }, /award/],
  ] as const) {
    test(`a new award with ${words} is stored and says what was left out`, async () => {
      const award = await open();
      assertError(await award.create(changes), pending, field);
      const { state, review_comment, waiting_reasons } = await award.read();
      assert.equal(state, 'pending');
      assert.match(review_comment, field);
      assert.deepEqual(
        waiting_reasons.map(({ code }: { code: string }) => code),
        ['odd_message'],
      );
      assert.match(waiting_reasons[0].text, field);
    });
  }

  test('a link with an empty url is a link without one', async () => {
    const award = await open();
    mappingOf(await award.create({ award: { id: 'EP/1', url: '' } }));
    const { details, message_problem } = await award.read();
    assert.deepEqual(details.award, { id: 'EP/1' });
    assert.equal(message_problem, null);
  });

  test('a template that was made without a maximum has none', async () => {
    const award = await open({ max_credit_limit: undefined });
    assert.equal((await app.get(award.templateUrl)).body.max_credit_limit, null);
    assertError(await award.create({ allocation: '900000 NHR' }), pending);
  });
});

describe('embargoes, withdrawals and requests that come again', () => {
  const endAll = () =>
    endEmbargoes({
      db: app.db,
      clock: () => app.now,
      baseUrl: app.url,
      onError: (error) => assert.fail(String(error)),
    });

  test('the robot approves an award when the embargo ends that alone kept it waiting', async () => {
    const award = await open();
    const until = new Date(app.now.getTime() + 6000).toISOString();
    assertError(await award.create({ allocation: '10 NHR', earliest_approve: until }), pending);
    await endAll();
    const { state, waiting_reasons } = await award.read();
    assert.equal(state, 'pending');
    assert.deepEqual(waiting_reasons[0].code, 'embargoed');
    app.now = new Date(app.now.getTime() + 7000);
    assert.equal(await endAll(), 1);
    const approved = await award.read();
    assert.deepEqual(
      [approved.state, approved.reviewed_by_full_name, approved.waiting_since],
      ['approved', 'Gatehouse robot', null],
    );
    assert.deepEqual(await award.listNotifications(), ['award_accepted']);
    assert.equal(await endAll(), 0);
  });

  test('a withdrawn award takes up its project again, with the same mapping', async () => {
    const award = await open();
    const mapping = mappingOf(await award.create({ allocation: '10 NHR' }));
    const projects = await app.countRows('project');
    assert.equal(mappingOf(await award.send('remove_project')), `${award.identifier}:None`);
    assertError(await award.create({ allocation: '10 NHR' }), pending);
    assert.equal((await app.get(`${award.path}plan/`)).body.project.action, 'update');
    await award.decide('approve');
    assert.equal(mappingOf(await award.create({ allocation: '10 NHR' })), mapping);
    assert.equal((await award.read()).project_data.credits, '10.00');
    assert.equal(await app.countRows('project'), projects);
  });

  test('a robot-rejected request for less is judged as an arrival', async () => {
    const award = await open();
    assertError(await award.create({ allocation: '6000 NHR' }), rejected, /6000/);
    assertError(await award.create({ allocation: '6000 NHR' }), rejected, /6000/);
    mappingOf(await award.create({ allocation: '500 NHR' }));
    assert.equal((await award.read()).state, 'approved');
  });

  test('judged as an arrival, it is linked to a project of the same name and waits', async () => {
    const award = await open();
    assertError(await award.create({ allocation: '6000 NHR' }), rejected);
    const { url } = await app.create('/api/projects/', {
      name: `Award ${award.identifier}`,
      customer: customers.customer.url,
    });
    assertError(await award.update({ allocation: '500 NHR' }), pending, /linked/);
    assert.equal((await award.read()).project, url);
    assert.deepEqual((await award.listActions()).slice(-2), ['asked_again', 'linked']);
    await award.decide('approve');
    mappingOf(await award.create({ allocation: '500 NHR' }));
    assert.equal((await award.read()).project, url);
  });

  test('an award that a person rejected waits when something else is asked for', async () => {
    const award = await open();
    await award.create({ allocation: '2000 NHR' });
    await award.decide('reject', { comment: 'Too much.' });
    assertError(await award.create({ allocation: '2000 NHR' }), rejected, /Too much/);
    assertError(await award.create({ allocation: '1500 NHR' }), pending);
    const { waiting_reasons } = await award.read();
    const repeated = waiting_reasons.find(({ code }: { code: string }) => code === 'asked_again');
    assert.equal(repeated.reason, 'Too much.');
  });
});
