import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, suite, test } from 'node:test';
import { Faults } from '../support/bridge/faults.ts';
import { parseJson } from '../support/bridge/lossless-json.ts';
import { type Job, BridgeStandIn } from '../support/bridge/bridge-stand-in.ts';
import { waitUntil } from '../support/connected-service.ts';
import {
  offering,
  ok,
  type Setting,
  open,
  close,
  openFor,
  offered,
  success,
  getHealth,
} from './stand-in-setting.ts';

/* The stand-in of a bridge is as strict as it says. Faults, restarts and invites. */

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
    // op-portal hands its jobs over a moment after the start (test/bridge/network-jobs.test.ts).
    await waitUntil(async () => (await portal.post('status', { job: run.id })).status === 200);
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
