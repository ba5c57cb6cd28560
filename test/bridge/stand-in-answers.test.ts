import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, suite, test } from 'node:test';
import { type JsonObject, stringifyJson } from '../support/bridge/lossless-json.ts';
import type { Job } from '../support/bridge/bridge-stand-in.ts';
import {
  offering,
  ok,
  type Setting,
  open,
  close,
  success,
  failure,
  without,
} from './stand-in-setting.ts';

/* The stand-in of a bridge is as strict as it says. Which answers to a job it accepts. */

suite('what an answer must be', () => {
  let setting: Setting;
  before(async () => {
    setting = await open();
    await setting.portal.postJson('sync_offerings', [offering]);
  });
  after(() => close(setting));

  const extra = { huge: 9007199254740993n, deep: { list: [1, { two: null }] } };

  async function newJob(): Promise<Job> {
    const id = await setting.bridge.submitCommand('create_project p1.ukri {}', {
      extra,
      signal: false,
    });
    return (await setting.bridge.getJobRecord(id)).job;
  }

  async function rulesBroken(id: string | null): Promise<string[]> {
    const violations = await setting.bridge.getViolations();
    return violations.filter((one) => one.id === id).map(({ rule }) => rule);
  }

  const right: Record<string, (job: Job) => JsonObject> = {
    permission: (job) => failure(job, 'ManagedProjectPermissionError', 'award_permission'),
    pending: (job) => failure(job, 'ManagedProjectPendingError', 'award_pending'),
    rejected: (job) => failure(job, 'ManagedProjectRejectedError', 'award_rejected'),
    unsupported: (job) => failure(job, 'OpenPortalUnsupportedCommandError', 'unsupported'),
    fault: (job) => failure(job, 'OpenPortalError', 'run'),
    'array of mappings': (job) =>
      success(job, { result: '[]', result_type: 'Vec<ProjectMapping>' }),
    report: (job) => success(job, { result: '{}', result_type: 'ProjectUsageReport' }),
    'a null error': (job) => success(job, { error: null }),
    'changed later': (job) => success(job, { changed: job.created + 5 }),
  };
  for (const [name, answer] of Object.entries(right)) {
    test(`right: ${name}`, async () => {
      const job = await newJob();
      assert.deepEqual(await setting.portal.postJson('send_result', answer(job)), ok);
      assert.equal((await setting.bridge.getJobRecord(job.id)).state, 'answered');
      assert.deepEqual(await rulesBroken(job.id), []);
    });
  }

  const pending = (job: Job, changes: JsonObject) =>
    failure(job, 'ManagedProjectPendingError', 'award_pending', changes);
  const message = 'ManagedProjectPendingError: no';
  const wrong: [string, string, (job: Job) => JsonObject][] = [
    ['kept', 'a field is missing', (job) => without(success(job), 'board')],
    ['kept', 'a field is changed', (job) => success(job, { domain: 'elsewhere' })],
    ['kept', 'a number is text', (job) => success(job, { board: '18' })],
    ['kept', 'a number was rounded', (job) => success(job, { huge: 9007199254740992n })],
    ['kept', 'something deep', (job) => success(job, { deep: { list: [1, { two: 2 }] } })],
    ['kept', 'the command', (job) => success(job, { command: `${job.command} ` })],
    ['kept', 'forwarded_for', (job) => success(job, { forwarded_for: null })],
    ['kept', 'expires', (job) => success(job, { expires: job.expires + 1 })],
    ['kept', 'created', (job) => success(job, { created: job.created - 1 })],
    ['state', 'small letters', (job) => success(job, { state: 'complete' })],
    ['state', 'not finished', (job) => success(job, { state: 'Running' })],
    ['version', 'text', (job) => success(job, { version: '1002' })],
    ['version', 'a fraction', (job) => success(job, { version: 1002.5 })],
    ['version', 'missing', (job) => without(success(job), 'version')],
    ['changed', 'before created', (job) => success(job, { changed: job.created - 1 })],
    ['changed', 'a fraction', (job) => success(job, { changed: job.created + 0.5 })],
    ['changed', 'a date', (job) => success(job, { changed: '2026-08-03' })],
    ['result', 'a value, not text', (job) => success(job, { result: { a: 1 } })],
    ['result', 'null', (job) => success(job, { result: null })],
    ['result', 'no JSON text', (job) => success(job, { result: 'p1.ukri:a6a.brics' })],
    ['result_type', 'not known', (job) => success(job, { result_type: 'String' })],
    ['result_type', 'null', (job) => success(job, { result_type: null })],
    ['result_type', 'Error for a success', (job) => success(job, { result_type: 'Error' })],
    ['result_type', 'not Error', (job) => pending(job, { result_type: 'ProjectMapping' })],
    ['class', 'not known', (job) => failure(job, 'ManagedProjectError', 'run')],
    ['class', 'not its own', (job) => failure(job, 'toString', 'run')],
    ['class', 'none', (job) => pending(job, { result: 'no', error: null })],
    ['class', 'no message', (job) => pending(job, { result: 'OpenPortalError: ' })],
    ['class', 'wrapped', (job) => pending(job, { result: `RuntimeError{${message}}` })],
    ['error', 'missing', (job) => without(pending(job, {}), 'error')],
    ['error', 'another kind', (job) => pending(job, { error: { kind: 'run', message } })],
    [
      'error',
      'another message',
      (job) => pending(job, { error: { kind: 'award_pending', message: 'no' } }),
    ],
  ];
  for (const [rule, name, answer] of wrong) {
    test(`wrong ${rule}: ${name}`, async () => {
      const job = await newJob();
      const reply = await setting.portal.post('send_result', answer(job));
      assert.deepEqual([reply.status, reply.text], [400, '{"message":"Bad request"}']);
      assert.deepEqual(await rulesBroken(job.id), [rule]);
      assert.equal((await setting.bridge.getJobRecord(job.id)).state, 'open');
    });
  }

  test('below 1 MiB', async () => {
    const job = await newJob();
    const sized = (bytes: number) => {
      const rest = Buffer.byteLength(stringifyJson(success(job, { result: '""' })));
      return success(job, { result: `"${'x'.repeat(bytes - rest)}"` });
    };
    const tooLarge = await setting.portal.post('send_result', sized(1024 * 1024));
    assert.equal(tooLarge.status, 400);
    assert.deepEqual(await rulesBroken(job.id), ['size']);
    assert.deepEqual(await setting.portal.postJson('send_result', sized(1024 * 1024 - 1)), ok);
  });

  test('a JSON object with an id', async () => {
    const job = await newJob();
    for (const text of ['nonsense', '[]', 'null', `"${job.id}"`]) {
      assert.equal((await setting.portal.postText('send_result', text)).status, 400);
    }
    assert.equal((await setting.portal.post('send_result', success(job, { id: 7 }))).status, 400);
    assert.deepEqual(await rulesBroken(null), ['json', 'json', 'json', 'json', 'id']);
  });

  test('a wrong answer is wrong also when the job is gone', async () => {
    const id = randomUUID();
    const answer = success({ ...(await newJob()), id }, { state: 'Running' });
    assert.equal((await setting.portal.post('send_result', answer)).status, 400);
    assert.deepEqual(await rulesBroken(id), ['state']);
  });
});
