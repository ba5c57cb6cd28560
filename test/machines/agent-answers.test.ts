import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { cleanMessage } from '../../src/machines/network/classify-error.ts';
import { listAgents } from '../../src/machines/network/read-health.ts';

describe('M4.5 texts of agents as they are stored and shown', () => {
  for (const [name, text, message] of [
    ['one line', 'RuntimeError{brics.a6a}', 'RuntimeError{brics.a6a}'],
    ['a backtrace', 'Something went wrong: No account.\n\nStack backtrace:\n 0: x', 'No account.'],
    ['control characters', 'No\u0000 such\u001b[31m\tgroup\u0085\u007f', 'No  such [31m group'],
    ['marks that turn the text around', 'a\u202eb\u2066c\u2069d', 'a b c d'],
    ['nothing', '', 'The agents gave no reason.'],
    ['nothing to see', ' \u0007\u202d \nmore', 'The agents gave no reason.'],
    ['500 characters', 'x'.repeat(500), 'x'.repeat(500)],
    ['501 characters', 'x'.repeat(501), `${'x'.repeat(499)}…`],
  ] as const) {
    it(name, () => assert.equal(cleanMessage(text), message));
  }
});

describe('M3.4 agents that are connected', () => {
  const now = new Date('2026-12-01T12:00:00Z');
  const destination = 'brics.isambard.clusters.ai';
  type Ages = [portal: number, provider: number, platform: number, instance: number, leaf: number];

  /** The bridge's answer; ages in seconds, all agents say that they are connected. */
  const build = (ages: Ages): unknown => {
    const node = (depth: number, peers: object) => ({
      connected: true,
      last_updated: new Date(now.getTime() - (ages[depth] ?? 0) * 1000).toISOString(),
      peers,
    });
    const ai = node(3, { slurm: node(4, {}) });
    const isambard = node(1, { clusters: node(2, { ai }) });
    return { health: { peers: { brics: node(0, { isambard }) } } };
  };

  for (const [name, ages, connected] of [
    ['all were heard of', [0, 5, 10, 20, 29.9], [true, true, true, true, true]],
    ['the last one 30 s ago', [0, 0, 0, 0, 30], [true, true, true, true, false]],
    [
      'nothing below one that is stale is trusted',
      [0, 31, 0, 0, 0],
      [true, false, false, false, false],
    ],
  ] as const) {
    it(name, () => {
      const agents = listAgents(build([...ages]), destination, now);
      assert.deepEqual(
        agents.map((agent) => agent.connected),
        connected,
      );
    });
  }

  it('one without a time is not trusted', () => {
    const health = { health: { peers: { brics: { connected: true, peers: {} } } } };
    const [agent] = listAgents(health, 'brics', now);
    assert.deepEqual([agent?.connected, agent?.last_updated], [false, null]);
  });
});
