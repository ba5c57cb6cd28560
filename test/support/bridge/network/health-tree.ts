import type { JsonObject } from '../lossless-json.ts';
import type { AgentKind } from './agent-faults.ts';
import type { Network } from './network.ts';

interface AgentNode {
  kind: AgentKind;
  name: string;
  /** An instance that is reached through it. */
  instance: string;
  children: AgentNode[];
}

const leaves = [
  ['account', 'localaccount'],
  ['filesystem', 'filesystem'],
  ['scheduler', 'slurm'],
] as const;

/**
 * The agents below op-bridge as its `/health` nests them. What lies below a dead agent is shown as it
 * was last seen: connected, with the time of then (seen in 0.32.2). Slurm itself is not in it.
 */
export function buildHealthTree(network: Network): JsonObject {
  const instances = network.routes.list().map(({ destination }) => destination);
  const portal = buildNode('portal', 1, instances);
  portal.name = network.portal;
  return { [network.portal]: toHealth(network, portal, network.clock.now()) };
}

function buildNode(kind: AgentKind, depth: number, instances: string[]): AgentNode {
  const [instance = ''] = instances;
  const name = instance.split('.')[depth - 1] ?? '';
  return { kind, name, instance, children: buildChildren(depth, instances) };
}

function buildChildren(depth: number, instances: string[]): AgentNode[] {
  const kind = (['provider', 'platform', 'instance'] as const)[depth - 1];
  if (!kind) {
    const [instance = ''] = instances;
    return leaves.map(([leaf, name]) => ({ kind: leaf, name, instance, children: [] }));
  }
  const byName = Map.groupBy(instances, (instance) => instance.split('.')[depth] ?? '');
  return [...byName.values()].map((below) => buildNode(kind, depth + 1, below));
}

/** `seenUntil`: when the agents above had word of this one at the latest. */
function toHealth(network: Network, node: AgentNode, seenUntil: number): JsonObject {
  const downSince = network.faults.getDownSince(node.kind, node.instance);
  const isSeenDown = downSince !== undefined && downSince <= seenUntil;
  const lastUpdated = Math.min(seenUntil, downSince ?? seenUntil);
  const children = node.children.map(
    (child) => [child.name, toHealth(network, child, lastUpdated)] as const,
  );
  return {
    name: node.name,
    agent_type: `${node.kind[0]?.toUpperCase()}${node.kind.slice(1)}`,
    connected: !isSeenDown,
    start_time: new Date(network.startedAt).toISOString(),
    uptime_seconds: Math.floor((network.clock.now() - network.startedAt) / 1000),
    engine: 'templemeads',
    version: network.settings.version,
    last_updated: new Date(lastUpdated).toISOString(),
    peers: Object.fromEntries(children),
  };
}
