import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, test } from 'node:test';
import { awardDetails, TestApp } from '../support/test-app.ts';
import { assertNothingStored, assertPending, assertRejected } from './award-case.ts';

/* docs/rules/awards.md, A3: what makes a message about a new award be refused. */

let app: TestApp;
before(async () => {
  app = await TestApp.open();
});
beforeEach(() => app.reset());
after(() => app.close());

const create = (changes: object = {}, identifier?: string, more?: Record<string, unknown>) =>
  app.sendInstruction('create_project', { ...awardDetails, ...changes }, identifier, more);

describe('1. identifier and details parse', () => {
  for (const [words, changes, field] of [
    ['a date that is none', { end_date: '2027-02-30' }, 'end_date'],
    ['a date of another form', { start_date: '1 May 2027' }, 'start_date'],
    ['an end before the start', { start_date: '2027-05-01' }, 'end_date'],
    ['a negative size', { allocation: '-5 NHR' }, 'allocation'],
    ['an allocation without a unit', { allocation: '500' }, 'allocation'],
    ['a size that is no number', { allocation: 'NaN NHR' }, 'allocation'],
    ['a template with a space', { template: 'open call' }, 'template'],
    ['an embargo that is no time', { earliest_approve: 'soon' }, 'earliest_approve'],
    ['a NUL in a name', { name: 'a\u0000b' }, 'name'],
    ['a number for a name', { name: 7 }, 'name'],
  ] as const) {
    test(`malformed input names the field and the rule: ${words}`, async () => {
      await app.createTemplateWithCustomers();
      const answer = await create(changes);
      assertRejected(answer, new RegExp(` ${field.replace(/[[\]]/g, '\\$&')}: `));
      await assertNothingStored(app);
    });
  }

  for (const identifier of [
    'p1',
    'p1.',
    '.ukri',
    'p1.x.ukri',
    'p:1.ukri',
    `${'p'.repeat(300)}.ukri`,
  ]) {
    test(`a project identifier has exactly two parts, neither empty: ${identifier.slice(0, 12)}`, async () => {
      await app.createTemplateWithCustomers();
      assertRejected(await create({}, identifier), /identifier: /);
      await assertNothingStored(app);
    });
  }

  test('details that are no JSON, or no object, are refused by name', async () => {
    await app.createTemplateWithCustomers();
    for (const rest of ['{"name":', '[1]', '"text"', 'null', '']) {
      const answer = await app.answerJob(app.buildJob(`create_project p1.ukri ${rest}`));
      assertRejected(answer, /details: /);
    }
    await assertNothingStored(app);
  });

  test("the identifier's portal is the first name of forwarded_for", async () => {
    await app.createTemplateWithCustomers();
    const answer = await create({}, 'p1.ukri', { forwarded_for: 'evil.brics.isambard-ai' });
    assertRejected(answer, /identifier: .*evil/);
    await assertNothingStored(app);
    const { body } = await app.get('/api/openportal-managed-project-audit/');
    assert.deepEqual(
      [body[0].identifier, body[0].destination, body[0].event_type, body[0].action],
      ['p1.ukri', 'evil.brics.isambard-ai', 'rejected', 'refused'],
    );
  });

  test('the same award has the same address whether or not a bridge sent forwarded_for', async () => {
    await app.createTemplateWithCustomers();
    const first = await create();
    const again = await create({}, 'p1.ukri', { forwarded_for: undefined });
    assert.equal(again.result, first.result);
    assert.equal(await app.countRows('managed_project'), 1);
  });
});

test('2. an end date more than 30 days ago is refused, 30 days ago is not', async () => {
  await app.createTemplateWithCustomers({ approval_limit: '0' });
  const started = { start_date: '2026-01-01' };
  assertRejected(await create({ ...started, end_date: '2026-10-23' }), /end_date: .*30 days ago/);
  await assertNothingStored(app);
  assertPending(await create({ ...started, end_date: '2026-10-24' }));
});

describe('3. a template for (portal, template, offering) exists and its key equals', () => {
  test('a wrong key and an unknown template give the same answer; nothing is stored', async () => {
    await app.createTemplateWithCustomers({ key: 'open sesame' });
    const unknown = await create({ template: 'other' });
    const answers = [
      await create({ key: 'wrong' }),
      await create(),
      await create({ key: 'open sesame' }, 'p1.other', {
        forwarded_for: 'other.brics.isambard-ai',
      }),
      await create({ key: 'open sesame' }, 'p1.ukri', {
        command: `brics.bridge.isambard3 create_project p1.ukri ${JSON.stringify(awardDetails)}`,
        forwarded_for: 'ukri.brics.isambard3',
      }),
    ];
    assertRejected(unknown, /template/);
    for (const answer of answers) assert.equal(answer.result, unknown.result);
    await assertNothingStored(app);
  });

  test('the key is checked and dropped: never stored, audited, logged or returned', async () => {
    const secret = 'open-sesame-3141';
    await app.createTemplateWithCustomers({ key: secret, approval_limit: '0' });
    assertPending(await create({ key: secret }));
    assertPending(
      await app.sendInstruction('update_project', {
        ...awardDetails,
        key: secret,
        description: 'b',
      }),
    );
    await create({ key: `${secret}-wrong`, template: 'other' }, 'p2.ukri');
    for (const table of ['managed_project', 'audit_entry', 'answered_job', 'outbox'] as const) {
      const rows = await app.db.selectFrom(table).selectAll().execute();
      assert.doesNotMatch(JSON.stringify(rows), new RegExp(secret), table);
    }
    const shown = await app.get(app.getAwardPath());
    assert.equal(shown.body.details.key, null);
    assert.equal(shown.body.project_template_data.key, '********');
    const asked = await app.sendInstruction('get_award');
    assert.equal(JSON.parse(asked.result).key, null);
  });

  test('a template without a key takes any', async () => {
    await app.createTemplateWithCustomers();
    assert.equal((await create({ key: 'whatever' })).state, 'Complete');
  });

  test('a refused stranger leaves one audit entry, repeated only when the reason changes', async () => {
    await app.createTemplateWithCustomers();
    await create({ template: 'other' });
    await create({ template: 'other' });
    assert.equal(await app.countRows('audit_entry'), 1);
    await create({ start_date: null, end_date: '2020-01-01' });
    await create({ start_date: null, end_date: '2020-01-01' });
    assert.equal(await app.countRows('audit_entry'), 2);
    await create({ template: 'other' });
    assert.equal(await app.countRows('audit_entry'), 3);
  });
});
