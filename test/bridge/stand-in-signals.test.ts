import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import type { BridgeStandIn } from '../support/bridge/bridge-stand-in.ts';
import { waitUntil } from '../support/connected-service.ts';
import { ok, openFor, offered, success, letSignalsPass } from './stand-in-setting.ts';

/* The stand-in of a bridge is as strict as it says. Signals and notifications. */

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
