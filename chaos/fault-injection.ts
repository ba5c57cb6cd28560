import { performance } from 'node:perf_hooks';
import { setTimeout as pause } from 'node:timers/promises';
import type { Cluster } from './cluster.ts';
import type { FaultKind, PlannedFault } from './fault-plan.ts';
import type { ApiClient } from './traffic/api-client.ts';
import { floodWithSearches } from './traffic/flooding-client.ts';

/** A fault that was injected. Times in milliseconds of performance.now(). */
export interface InjectedFault {
  kind: FaultKind;
  from: number;
  to: number;
}

/** The kinds that disturb the database: only after them may the service answer 503. */
export const databaseFaultKinds: ReadonlySet<FaultKind> = new Set([
  'PostgreSQL killed',
  'PostgreSQL answers nonsense',
  'backend killed',
  'connections to PostgreSQL cut',
  'statements cut half way',
  'disk full',
  'slow queries',
]);

const bridgeFaults = {
  chance: {
    drop: 0.05,
    delay: 0.1,
    401: 0.02,
    404: 0.02,
    500: 0.05,
    503: 0.05,
    cut: 0.05,
    nonsense: 0.05,
  },
  delay_ms: 300,
  duplicate_signals: 0.3,
  lost_signals: 0.2,
};

/** An authentication request of an unknown kind, at which the driver's parser throws. */
const unreadableMessage = Buffer.from([0x52, 0, 0, 0, 8, 0, 0, 0, 99]);
const CUT_CHANCE = 0.03;
/** How far a clock jumps: a little, past what a bridge believes, a day and more, and back. */
const clockJumpSeconds = [-2, 3, -40, 60, -7200, 7200, -90_000, 90_000];

/** Carries out the plan; faults of one kind never overlap. Resolves when the last one is over. */
export async function injectFaults(
  cluster: Cluster,
  plan: readonly PlannedFault[],
  {
    floodingCaller,
    logProgress,
    signal,
  }: { floodingCaller: ApiClient; logProgress: (line: string) => void; signal: AbortSignal },
): Promise<InjectedFault[]> {
  const begin = performance.now();
  const injected: InjectedFault[] = [];
  const turns = new Map<FaultKind, Promise<void>>();
  for (const planned of plan) {
    await pause(Math.max(0, begin + planned.startMs - performance.now()), null, { signal });
    const before = turns.get(planned.kind) ?? Promise.resolve();
    const turn = before.then(async () => {
      const duration = planned.durationMs > 0 ? `, ${planned.durationMs} ms` : '';
      logProgress(planned.kind + duration);
      const from = performance.now();
      await faultActions[planned.kind](cluster, planned, floodingCaller);
      injected.push({ kind: planned.kind, from, to: performance.now() });
    });
    turns.set(planned.kind, turn);
  }
  await Promise.all(turns.values());
  return injected;
}

type FaultAction = (
  cluster: Cluster,
  fault: PlannedFault,
  floodingCaller: ApiClient,
) => void | Promise<void>;

const faultActions: Record<FaultKind, FaultAction> = {
  'replica killed': (cluster, { magnitude }) => pickItem(cluster.replicas, magnitude).kill(),
  'replica stopped': (cluster, { magnitude }) => pickItem(cluster.replicas, magnitude).terminate(),
  'uncaught error': (cluster, { magnitude }) =>
    pickItem(cluster.replicas, magnitude).throwUncaught(),
  'launcher killed': (cluster, { magnitude }) =>
    pickItem(cluster.replicas, magnitude).killLauncher(),
  'PostgreSQL answers nonsense': ({ databaseLink }) => databaseLink.answer(unreadableMessage),
  'PostgreSQL killed': ({ postgres: server }) => ignoreErrors(() => server.killPostmaster()),
  'backend killed': ({ postgres: server }) => ignoreErrors(() => server.killBackend()),
  'stand-in killed': (cluster) => cluster.killStandIn(),
  'bridge restarts': async (cluster, { durationMs }) => {
    await ignoreErrors(async () => {
      await cluster.standIn.restart(durationMs);
      // Answered once the bridge is back.
      await cluster.standIn.getOfferings();
    });
  },
  'connections to the service cut': ({ serviceLink }) => serviceLink.cut(),
  'connections to PostgreSQL cut': ({ databaseLink }) => databaseLink.cut(),
  'answers cut half way': async ({ serviceLink }, { durationMs }) => {
    serviceLink.cutChance = CUT_CHANCE;
    await pause(durationMs);
    serviceLink.cutChance = 0;
  },
  'statements cut half way': async ({ databaseLink }, { durationMs }) => {
    databaseLink.cutChance = CUT_CHANCE;
    await pause(durationMs);
    databaseLink.cutChance = 0;
  },
  'disk full': async ({ disk }, { durationMs }) => {
    disk.fill();
    await pause(durationMs);
    disk.free();
  },
  'clock jumps': async ({ replicas }, { durationMs, magnitude }) => {
    const replica = pickItem(replicas, (magnitude * 7) % 1);
    replica.setClock(pickItem(clockJumpSeconds, magnitude));
    await pause(durationMs);
    replica.setClock(0);
  },
  'slow queries': ({ postgres: server }, { durationMs }) =>
    ignoreErrors(() => server.lockAwards(durationMs)),
  'one caller floods': (_cluster, { durationMs }, floodingCaller) =>
    floodWithSearches(floodingCaller, durationMs),
  'bridge misbehaves': async (cluster, { durationMs }) => {
    await ignoreErrors(() => cluster.standIn.setFaults(bridgeFaults));
    await pause(durationMs);
    await ignoreErrors(() => cluster.standIn.setFaults({}));
  },
};

/** Runs an action that fails where another fault has already stopped its target. */
async function ignoreErrors(action: () => void | Promise<void>): Promise<void> {
  try {
    await action();
  } catch {
    // The other fault is enough.
  }
}

function pickItem<Item>(items: readonly Item[], magnitude: number): Item {
  return items[Math.floor(magnitude * items.length)] as Item;
}
