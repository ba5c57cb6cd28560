import assert from 'node:assert/strict';
import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, suite, type TestContext, test } from 'node:test';
import { PortalClient } from '../support/bridge/portal-client.ts';
import { BridgeClock } from '../support/bridge/bridge-clock.ts';
import { SignalReceiver } from '../support/bridge/signal-receiver.ts';
import { Faults } from '../support/bridge/faults.ts';
import { Authenticator } from '../support/bridge/authenticator.ts';
import {
  type Json,
  type JsonObject,
  parseJson,
  stringifyJson,
} from '../support/bridge/lossless-json.ts';
import { NonceCache } from '../support/bridge/nonce-cache.ts';
import { RateLimit } from '../support/bridge/rate-limit.ts';
import { buildAuthorization, buildCanonicalText } from '../support/bridge/signature.ts';
import { type Job, BridgeStandIn, type StandInOptions } from '../support/bridge/bridge-stand-in.ts';
import { waitUntil } from '../support/connected-service.ts';

/* The stand-in of a bridge is as strict as it says; a test of the product rests on that. */

const offering = 'isambard-ai.brics.ukri';
const ok = { status: 'ok' };

interface Setting {
  bridge: BridgeStandIn;
  portal: PortalClient;
  ear: SignalReceiver;
}

async function open(options: StandInOptions = {}): Promise<Setting> {
  const ear = await SignalReceiver.open();
  const signals = { signalUrl: ear.url, notificationUrl: ear.url };
  const bridge = await BridgeStandIn.start({ ...signals, retryMs: 20, ...options });
  return { bridge, portal: new PortalClient(bridge.url, bridge.invite), ear };
}

async function close({ bridge, ear }: Setting): Promise<void> {
  await bridge.stop();
  ear.close();
}

async function openFor(t: TestContext, options: StandInOptions = {}): Promise<Setting> {
  const setting = await open(options);
  t.after(() => close(setting));
  return setting;
}

async function offered(t: TestContext, options: StandInOptions = {}): Promise<Setting> {
  const setting = await openFor(t, options);
  await setting.portal.postJson('sync_offerings', [offering]);
  return setting;
}

function success(job: Job, changes: JsonObject = {}): JsonObject {
  return {
    ...job,
    state: 'Complete',
    result: '"p1.ukri:a6a.brics"',
    result_type: 'ProjectMapping',
    version: Number(job.version) + 1000,
    ...changes,
  };
}

function failure(job: Job, name: string, kind: string, changes: JsonObject = {}): JsonObject {
  const message = `${name}: no`;
  const error = { kind, message };
  return success(job, { state: 'Error', result: message, result_type: 'Error', error, ...changes });
}

/** Waits for as long as a job is signalled at all: five tries of another one, which then is dropped. */
async function letSignalsPass({ bridge, ear }: Setting): Promise<void> {
  ear.nextStatuses.push(...Array<number>(5).fill(503));
  const id = await bridge.submitCommand('get_projects ukri');
  assert.equal((await bridge.getJobRecord(id, 10)).state, 'dropped');
}

function getHealth(answer: Json): JsonObject {
  return (answer as { health: JsonObject }).health;
}

function without(body: JsonObject, field: string): JsonObject {
  const { [field]: _, ...rest } = body;
  return rest;
}

suite('signatures', () => {
  const file = path.join(import.meta.dirname, '..', 'support', 'bridge', 'signatures.json');
  const vectors = JSON.parse(readFileSync(file, 'utf8'));
  for (const [index, vector] of vectors.cases.entries()) {
    test(`vector ${index}: version ${vector.version} of ${vector.function}`, () => {
      const canonical = buildCanonicalText(vector.version, { ...vector, date: vectors.date });
      assert.equal(canonical, vector.canonical);
      const key = Buffer.from(vectors.key_hex, 'hex');
      assert.equal(buildAuthorization(key, canonical), vector.authorization);
    });
  }
});

suite('windows of time', () => {
  const now = Date.parse('2026-08-03T12:00:00Z');

  test('a date: five seconds to both sides', (t) => {
    t.mock.timers.enable({ apis: ['Date'], now });
    const key = randomBytes(32);
    const gate = new Authenticator(key, 'both', new BridgeClock(0), new NonceCache());
    const call = { method: 'GET', function: 'health', body: '' };
    const isGood = (seconds: number) => {
      const date = new Date(now + seconds * 1000).toUTCString();
      const signature = buildAuthorization(
        key,
        buildCanonicalText(1, { ...call, date, nonce: '' }),
      );
      const headers = { date, authorization: signature, 'content-type': 'application/json' };
      try {
        return gate.authenticate(call, headers) === 1;
      } catch {
        return false;
      }
    };
    assert.deepEqual([-6, -5, 0, 5, 6].map(isGood), [false, true, true, true, false]);
  });

  test('a nonce: thirty seconds', (t) => {
    t.mock.timers.enable({ apis: ['Date'], now });
    const nonces = new NonceCache();
    assert.equal(nonces.tryUse('n'), true);
    t.mock.timers.setTime(now + 29_999);
    assert.equal(nonces.tryUse('n'), false);
    t.mock.timers.setTime(now + 30_000);
    assert.equal(nonces.tryUse('n'), true);
  });

  test('the rate: ten seconds, for each address', (t) => {
    t.mock.timers.enable({ apis: ['Date'], now });
    const rate = new RateLimit(2);
    const allowed = (address: string) => rate.tryRequest(address);
    assert.deepEqual(['a', 'a', 'a', 'b'].map(allowed), [true, true, false, true]);
    t.mock.timers.setTime(now + 9_999);
    assert.equal(allowed('a'), false);
    t.mock.timers.setTime(now + 10_000);
    assert.equal(allowed('a'), true);
  });
});

suite('who is let in', () => {
  let setting: Setting;
  before(async () => {
    setting = await open();
  });
  after(() => close(setting));

  test('both versions, with and without a body and a nonce', async () => {
    const { portal, bridge } = setting;
    for (const version of [1, 2] as const) {
      for (const nonce of ['', randomUUID()]) {
        const got = await portal.get('get_portal', { version, nonce });
        assert.deepEqual([got.status, got.text], [200, '"brics"']);
        const twist = { version, nonce: nonce && randomUUID() };
        const posted = await portal.post('notify', { command: 'a.b say café ☕' }, twist);
        assert.equal(posted.status, 200);
      }
    }
    const requests = await bridge.getRequestCounts();
    assert.deepEqual(requests.signature_versions, { 1: 4, 2: 4 });
    assert.deepEqual(requests['GET /get_portal'], { 200: 4 });
  });

  test('version 1 may also say so', async () => {
    const headers = { 'x-openportal-signature-version': '1' };
    assert.equal((await setting.portal.get('health', { version: 1, headers })).status, 200);
  });

  test('only GET / needs no signature', async () => {
    const bare = await fetch(setting.bridge.url);
    assert.deepEqual([bare.status, await bare.text()], [200, 'null']);
    const signed = ['health', 'get_portal', 'get_offerings', 'fetch_jobs'];
    for (const name of signed) {
      const reply = await fetch(`${setting.bridge.url}/${name}`);
      assert.deepEqual([reply.status, await reply.json()], [401, { message: 'Unauthorized' }]);
    }
  });

  const body = { command: 'a.b c' };
  const wrong: Record<string, Parameters<PortalClient['post']>[2]> = {
    'another key': { key: randomBytes(32) },
    'another body': { sentBody: '{"command":"a.b d"}' },
    'another nonce': { headers: { 'x-nonce': 'other' } },
    'no nonce though one was signed': { headers: { 'x-nonce': undefined } },
    'no Authorization': { headers: { authorization: undefined } },
    'an Authorization of another length': { headers: { authorization: 'OpenPortal 00' } },
    'version 2 without its header': { headers: { 'x-openportal-signature-version': undefined } },
    'version 1 under the header of 2': {
      version: 1,
      headers: { 'x-openportal-signature-version': '2' },
    },
    'no Content-Type': { headers: { 'content-type': undefined } },
    'a Content-Type with a charset': { headers: { 'content-type': 'application/json; charset=x' } },
    'no Date': { headers: { date: undefined } },
  };
  for (const [name, twist] of Object.entries(wrong)) {
    test(`401: ${name}`, async () => {
      const reply = await setting.portal.post('run', body, twist);
      assert.deepEqual([reply.status, reply.text], [401, '{"message":"Unauthorized"}']);
    });
  }

  test('400: a version that nobody knows', async () => {
    for (const version of ['3', '2.0', ' 2, 1', 'two']) {
      const headers = { 'x-openportal-signature-version': version };
      const reply = await setting.portal.get('health', { headers });
      assert.deepEqual([reply.status, reply.text], [400, '{"message":"Bad request"}']);
    }
  });

  test('the clock: seconds to both sides, not many', async () => {
    for (const [seconds, status] of [
      [-7, 401],
      [-3, 200],
      [4, 200],
      [8, 401],
    ] as const) {
      const date = new Date(Date.now() + seconds * 1000).toUTCString();
      assert.equal((await setting.portal.get('health', { date })).status, status, `${seconds}`);
    }
  });

  test('the date: no other spelling, no wrong weekday', async () => {
    const date = new Date();
    const right = date.toUTCString();
    const tomorrow = new Date(date.getTime() + 86_400_000).toUTCString();
    const others = [
      date.toISOString(),
      right.replace('GMT', 'UTC'),
      right.replace('GMT', '+0000'),
      right.replace(', ', ' '),
      right.toLowerCase(),
      tomorrow.slice(0, 3) + right.slice(3),
    ];
    for (const other of others) {
      assert.equal((await setting.portal.get('health', { date: other })).status, 401, other);
    }
  });

  test('a nonce is good for once, and only a good signature uses it up', async () => {
    const nonce = randomUUID();
    const stranger = await setting.portal.get('health', { nonce, key: randomBytes(32) });
    const first = await setting.portal.get('health', { nonce });
    const second = await setting.portal.get('health', { nonce });
    const otherCall = await setting.portal.get('get_portal', { nonce });
    const statuses = [stranger, first, second, otherCall].map(({ status }) => status);
    assert.deepEqual(statuses, [401, 200, 401, 401]);
  });

  test('404 for a path or a method that is not there', async () => {
    const replies = [
      await setting.portal.get('nothing'),
      await setting.portal.get('send_result'),
      await setting.portal.post('health', null),
    ];
    for (const { status, text } of replies) {
      assert.deepEqual([status, text], [404, '{"message":"Not found"}']);
    }
  });

  test('400 for a body that is no JSON', async () => {
    const twist = { version: 2 } as const;
    for (const name of ['run', 'notify', 'fetch_job', 'sync_offerings', 'status']) {
      assert.equal((await setting.portal.postText(name, '{', twist)).status, 400, name);
      assert.equal((await setting.portal.post(name, { no: 1 }, twist)).status, 400, name);
    }
  });
});

test('its clock can be ahead of ours', async (t) => {
  const { bridge, portal } = await openFor(t, { clockOffset: -60 });
  for (const offset of [-60, 60]) {
    await bridge.setClockOffset(offset);
    const ours = await portal.get('health');
    assert.equal(ours.status, 401);
    const date = ours.headers.date ?? '';
    assert.ok(Math.abs(Date.parse(date) - Date.now() - offset * 1000) < 3000, date);
    assert.equal((await portal.get('health', { date })).status, 200);
  }
});

test('an old bridge knows version 1 and no version header', async (t) => {
  const { portal } = await openFor(t, { signatures: '1' });
  assert.equal((await portal.get('health', { version: 2 })).status, 401);
  assert.equal((await portal.get('health', { version: 1 })).status, 200);
  const headers = { 'x-openportal-signature-version': '3' };
  assert.equal((await portal.get('health', { version: 1, headers })).status, 200);
});

test('a new bridge may refuse version 1', async (t) => {
  const { portal } = await openFor(t, { signatures: '2' });
  assert.equal((await portal.get('health', { version: 1 })).status, 401);
  assert.equal((await portal.get('health', { version: 2 })).status, 200);
});

test('429 above the rate, which the control side does not know', async (t) => {
  const { bridge, portal } = await openFor(t, { rate: 2 });
  assert.equal((await portal.get('health')).status, 200);
  assert.equal((await fetch(bridge.url)).status, 200);
  for (let i = 0; i < 10; i++) await bridge.getOfferings();
  const reply = await portal.get('health');
  assert.deepEqual([reply.status, reply.text], [429, '{"message":"Too many requests"}']);
});

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

suite('signals', () => {
  test('one is enough when it is answered', async (t) => {
    const setting = await offered(t);
    const { bridge, ear } = setting;
    const id = await bridge.submitCommand('get_projects ukri');
    await ear.waitForSignals(id, 1);
    await letSignalsPass(setting);
    assert.equal(ear.receivedUrls[0], `/signal/?job_id=${id}`);
    assert.equal(ear.countSignals(id), 1);
    assert.equal((await bridge.getJobRecord(id)).signalCount, 1);
  });

  test('none when none is wanted', async (t) => {
    const setting = await offered(t);
    const { bridge, ear } = setting;
    const id = await bridge.submitCommand('get_projects ukri', { signal: false });
    await letSignalsPass(setting);
    assert.deepEqual([ear.countSignals(id), (await bridge.getJobRecord(id)).signalCount], [0, 0]);
  });

  test('anything but 2xx is a failure and tried again', async (t) => {
    const setting = await offered(t);
    const { bridge, ear } = setting;
    ear.nextStatuses.push(503, 302, 404, 500, 204);
    const id = await bridge.submitCommand('get_projects ukri');
    await ear.waitForSignals(id, 5);
    await letSignalsPass(setting);
    const story = await bridge.getJobRecord(id);
    assert.deepEqual([story.state, story.signalCount, ear.countSignals(id)], ['open', 5, 5]);
  });

  test('the fifth failure drops the job', async (t) => {
    const { bridge, portal, ear } = await offered(t);
    ear.nextStatuses.push(...Array<number>(5).fill(403));
    const id = await bridge.submitCommand('get_projects ukri');
    const { job: originalJob } = await bridge.getJobRecord(id);
    const { state, signalCount: signals, job } = await bridge.getJobRecord(id, 5);
    assert.deepEqual([state, signals, ear.countSignals(id)], ['dropped', 5, 5]);
    assert.deepEqual([job.state, job.result], ['Error', 'dropped']);
    assert.equal((await portal.post('fetch_job', id)).status, 404);
    assert.deepEqual(await portal.postJson('send_result', success(originalJob)), ok);
    assert.equal((await bridge.getJobRecord(id)).state, 'dropped');
  });

  test('nobody there is a failure too; tries are apart', async (t) => {
    const { bridge, ear } = await offered(t, { retryMs: 60 });
    ear.close();
    const start = performance.now();
    const story = await bridge.getJobRecord(await bridge.submitCommand('get_projects ukri'), 5);
    assert.deepEqual([story.state, story.signalCount], ['dropped', 5]);
    assert.ok(performance.now() - start >= 4 * 55);
  });

  test('an answered job is signalled no more', async (t) => {
    const setting = await offered(t);
    const { bridge, portal, ear } = setting;
    ear.nextStatuses.push(500);
    const release = ear.pauseReplies();
    const id = await bridge.submitCommand('get_projects ukri');
    await ear.waitForSignals(id, 1);
    await portal.postJson('send_result', success((await bridge.getJobRecord(id)).job));
    release();
    await letSignalsPass(setting);
    assert.deepEqual(
      [ear.countSignals(id), (await bridge.getJobRecord(id)).state],
      [1, 'answered'],
    );
  });

  test('they can be lost, or sent twice', async (t) => {
    const setting = await offered(t);
    const { bridge, ear } = setting;
    await bridge.setFaults({ lost_signals: 1 });
    const lost = await bridge.submitCommand('get_projects ukri');
    await bridge.setFaults({ duplicate_signals: 1 });
    const twice = await bridge.submitCommand('get_projects ukri');
    await ear.waitForSignals(twice, 2);
    await bridge.setFaults({});
    const once = await bridge.submitCommand('get_projects ukri');
    await ear.waitForSignals(once, 1);
    await letSignalsPass(setting);
    assert.deepEqual(
      [lost, twice, once].map((id) => ear.countSignals(id)),
      [0, 2, 1],
    );
    assert.equal((await bridge.getJobRecord(lost)).state, 'open');
  });
});

suite('notifications', () => {
  const destination = 'ukri.brics.isambard-ai';

  async function outcome(bridge: BridgeStandIn, id: string) {
    await waitUntil(async () => (await bridge.getNotificationDelivery(id)).state !== 'waiting');
    return bridge.getNotificationDelivery(id);
  }

  test('one from the network: told, fetched, and gone once it is answered', async (t) => {
    const { bridge, portal, ear } = await openFor(t);
    ear.nextStatuses.push(503);
    const release = ear.pauseReplies();
    const extra = { domain: 'greatwestern', domain_version: 1 };
    const id = await bridge.sendNotification(destination, 'user_added alice.p1.ukri', { extra });
    await ear.waitForSignals(id, 1);
    // The object is that of 0.32.2 and newer ones; the extra fields are those of 0.90 and newer ones.
    assert.deepEqual(await portal.postJson('fetch_notification', id), {
      id,
      destination,
      event: { UserAdded: 'alice.p1.ukri' },
      ...extra,
    });
    assert.equal((await bridge.getNotificationDelivery(id)).state, 'waiting');
    release();
    assert.deepEqual(await outcome(bridge, id), { state: 'delivered', tries: 2 });
    assert.deepEqual(ear.receivedUrls[0], `/signal/?notification_id=${id}`);
    assert.equal((await portal.post('fetch_notification', id)).status, 404);
  });

  test('dropped after three failures, and the next one follows', async (t) => {
    const { bridge, portal, ear } = await openFor(t);
    ear.nextStatuses.push(500, 500, 500);
    const first = await bridge.sendNotification(destination, 'user_added alice.p1.ukri');
    const second = await bridge.sendNotification(destination, 'user_added bob.p1.ukri', {
      duplicate: 2,
    });
    assert.deepEqual(await outcome(bridge, first), { state: 'dropped', tries: 3 });
    assert.deepEqual(await outcome(bridge, second), { state: 'delivered', tries: 1 });
    await ear.waitForSignals(second, 3);
    assert.equal((await portal.post('fetch_notification', first)).status, 404);
  });

  test('ours are kept in the order of arrival', async (t) => {
    const { bridge, portal } = await openFor(t);
    const commands = ['accepted', 'changed', 'removed'].map(
      (event) => `isambard-ai.brics.ukri award_${event} p1.ukri`,
    );
    for (const command of commands) {
      assert.deepEqual(await portal.postJson('notify', { command }), ok);
    }
    // 0.32.2 answers 200 also where nothing can be delivered.
    commands.push('isambard-ai.other.nowhere award_changed p1.ukri');
    assert.deepEqual(await portal.postJson('notify', { command: commands.at(-1) as string }), ok);
    for (const command of ['gpu,cpu.brics.ukri award_changed p1.ukri', 'brics', '']) {
      const reply = await portal.post('notify', { command });
      assert.deepEqual([reply.status, reply.text], [500, '{"message":"Internal server error"}']);
    }
    const heard = await bridge.getNotifications();
    assert.deepEqual(
      heard.map(({ command }) => command),
      commands,
    );
    assert.ok(heard.every(({ at }) => Math.abs(Date.parse(at) - Date.now()) < 5000));
  });
});

suite('faults', () => {
  let setting: Setting;
  before(async () => {
    setting = await open();
    await setting.portal.postJson('sync_offerings', [offering]);
  });
  after(() => close(setting));

  /** Asks, answers under the fault, and tells what became of both. */
  async function answerUnder(fault: string) {
    const { bridge, portal } = setting;
    await bridge.setFaults({});
    const id = await bridge.submitCommand('get_projects ukri', { signal: false });
    const { job } = await bridge.getJobRecord(id);
    await bridge.setFaults({ chance: { [fault]: 1 }, delay_ms: 200 });
    const start = performance.now();
    const reply = await portal.post('send_result', success(job)).catch((error: Error) => error);
    const took = performance.now() - start;
    await bridge.setFaults({});
    return { reply, took, state: (await bridge.getJobRecord(id)).state };
  }

  for (const [status, message] of Object.entries({
    400: 'Bad request',
    401: 'Unauthorized',
    404: 'Not found',
    429: 'Too many requests',
    500: 'Internal server error',
    503: 'Service unavailable',
  })) {
    test(`${status}: not carried out`, async () => {
      const { reply, state } = await answerUnder(status);
      assert.ok(!(reply instanceof Error));
      assert.deepEqual([`${reply.status}`, parseJson(reply.text)], [status, { message }]);
      assert.equal(state, 'open');
    });
  }

  test('drop: no answer, not carried out', async () => {
    const { reply, state } = await answerUnder('drop');
    assert.ok(reply instanceof Error);
    assert.equal(state, 'open');
  });

  test('cut: carried out, half an answer', async () => {
    const { reply, state } = await answerUnder('cut');
    assert.ok(reply instanceof Error);
    assert.equal(state, 'answered');
  });

  test('nonsense: carried out, no JSON', async () => {
    const { reply, state } = await answerUnder('nonsense');
    assert.ok(!(reply instanceof Error));
    assert.equal(reply.status, 200);
    assert.throws(() => JSON.parse(reply.text));
    assert.equal(state, 'answered');
  });

  test('delay: carried out late', async () => {
    const { reply, took, state } = await answerUnder('delay');
    assert.ok(!(reply instanceof Error));
    assert.deepEqual([reply.status, state], [200, 'answered']);
    assert.ok(took >= 195);
  });

  test('only on the paths that are named; each is counted', async () => {
    const { bridge, portal } = setting;
    await bridge.setFaults({ chance: { 500: 1 }, paths: ['/health'] });
    assert.equal((await portal.get('health')).status, 500);
    assert.equal((await portal.get('get_portal')).status, 200);
    await bridge.setFaults({});
    assert.equal((await portal.get('health')).status, 200);
    const requests = await bridge.getRequestCounts();
    assert.deepEqual(requests['GET /health'], { 200: 1, 500: 1 });
    assert.deepEqual(requests['POST /send_result'], {
      200: 1,
      400: 1,
      401: 1,
      404: 1,
      429: 1,
      500: 1,
      503: 1,
      cut: 1,
      drop: 1,
      nonsense: 1,
    });
  });

  test('settings that make no sense are refused', async () => {
    const { bridge } = setting;
    await assert.rejects(bridge.setFaults({ chance: { explode: 1 } }), /No such fault: explode/);
    await assert.rejects(bridge.setFaults({ chance: { 500: 0.6, drop: 0.6 } }), /more than 1/);
  });

  test('a seed repeats them, and they come as often as they were asked for', () => {
    const draw = (seed: number) => {
      const faults = new Faults(seed);
      faults.setSettings({ chance: { drop: 0.1, 500: 0.3 } });
      return Array.from({ length: 2000 }, () => faults.drawFault('/health') ?? 'none');
    };
    assert.deepEqual(draw(7), draw(7));
    assert.notDeepEqual(draw(7), draw(8));
    const share = (fault: string) => draw(7).filter((one) => one === fault).length / 2000;
    assert.ok(Math.abs(share('drop') - 0.1) < 0.03, `${share('drop')}`);
    assert.ok(Math.abs(share('500') - 0.3) < 0.04, `${share('500')}`);
  });
});

suite('the end and the beginning', () => {
  test('a restart forgets board and virtual agents, not what op-portal lists (0.32.2)', async (t) => {
    const { bridge, portal, ear } = await offered(t);
    const startTime = async () => String(getHealth(await portal.getJson('health')).start_time);
    const firstStart = await startTime();
    const job = await bridge.submitCommand('get_projects ukri', { signal: false });
    const { job: originalJob } = await bridge.getJobRecord(job);
    const command = 'brics.isambard.clusters.ai get_projects brics';
    const run = (await portal.postJson('run', { command })) as Job;
    await portal.postJson('notify', { command: `${offering} award_changed p1.ukri` });
    ear.pauseReplies();
    const notification = await bridge.sendNotification(
      'ukri.brics.isambard-ai',
      'user_added a.p1.ukri',
    );
    await ear.waitForSignals(notification, 1);
    await portal.postJson('fetch_notification', notification);
    const nonce = randomUUID();
    await portal.get('health', { nonce });

    await bridge.restart(600);
    await assert.rejects(portal.get('health'));
    assert.equal((await bridge.getJobRecord(job, 5)).state, 'forgotten');

    assert.equal((await portal.get('health', { nonce })).status, 200);
    assert.equal((await portal.post('fetch_job', job)).status, 404);
    assert.deepEqual(await portal.getJson('fetch_jobs'), []);
    assert.deepEqual(await portal.getJson('get_offerings'), [offering]);
    assert.ok((await startTime()) > firstStart);
    assert.ok(Number(getHealth(await portal.getJson('health')).uptime_seconds) <= 5);
    assert.equal((await portal.post('status', { job: run.id })).status, 200);
    assert.equal((await portal.post('fetch_notification', notification)).status, 404);
    assert.equal((await bridge.getNotificationDelivery(notification)).state, 'dropped');
    assert.deepEqual(await portal.postJson('send_result', success(originalJob)), ok);
    assert.deepEqual(await bridge.countJobs(), {
      hanging: 0,
      open: 0,
      answered: 0,
      dropped: 0,
      expired: 0,
      forgotten: 1,
    });
    assert.equal((await bridge.getNotifications()).length, 1);
  });

  test('after a restart jobs hang until the offerings are sent again, or expire (0.32.2)', async (t) => {
    const { bridge, portal } = await offered(t);
    await bridge.restart(20);
    await waitUntil(async () => (await portal.get('health').catch(() => null))?.status === 200);
    const hanging = await bridge.submitCommand('get_projects ukri');
    const expiring = await bridge.submitCommand('get_projects ukri', { expires: 1 });
    assert.equal((await bridge.getJobRecord(hanging)).state, 'hanging');
    assert.deepEqual(await portal.getJson('fetch_jobs'), []);
    assert.equal((await portal.post('fetch_job', hanging)).status, 404);
    assert.equal((await bridge.getJobRecord(expiring, 5)).state, 'expired');
    await portal.postJson('sync_offerings', [offering]);
    assert.equal((await bridge.getJobRecord(hanging)).state, 'open');
    assert.equal(((await portal.getJson('fetch_jobs')) as Job[])[0]?.id, hanging);
  });

  test('what op-portal remembers outlives a SIGKILL where it has a place for it', async (t) => {
    const folder = mkdtempSync(path.join(tmpdir(), 'stand-in-test-'));
    t.after(() => rmSync(folder, { recursive: true }));
    const portalMemory = path.join(folder, 'offerings.json');
    const first = await offered(t, { portalMemory });
    const { port, invite } = first.bridge;
    await first.bridge.kill();
    const second = await openFor(t, { port, invite, portalMemory });
    assert.deepEqual(await second.bridge.getOfferings(), [offering]);
    const job = await second.bridge.submitCommand('get_projects ukri');
    assert.equal((await second.bridge.getJobRecord(job)).state, 'hanging');
  });

  test('a request that the restart cut off is not carried out afterwards', async (t) => {
    const { bridge, portal } = await openFor(t);
    await bridge.setFaults({ chance: { delay: 1 }, delay_ms: 600 });
    const late = portal.post('sync_offerings', [offering]).catch((error: Error) => error);
    // A second request that arrives later is answered, so the first has reached the bridge.
    await bridge.getOfferings();
    await bridge.restart(20);
    assert.ok((await late) instanceof Error);
    // The delay of a later request is over after that of the first.
    await waitUntil(async () => (await portal.get('health').catch(() => null))?.status === 200);
    assert.deepEqual(await bridge.getOfferings(), []);
  });

  test('the invite is ours alone and outlives the process', async (t) => {
    const first = await openFor(t);
    assert.equal(statSync(first.bridge.invite).mode & 0o777, 0o600);
    assert.match(
      readFileSync(first.bridge.invite, 'utf8'),
      new RegExp(`url = "${first.bridge.url}/"\\s+\\[key\\]\\s+data = "[0-9a-f]{64}"`),
    );
    const { port, invite } = first.bridge;
    assert.equal(await first.bridge.stop(), 0);
    await assert.rejects(first.bridge.getOfferings());
    const second = await openFor(t, { port, invite });
    assert.deepEqual([second.bridge.url, second.bridge.invite], [first.bridge.url, invite]);
    assert.equal((await first.portal.get('health')).status, 200);
    await second.bridge.kill();
    await assert.rejects(first.portal.get('health'));
  });

  test('an invite of the form and mode that are wanted: 0.32.2 writes the table with 0644', async (t) => {
    const real = await openFor(t, { inviteMode: 644 });
    assert.equal(statSync(real.bridge.invite).mode & 0o777, 0o644);
    assert.equal((await real.portal.get('health')).status, 200);
    const flat = await openFor(t, { inviteForm: 'flat' });
    assert.match(
      readFileSync(flat.bridge.invite, 'utf8'),
      new RegExp(`url = "${flat.bridge.url}"\\s+key = "[0-9a-f]{64}"`),
    );
    assert.equal((await flat.portal.get('health')).status, 200);
  });

  test('an invite with a key that is none, and an option that is wrong', async (t) => {
    const folder = mkdtempSync(path.join(tmpdir(), 'stand-in-test-'));
    t.after(() => rmSync(folder, { recursive: true }));
    const invite = path.join(folder, 'invite.toml');
    writeFileSync(invite, 'key = "short"');
    await assert.rejects(BridgeStandIn.start({ invite }), /the key is not 64 hex digits/);
    assert.equal(readFileSync(invite, 'utf8'), 'key = "short"');
    await assert.rejects(BridgeStandIn.start({ seed: Number.NaN }), /--seed: NaN\?/);
  });
});
