import { performance } from 'node:perf_hooks';
import { setTimeout as pause } from 'node:timers/promises';
import type { Cluster } from './cluster.ts';
import type { FaultKind, PlannedFault } from './fault-plan.ts';

/** A fault as it was. Times in milliseconds of performance.now(). */
export interface InjectedFault {
  kind: FaultKind;
  from: number;
  to: number;
}

/** The kinds that keep the service from its database: only then may it answer 503. */
export const databaseFaultKinds: ReadonlySet<FaultKind> = new Set([
  'PostgreSQL killed',
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

const CUT_CHANCE = 0.03;
/** How far a clock jumps: a little, past what a bridge believes, a day and more, and back. */
const clockJumpSeconds = [-2, 3, -40, 60, -7200, 7200, -90_000, 90_000];

/** Carries out the plan from now on; each kind one at a time. Resolves when all is as it was. */
export async function injectFaults(
  house: Cluster,
  plan: readonly PlannedFault[],
  { say, signal }: { say: (line: string) => void; signal: AbortSignal },
): Promise<InjectedFault[]> {
  const begin = performance.now();
  const done: InjectedFault[] = [];
  const turns = new Map<FaultKind, Promise<void>>();
  for (const planned of plan) {
    await pause(Math.max(0, begin + planned.startMs - performance.now()), null, { signal });
    const before = turns.get(planned.kind) ?? Promise.resolve();
    const turn = before.then(async () => {
      say(planned.durationMs > 0 ? `${planned.kind}, ${planned.durationMs} ms` : planned.kind);
      const from = performance.now();
      await faultActions[planned.kind](house, planned);
      done.push({ kind: planned.kind, from, to: performance.now() });
    });
    turns.set(planned.kind, turn);
  }
  await Promise.all(turns.values());
  return done;
}

type FaultAction = (house: Cluster, fault: PlannedFault) => void | Promise<void>;

const faultActions: Record<FaultKind, FaultAction> = {
  'replica killed': (house, { magnitude: measure }) => pickItem(house.replicas, measure).kill(),
  'PostgreSQL killed': ({ postgres: server }) => ignoreErrors(() => server.killPostmaster()),
  'backend killed': ({ postgres: server }) => ignoreErrors(() => server.killBackend()),
  'stand-in killed': (house) => house.killStandIn(),
  'connections to the service cut': ({ serviceLink: front }) => front.cut(),
  'connections to PostgreSQL cut': ({ databaseLink }) => databaseLink.cut(),
  'answers cut half way': async ({ serviceLink: front }, { durationMs: lasts }) => {
    front.cutChance = CUT_CHANCE;
    await pause(lasts);
    front.cutChance = 0;
  },
  'statements cut half way': async ({ databaseLink }, { durationMs: lasts }) => {
    databaseLink.cutChance = CUT_CHANCE;
    await pause(lasts);
    databaseLink.cutChance = 0;
  },
  'disk full': async ({ disk }, { durationMs: lasts }) => {
    disk.fill();
    await pause(lasts);
    disk.free();
  },
  'clock jumps': async ({ replicas }, { durationMs: lasts, magnitude: measure }) => {
    const replica = pickItem(replicas, (measure * 7) % 1);
    replica.setClock(pickItem(clockJumpSeconds, measure));
    await pause(lasts);
    replica.setClock(0);
  },
  'slow queries': ({ postgres: server }, { durationMs: lasts }) =>
    ignoreErrors(() => server.lockAwards(lasts)),
  'bridge misbehaves': async (house, { durationMs: lasts }) => {
    await ignoreErrors(() => house.standIn.setFaults(bridgeFaults));
    await pause(lasts);
    await ignoreErrors(() => house.standIn.setFaults({}));
  },
};

/** What is down already, for another fault, cannot be made to do more wrong. */
async function ignoreErrors(deed: () => void | Promise<void>): Promise<void> {
  try {
    await deed();
  } catch {
    // The other fault is trouble enough.
  }
}

function pickItem<Item>(items: readonly Item[], measure: number): Item {
  return items[Math.floor(measure * items.length)] as Item;
}
