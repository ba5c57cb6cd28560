import type { ResourceCheckResult } from '../../database/machine-schema.ts';

type Agent = ResourceCheckResult['agents'][number];

/** What was heard from an agent longer ago than this says nothing about now. */
const MAX_AGE_MS = 30_000;

interface HealthNode {
  name?: unknown;
  agent_type?: unknown;
  version?: unknown;
  connected?: unknown;
  last_updated?: unknown;
  peers?: unknown;
}

/**
 * The agents on the way to a destination and below it, from the bridge's answer to `/health`. An
 * agent counts as connected only if all above it are and it was heard of within 30 s: what lies
 * below a dead agent is shown as it was last seen (docs/rules/machines.md, M3.4).
 */
export function listAgents(health: unknown, destination: string, now: Date): Agent[] {
  const root = (health as { health?: { peers?: unknown } } | null)?.health?.peers;
  const agents: Agent[] = [];
  let peers = root;
  let isReached = true;
  for (const name of destination.split('.')) {
    const node = findPeer(peers, name);
    if (node === null) return [];
    isReached = isReached && isFresh(node, now);
    agents.push(toAgent(node, name, isReached));
    peers = node.peers;
  }
  for (const [name, node] of Object.entries(toRecord(peers))) {
    const leaf = toRecord(node) as HealthNode;
    agents.push(toAgent(leaf, name, isReached && isFresh(leaf, now)));
  }
  return agents;
}

function findPeer(peers: unknown, name: string): HealthNode | null {
  const record = toRecord(peers);
  return Object.hasOwn(record, name) ? (toRecord(record[name]) as HealthNode) : null;
}

function toRecord(value: unknown): Record<string, unknown> {
  const isRecord = typeof value === 'object' && value !== null && !Array.isArray(value);
  return isRecord ? (value as Record<string, unknown>) : {};
}

function isFresh({ connected, last_updated }: HealthNode, now: Date): boolean {
  const time = typeof last_updated === 'string' ? Date.parse(last_updated) : Number.NaN;
  return connected === true && now.getTime() - time < MAX_AGE_MS;
}

function toAgent(node: HealthNode, fallbackName: string, connected: boolean): Agent {
  const text = (value: unknown, fallback: string): string =>
    typeof value === 'string' ? value.slice(0, 100) : fallback;
  const time = typeof node.last_updated === 'string' ? Date.parse(node.last_updated) : Number.NaN;
  return {
    name: text(node.name, fallbackName),
    kind: text(node.agent_type, ''),
    version: text(node.version, ''),
    connected,
    last_updated: Number.isNaN(time) ? null : new Date(time).toISOString(),
  };
}
