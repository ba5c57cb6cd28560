import assert from 'node:assert/strict';
import { test } from 'node:test';
import { i3, NetworkSetting } from '../support/bridge/network/network-setting.ts';

/*
 * The network behind the stand-in of a bridge: `GET /health`. "[run]": seen on 2026-11-27 on a network
 * of agents 0.32.2.
 */

interface Health {
  name: string;
  agent_type: string;
  connected: boolean;
  version: string;
  last_updated: string;
  peers: Record<string, Health>;
}

async function getHealth({ portal }: NetworkSetting): Promise<Health> {
  return ((await portal.getJson('health')) as unknown as { health: Health }).health;
}

/** One line for each agent, by path. */
function describe(health: Health, now: number, path = ''): string[] {
  const { agent_type: kind, connected, version, last_updated: updated } = health;
  const age = Math.round((now - Date.parse(updated)) / 1000);
  const name = `${path}/${health.name}`;
  const below = Object.values(health.peers ?? {}).flatMap((peer) => describe(peer, now, name));
  return [`${name} ${kind} ${connected ? 'up' : 'down'} ${version} ${age}`, ...below];
}

test('/health has the whole tree of agents (0.32.2 [run])', async (t) => {
  const setting = await NetworkSetting.open();
  t.after(() => setting.close());
  const health = await getHealth(setting);
  assert.deepEqual(describe(health, await setting.network.getTime()), [
    '/bridge Bridge up 0.32.2 0',
    '/bridge/brics Portal up 0.32.2 0',
    '/bridge/brics/isambard Provider up 0.32.2 0',
    '/bridge/brics/isambard/clusters Platform up 0.32.2 0',
    ...['ai', 'i3'].flatMap((name) => [
      `/bridge/brics/isambard/clusters/${name} Instance up 0.32.2 0`,
      `/bridge/brics/isambard/clusters/${name}/localaccount Account up 0.32.2 0`,
      `/bridge/brics/isambard/clusters/${name}/filesystem Filesystem up 0.32.2 0`,
      `/bridge/brics/isambard/clusters/${name}/slurm Scheduler up 0.32.2 0`,
    ]),
  ]);
});

test('below a dead agent the tree is as it was last seen; Slurm is not in it (0.32.2 [run])', async (t) => {
  const setting = await NetworkSetting.open();
  t.after(() => setting.close());
  await setting.network.setFaults([
    { fault: 'down', agent: 'instance', instance: i3 },
    { fault: 'slurm-down' },
  ]);
  await setting.network.advanceClock(60);
  const lines = describe(await getHealth(setting), await setting.network.getTime());
  assert.deepEqual(
    lines.map((line) => line.replace(/^.*clusters\//, '')).filter((line) => /^(ai|i3)/.test(line)),
    [
      'ai Instance up 0.32.2 0',
      'ai/localaccount Account up 0.32.2 0',
      'ai/filesystem Filesystem up 0.32.2 0',
      'ai/slurm Scheduler up 0.32.2 0',
      'i3 Instance down 0.32.2 60',
      'i3/localaccount Account up 0.32.2 60',
      'i3/filesystem Filesystem up 0.32.2 60',
      'i3/slurm Scheduler up 0.32.2 60',
    ],
  );
});
