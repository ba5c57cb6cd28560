import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import fc from 'fast-check';
import { parseLosslessJson } from '../../src/award/lossless-json.ts';
import { buildJobAnswer } from '../../src/openportal/job-answer.ts';
import { awardDetails, TestApp } from '../support/test-app.ts';

/* docs/rules/openportal.md, O4. */

const changedByAnswer = ['state', 'result', 'result_type', 'changed', 'version', 'error'];

describe('the answered job is a copy', () => {
  test('no unknown field is lost, whatever it is', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (fields) => {
        const job = { ...fields, id: 'x', version: 2 };
        const answered = buildJobAnswer(
          job,
          { error: 'OpenPortalError', message: 'm' },
          new Date(),
        );
        for (const [key, value] of Object.entries(job)) {
          if (!changedByAnswer.includes(key)) assert.deepEqual(answered[key], value);
        }
        assert.equal(answered.version, 1002);
      }),
    );
  });

  test('numbers that a double cannot hold come back as they were written', () => {
    const text =
      '{"id":"x","board":18446744073709551615,"rate":1.0,"deep":[1e400,-0.0,7],"__proto__":{"a":1}}';
    assert.equal(JSON.stringify(parseLosslessJson(text)), text);
  });

  test('any JSON text survives reading and writing', () => {
    fc.assert(
      fc.property(fc.json(), (text) => {
        assert.deepEqual(JSON.parse(JSON.stringify(parseLosslessJson(text))), JSON.parse(text));
      }),
    );
  });
});

describe('on the desk', () => {
  let app: TestApp;
  before(async () => {
    app = await TestApp.open();
    await app.createTemplateWithCustomers();
  });
  after(() => app.close());

  test('change state, result, result_type, changed, version (+1000), error; keep every other field', async () => {
    const job = app.buildJob(`create_project p1.ukri ${JSON.stringify(awardDetails)}`, {
      board: { a: [1] },
      domain: null,
      version: 41,
      state: 'pending',
      error: null,
    });
    const answered = await app.answerJob(job);
    assert.deepEqual(
      [answered.state, answered.result, answered.result_type, answered.version, answered.error],
      ['Complete', '"p1.ukri:a6a.brics"', 'ProjectMapping', 1041, null],
    );
    assert.equal(answered.changed, Math.floor(app.now.getTime() / 1000));
    const rest = (value: Record<string, unknown>) =>
      Object.fromEntries(Object.entries(value).filter(([key]) => !changedByAnswer.includes(key)));
    assert.deepEqual(rest(answered), rest(job));
  });

  test('a small result is sent although the job itself is larger than an answer may be', async () => {
    const text = JSON.stringify({ ...awardDetails, name: 'Large', newer: '"'.repeat(300_000) });
    const job = app.buildJob(`create_project p8.ukri ${text}`);
    assert.ok(JSON.stringify(job).length > 1024 * 1024);
    const answered = await app.answerJob(job);
    assert.deepEqual([answered.state, answered.result_type], ['Complete', 'ProjectMapping']);
    const asked = await app.answerJob(app.buildJob('get_award p8.ukri'));
    assert.match(asked.result, /^OpenPortalError: The answer is larger than the 1 MiB/);
  });

  test('changed is never before the job was, should our clock be behind: a bridge refuses that', async () => {
    const changed = Math.floor(app.now.getTime() / 1000) + 90_000;
    const answered = await app.answerJob(app.buildJob('get_award p404.ukri', { changed }));
    assert.equal(answered.changed, changed);
  });

  test('failure: <ClassName>: <message>, and the kind with the same text', async () => {
    const answered = await app.sendInstruction(
      'create_project',
      { ...awardDetails, template: 'no' },
      'p9.ukri',
    );
    assert.deepEqual([answered.state, answered.result_type], ['Error', 'Error']);
    assert.match(answered.result, /^ManagedProjectRejectedError: template: /);
    assert.deepEqual(answered.error, { kind: 'award_rejected', message: answered.result });
  });

  for (const [words, changes, field] of [
    ['an id that is no UUID', { id: 'job-1' }, 'id'],
    ['an unknown state', { state: 'Dancing' }, 'state'],
    ['no command', { command: undefined }, 'command'],
    ['a command that is no text', { command: 7 }, 'command'],
    ['a command without an instruction', { command: 'brics.bridge.isambard-ai' }, 'command'],
    ['a destination of one agent', { command: 'brics get_award p1.ukri' }, 'command'],
    ['a destination with an empty agent', { command: 'brics..x get_award p1.ukri' }, 'command'],
    ['a forwarded_for that is no destination', { forwarded_for: 'ukri' }, 'forwarded_for'],
    ['a forwarded_for of another type', { forwarded_for: ['ukri'] }, 'forwarded_for'],
    ['a forwarded_for of another offering', { forwarded_for: 'ukri.brics.other' }, 'forwarded_for'],
    [
      'an identifier of one part',
      { command: 'brics.bridge.isambard-ai get_award p1' },
      'identifier',
    ],
    ['a portal with a dot', { command: 'brics.bridge.isambard-ai get_awards a.b' }, 'portal'],
    [
      'more than one argument',
      { command: 'brics.bridge.isambard-ai get_award p1.ukri x' },
      'identifier',
    ],
    ['a NUL', { command: 'brics.bridge.isambard-ai get_award p\u0000.ukri' }, 'command'],
    [
      "another portal's award",
      { command: 'brics.bridge.isambard-ai get_award p1.other' },
      'identifier',
    ],
    [
      "another portal's removal",
      { command: 'brics.bridge.isambard-ai remove_project p1.other' },
      'identifier',
    ],
  ] as const) {
    test(`a malformed job is answered with an error that names the field: ${words}`, async () => {
      const job = app.buildJob('get_award p1.ukri', changes);
      const answered = await app.answerJob(job);
      assert.equal(answered.state, 'Error');
      assert.match(answered.result, new RegExp(`^OpenPortalError: ${field}: `));
      assert.equal(answered.error.kind, 'run');
      assert.equal(answered.id, job.id);
    });
  }

  test('a finished job comes back as it is', async () => {
    for (const state of ['Complete', 'error', 'Duplicate']) {
      const job = app.buildJob('remove_project p1.ukri', { state });
      assert.deepEqual(await app.answerJob(job), job);
    }
    assert.equal((await app.get(app.getAwardPath())).status, 200);
  });

  test('create_award, update_award mean the same', async () => {
    const made = await app.sendInstruction(
      'create_award',
      { ...awardDetails, name: 'Other' },
      'p7.ukri',
    );
    assert.equal(made.result_type, 'ProjectMapping');
    const changed = await app.sendInstruction('update_award', { description: 'x' }, 'p7.ukri');
    assert.equal(changed.result, made.result);
  });

  test('an unexpected failure is an OpenPortalError with a reference, and leaks nothing', async () => {
    const { answerJob } = await import('../../src/openportal/execute-job.ts');
    const logged: unknown[] = [];
    const broken = {
      db: app.db,
      clock: () => app.now,
      portal: 'brics',
      projectUrl: () => '',
      projectPageUrl: () => {
        throw new Error('secret detail');
      },
    };
    const answered = await answerJob(
      broken,
      app.buildJob('get_award p7.ukri'),
      (reference, error) => logged.push([reference, error]),
    );
    const [[reference]] = logged as [[string]];
    assert.match(String(answered.result), new RegExp(`^OpenPortalError: .*${reference}`));
    assert.doesNotMatch(JSON.stringify(answered), /secret detail|at .*\.ts/);
  });
});
