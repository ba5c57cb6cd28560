import { performance } from 'node:perf_hooks';
import { setTimeout as pause } from 'node:timers/promises';
import type { House } from './house.ts';
import type { FaultKind, PlannedFault } from './plan.ts';

/** A fault as it was. Times in milliseconds of performance.now(). */
export interface Fault {
  kind: FaultKind;
  from: number;
  to: number;
}

/** The kinds that keep the service from its database: only then may it answer 503. */
export const ofTheDatabase: ReadonlySet<FaultKind> = new Set([
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

const cutChance = 0.03;
/** How far a clock jumps: a little, past what a bridge believes, a day and more, and back. */
const jumps = [-2, 3, -40, 60, -7200, 7200, -90_000, 90_000];

/** Carries out the plan from now on; each kind one at a time. Resolves when all is as it was. */
export async function carryOut(
  house: House,
  plan: readonly PlannedFault[],
  { say, signal }: { say: (line: string) => void; signal: AbortSignal },
): Promise<Fault[]> {
  const begin = performance.now();
  const done: Fault[] = [];
  const turns = new Map<FaultKind, Promise<void>>();
  for (const planned of plan) {
    await pause(Math.max(0, begin + planned.at - performance.now()), null, { signal });
    const before = turns.get(planned.kind) ?? Promise.resolve();
    const turn = before.then(async () => {
      say(planned.lasts > 0 ? `${planned.kind}, ${planned.lasts} ms` : planned.kind);
      const from = performance.now();
      await deeds[planned.kind](house, planned);
      done.push({ kind: planned.kind, from, to: performance.now() });
    });
    turns.set(planned.kind, turn);
  }
  await Promise.all(turns.values());
  return done;
}

type Deed = (house: House, fault: PlannedFault) => void | Promise<void>;

const deeds: Record<FaultKind, Deed> = {
  'replica killed': (house, { measure }) => oneOf(house.replicas, measure).kill(),
  'PostgreSQL killed': ({ server }) => ifItRuns(() => server.killPostmaster()),
  'backend killed': ({ server }) => ifItRuns(() => server.killBackend()),
  'stand-in killed': (house) => house.killStandIn(),
  'connections to the service cut': ({ front }) => front.cut(),
  'connections to PostgreSQL cut': ({ databaseLink }) => databaseLink.cut(),
  'answers cut half way': async ({ front }, { lasts }) => {
    front.cutChance = cutChance;
    await pause(lasts);
    front.cutChance = 0;
  },
  'statements cut half way': async ({ databaseLink }, { lasts }) => {
    databaseLink.cutChance = cutChance;
    await pause(lasts);
    databaseLink.cutChance = 0;
  },
  'disk full': async ({ disk }, { lasts }) => {
    disk.fill();
    await pause(lasts);
    disk.free();
  },
  'clock jumps': async ({ replicas }, { lasts, measure }) => {
    const replica = oneOf(replicas, (measure * 7) % 1);
    replica.setClock(oneOf(jumps, measure));
    await pause(lasts);
    replica.setClock(0);
  },
  'slow queries': ({ server }, { lasts }) => ifItRuns(() => server.slow(lasts)),
  'bridge misbehaves': async (house, { lasts }) => {
    await ifItRuns(() => house.standIn.faults(bridgeFaults));
    await pause(lasts);
    await ifItRuns(() => house.standIn.faults({}));
  },
};

/** What is down already, for another fault, cannot be made to do more wrong. */
async function ifItRuns(deed: () => void | Promise<void>): Promise<void> {
  try {
    await deed();
  } catch {
    // The other fault is trouble enough.
  }
}

function oneOf<Item>(items: readonly Item[], measure: number): Item {
  return items[Math.floor(measure * items.length)] as Item;
}
