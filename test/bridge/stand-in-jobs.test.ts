import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, suite, test } from 'node:test';
import type { Job } from '../support/bridge/bridge-stand-in.ts';
import {
  offering,
  ok,
  type Setting,
  open,
  close,
  openFor,
  offered,
  success,
} from './stand-in-setting.ts';

/* The stand-in of a bridge is as strict as it says. Offerings and jobs. */

suite('offerings', () => {
  const forms = [`[${offering}, other.brics.ukri]`, `${offering},other.brics.ukri`];
  const array = [offering, 'other.brics.ukri'];

  test('both forms of Destinations, answered with the array', async (t) => {
    const { portal } = await openFor(t, { destinations: 'both' });
    for (const body of [...forms, array]) {
      assert.deepEqual(await portal.postJson('sync_offerings', body), array);
    }
    assert.deepEqual(await portal.getJson('get_offerings'), array);
    for (const empty of ['', '[]', []]) {
      assert.deepEqual(await portal.postJson('sync_offerings', empty), []);
    }
  });

  test('0.32.2 accepts only the array', async (t) => {
    const { portal } = await openFor(t);
    for (const body of forms) assert.equal((await portal.post('sync_offerings', body)).status, 400);
    assert.deepEqual(await portal.postJson('sync_offerings', array), array);
  });

  test('an older bridge accepts only the string, and answers with it', async (t) => {
    const { portal } = await openFor(t, { destinations: 'string' });
    assert.equal((await portal.post('sync_offerings', array)).status, 400);
    for (const body of forms) {
      assert.equal(await portal.postJson('sync_offerings', body), forms[0]);
    }
    assert.equal(await portal.getJson('get_offerings'), forms[0]);
  });

  test('sync replaces, add adds, remove removes; offerings of others are left out', async (t) => {
    const { bridge, portal } = await openFor(t);
    const notOurs = ['a.other.ukri', 'a.brics', 'a.b.brics.ukri'];
    assert.deepEqual(await portal.postJson('sync_offerings', ['a.brics.ukri', ...notOurs]), [
      'a.brics.ukri',
    ]);
    assert.deepEqual(await portal.postJson('sync_offerings', ['b.brics.ukri']), ['b.brics.ukri']);
    assert.deepEqual(await portal.postJson('add_offerings', ['c.brics.ukri', 'x.y.z']), [
      'c.brics.ukri',
    ]);
    assert.deepEqual(await bridge.getOfferings(), ['b.brics.ukri', 'c.brics.ukri']);
    assert.deepEqual(await portal.postJson('remove_offerings', ['b.brics.ukri', 'd.brics.ukri']), [
      'b.brics.ukri',
    ]);
    assert.deepEqual(await portal.getJson('get_offerings'), ['c.brics.ukri']);
  });

  for (const name of ['gpu,cpu.brics.ukri', '.brics.ukri', 'a.brics.', 'a b.brics.ukri', 'alone']) {
    test(`0.32.2 refuses the whole list with 500 for ${JSON.stringify(name)}`, async (t) => {
      const { bridge, portal } = await offered(t);
      const reply = await portal.post('sync_offerings', ['other.brics.ukri', name]);
      assert.equal(reply.status, 500);
      assert.deepEqual(await bridge.getOfferings(), [offering]);
    });
  }

  test('nobody can ask for what is not registered', async (t) => {
    const { bridge, portal } = await openFor(t);
    await assert.rejects(
      bridge.submitCommand('get_projects ukri'),
      /^Error: No such offering: isambard-ai\./,
    );
    await portal.postJson('sync_offerings', [offering]);
    await bridge.submitCommand('get_projects ukri');
    await assert.rejects(
      bridge.submitCommand('get_projects nhr', { portal: 'nhr' }),
      /No such offering/,
    );
  });
});

suite('the board', () => {
  let setting: Setting;
  before(async () => {
    setting = await open();
    await setting.portal.postJson('sync_offerings', [offering]);
  });
  after(() => close(setting));

  test('a job as it is on the wire', async () => {
    const { bridge, portal } = setting;
    const extra = { huge: 9007199254740993n, deep: { list: [1, 'two', null] } };
    const id = await bridge.submitCommand('create_project p1.ukri {"name": "A b"}', { extra });
    const job = (await portal.postJson('fetch_job', id)) as Job;
    const now = Date.now() / 1000;
    assert.ok(Math.abs(job.created - now) < 3 && Math.abs(job.expires - now - 120) < 3);
    assert.deepEqual(job, {
      id,
      created: job.created,
      changed: job.created,
      expires: job.expires,
      version: 2,
      command: 'brics.bridge.isambard-ai create_project p1.ukri {"name": "A b"}',
      state: 'Pending',
      result: null,
      result_type: null,
      forwarded_for: 'ukri.brics.isambard-ai',
      board: 18,
      domain: 'greatwestern',
      ...extra,
    });
    const raw = await portal.post('fetch_job', id);
    assert.match(raw.text, /"huge":9007199254740993[,}]/);
    const listed = (await portal.getJson('fetch_jobs')) as Job[];
    assert.deepEqual(
      listed.find((one) => one.id === id),
      job,
    );
  });

  test('where it was forwarded for can be said or left out', async () => {
    const { bridge } = setting;
    const said = await bridge.submitCommand('get_projects ukri', { forwardedFor: 'nhr.brics.x' });
    assert.equal((await bridge.getJobRecord(said)).job.forwarded_for, 'nhr.brics.x');
    const left = await bridge.submitCommand('get_projects ukri', { forwardedFor: null });
    assert.equal('forwarded_for' in (await bridge.getJobRecord(left)).job, false);
  });

  test('an answer ends it; a version that is not higher changes nothing', async () => {
    const { bridge, portal } = setting;
    const id = await bridge.submitCommand('create_project p1.ukri {}');
    const { job } = await bridge.getJobRecord(id);
    assert.deepEqual(await portal.postJson('send_result', success(job, { version: 2 })), ok);
    assert.deepEqual(await portal.postJson('send_result', success(job, { version: -5 })), ok);
    assert.deepEqual(await portal.postJson('fetch_job', id), job);
    const waiting = bridge.waitForAnswer(id);
    const answer = success(job);
    assert.deepEqual(await portal.postJson('send_result', answer), ok);
    assert.deepEqual(await waiting, answer);
    assert.equal((await portal.post('fetch_job', id)).status, 404);
    const listed = (await portal.getJson('fetch_jobs')) as Job[];
    assert.ok(!listed.some((one) => one.id === id));
    assert.deepEqual(await portal.postJson('send_result', success(job, { result: '"other"' })), ok);
    const story = await bridge.getJobRecord(id);
    assert.deepEqual(
      [story.state, story.answerCount, story.ignoredAnswerCount, story.job.result],
      ['answered', 1, 3, answer.result],
    );
    await portal.postJson('send_result', success(job, { version: 1003 }));
    assert.equal((await bridge.getJobRecord(id)).answerCount, 2);
  });

  test('a job that is not there: 404 to fetch, "ok" to answer', async () => {
    const { bridge, portal } = setting;
    const { job } = await bridge.getJobRecord(await bridge.submitCommand('get_projects ukri'));
    const id = randomUUID();
    assert.equal((await portal.post('fetch_job', id)).status, 404);
    assert.deepEqual(await portal.postJson('send_result', success({ ...job, id })), ok);
    await assert.rejects(bridge.getJobRecord(id), /No such job/);
  });

  test('the same question again is one job, another under its id is refused', async () => {
    const { bridge } = setting;
    const id = randomUUID();
    assert.equal(await bridge.submitCommand('get_projects ukri', { id }), id);
    assert.equal(await bridge.submitCommand('get_projects ukri', { id }), id);
    await assert.rejects(bridge.submitCommand('get_users p1.ukri', { id }), /Already on the board/);
  });

  test('waiting ends when the time is over, and an unanswered job is an error', async () => {
    const id = await setting.bridge.submitCommand('get_projects ukri');
    const start = performance.now();
    assert.equal((await setting.bridge.getJobRecord(id, 0.3)).state, 'open');
    assert.ok(performance.now() - start >= 280);
    await assert.rejects(setting.bridge.waitForAnswer(id, 0.1), /Not answered: .*"open"/);
  });

  test('many stories at once, and counts', async () => {
    const { bridge } = setting;
    const before = await bridge.countJobs();
    const ids = [
      await bridge.submitCommand('get_projects ukri'),
      await bridge.submitCommand('get_projects ukri'),
    ];
    const stories = await bridge.getJobRecords(ids);
    assert.deepEqual(
      stories.map(({ id, state }) => [id, state]),
      ids.map((id) => [id, 'open']),
    );
    assert.deepEqual(await bridge.countJobs(), { ...before, open: before.open + 2 });
  });

  test('a job expires', async () => {
    const { bridge, portal } = setting;
    const id = await bridge.submitCommand('get_projects ukri', { expires: 1 });
    const { job } = await bridge.getJobRecord(id);
    assert.equal((await portal.post('fetch_job', id)).status, 200);
    const story = await bridge.getJobRecord(id, 5);
    assert.equal(story.state, 'expired');
    assert.ok(Date.now() >= job.expires * 1000);
    assert.equal((await portal.post('fetch_job', id)).status, 404);
    assert.deepEqual(await portal.postJson('send_result', success(job)), ok);
    assert.deepEqual(await bridge.getJobRecord(id), story);
  });

  test('/run puts a job on a list that /status reads', async () => {
    const { portal } = setting;
    const command = 'brics.isambard.clusters.ai get_projects brics';
    const job = (await portal.postJson('run', { command })) as Job;
    assert.equal(job.command, `bridge.brics submit ${command}`);
    const known = (await portal.postJson('status', { job: job.id })) as Job;
    assert.deepEqual(
      { id: known.id, command: known.command },
      { id: job.id, command: job.command },
    );
    assert.equal((await portal.post('status', { job: randomUUID() })).status, 500);
  });
});
