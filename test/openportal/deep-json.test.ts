import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { parseLosslessJson } from '../../src/award/lossless-json.ts';
import { parseJob } from '../../src/openportal/job.ts';
import { awardDetails, TestApp } from '../support/test-app.ts';

/* Issue 18, point 7: JSON that is nested deeply is no fault. Far less than the stack can hold. */

const depth = 20_000;
const deep = `${'['.repeat(depth)}1.50${']'.repeat(depth)}`;
const text = JSON.stringify(awardDetails).slice(0, -1);
let app: TestApp;

before(async () => {
  app = await TestApp.open();
  await app.createTemplateWithCustomers();
});
after(() => app.close());

test('is left out of an award and noted with its field', async () => {
  const answer = await app.answerJob(
    app.buildJob(`create_project p1.ukri ${text},"newer":${deep}}`),
  );
  assert.equal(answer.error.kind, 'award_pending');
  const { body: award } = await app.get(app.getAwardPath());
  assert.match(
    award.message_problem,
    /^newer\[0\].*: JSON is at most 32 levels deep here; left out\.$/,
  );
  assert.ok(!('newer' in award.details));
});

test('in a field that limits an award is a refusal with the field', async () => {
  const answer = await app.answerJob(
    app.buildJob(`create_project p2.ukri ${text},"allocation":${deep}}`),
  );
  assert.match(answer.result, /^ManagedProjectRejectedError: allocation: /);
});

test('in the body of a request is 400 with the field', async () => {
  const reply = await app.post('/api/customers/', `{"name":${deep}}`);
  assert.equal(reply.status, 400);
  assert.deepEqual(Object.keys(reply.body), [`name${'[0]'.repeat(33)}`]);
});

test('in another field of a job leaves that field out of the answer', async () => {
  const job = app.buildJob(`create_project p3.ukri ${text}}`, { kept: { a: [1] } });
  const received = parseJob(
    parseLosslessJson(`${JSON.stringify(job).slice(0, -1)},"newer":${deep}}`),
  );
  assert.ok(received !== null);
  const answer = await app.answerJob({ ...received });
  assert.equal(answer.state, 'Complete');
  assert.deepEqual(answer.kept, { a: [1] });
  assert.ok(!('newer' in answer));
  assert.ok(JSON.stringify(answer).length < 10_000);
});
