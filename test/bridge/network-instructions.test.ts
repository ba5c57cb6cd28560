import assert from 'node:assert/strict';
import { after, before, suite, test } from 'node:test';
import { BridgeStandIn } from '../support/bridge/bridge-stand-in.ts';
import { runCommand } from '../support/bridge/network/run-command.ts';
import { PortalClient } from '../support/bridge/portal-client.ts';

/*
 * The network behind the stand-in of a bridge: what instructions do at an instance. "[run]": seen on
 * 2026-11-27 on a network of agents 0.32.2 over Slurm 24.11.5.
 */

const ai = 'brics.isambard.clusters.ai';

suite('instructions of a network of 0.32.2', () => {
  let bridge: BridgeStandIn;
  let portal: PortalClient;
  before(async () => {
    bridge = await BridgeStandIn.start({ networkLatencyMs: 0, networkRate: 0 });
    portal = new PortalClient(bridge.url, bridge.invite);
  });
  after(() => bridge.stop());

  async function succeed(instruction: string): Promise<unknown> {
    const job = await runCommand(portal, `${ai} ${instruction}`);
    assert.equal(job.state, 'Complete', `${instruction}: ${job.result}`);
    return JSON.parse(job.result ?? '');
  }

  async function fail(instruction: string): Promise<string | null> {
    const job = await runCommand(portal, `${ai} ${instruction}`);
    assert.equal(job.state, 'Error', `${instruction}: ${job.result}`);
    return job.result;
  }

  test('a project and its people get local names (0.32.2 [run])', async () => {
    assert.equal(await succeed('add_project a6a.brics'), 'a6a.brics:brics.a6a');
    assert.equal(await succeed('add_user alice.a6a.brics'), 'alice.a6a.brics:alice.a6a:brics.a6a');
    assert.deepEqual(await succeed('get_projects brics'), ['a6a.brics:brics.a6a']);
    assert.deepEqual(await succeed('get_users a6a.brics'), ['alice.a6a.brics:alice.a6a:brics.a6a']);
    assert.equal(await succeed('get_project_mapping a6a.brics'), 'a6a.brics:brics.a6a');
    assert.equal(
      await succeed('get_user_mapping alice.a6a.brics'),
      'alice.a6a.brics:alice.a6a:brics.a6a',
    );
  });

  test('an unknown project has no users, and no mapping (0.32.2 [run])', async () => {
    assert.deepEqual(await succeed('get_users nobody.brics'), []);
    assert.match((await fail('get_project_mapping nobody.brics')) ?? '', /does not exist/);
    assert.match((await fail('get_user_mapping a.nobody.brics')) ?? '', /does not exist/);
  });

  test('a limit is rounded down by up to a minute of one core (0.32.2 [run])', async () => {
    await succeed('add_project lim.brics');
    assert.deepEqual(await succeed('get_limit lim.brics'), { seconds: 0 });
    assert.deepEqual(await succeed('set_limit lim.brics 100'), { seconds: 100 });
    assert.deepEqual(await succeed('get_limit lim.brics'), { seconds: 97 });
    assert.deepEqual(await succeed('set_limit lim.brics 0'), { seconds: 0 });
    assert.deepEqual(await succeed('get_limit lim.brics'), { seconds: 0 });
    await succeed('set_limit lim.brics 3600');
    assert.deepEqual(await succeed('get_limit lim.brics'), { seconds: 3600 });
  });
});
