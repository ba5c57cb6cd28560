/** What goes wrong, and in which part. */
export const faultKinds = [
  'replica killed',
  'replica stopped',
  'uncaught error',
  'launcher killed',
  'PostgreSQL killed',
  'PostgreSQL answers nonsense',
  'backend killed',
  'stand-in killed',
  'bridge restarts',
  'connections to the service cut',
  'connections to PostgreSQL cut',
  'answers cut half way',
  'statements cut half way',
  'disk full',
  'clock jumps',
  'slow queries',
  'one caller floods',
  'bridge misbehaves',
] as const;
export type FaultKind = (typeof faultKinds)[number];

/** A fault of the plan. */
export interface PlannedFault {
  kind: FaultKind;
  /** Milliseconds from the beginning. */
  startMs: number;
  /** How long it lasts; 0 for what happens at once. */
  durationMs: number;
  /** From 0 to 1: which of several, how far, or how much, depending on the kind. */
  magnitude: number;
}

const INITIAL_QUIET_MS = 2000;
const MAX_PAUSE_MS = 3500;
const instantFaultKinds: ReadonlySet<FaultKind> = new Set([
  'replica killed',
  'replica stopped',
  'uncaught error',
  'launcher killed',
  'PostgreSQL killed',
  'PostgreSQL answers nonsense',
  'backend killed',
  'stand-in killed',
  'connections to the service cut',
  'connections to PostgreSQL cut',
]);

/**
 * The faults of `totalMs` milliseconds: each kind once before any comes again, at least once where
 * there is a second for each. The same random numbers make the same plan.
 */
export function planFaults(
  totalMs: number,
  random: () => number,
  kinds: readonly FaultKind[] = faultKinds,
): PlannedFault[] {
  const faults: PlannedFault[] = [];
  const pauseMs = Math.min(MAX_PAUSE_MS, (totalMs - INITIAL_QUIET_MS) / (kinds.length + 1));
  let deck: FaultKind[] = [];
  for (let at = INITIAL_QUIET_MS; at < totalMs - pauseMs / 2; at += pauseMs) {
    if (deck.length === 0) deck = shuffle(kinds, random);
    const kind = deck.pop() as FaultKind;
    const lasts = instantFaultKinds.has(kind) ? 0 : Math.round(pauseMs * (0.5 + random()));
    faults.push({
      kind,
      startMs: Math.round(at + (random() * pauseMs) / 2),
      durationMs: lasts,
      magnitude: random(),
    });
  }
  return faults;
}

function shuffle<Item>(items: readonly Item[], random: () => number): Item[] {
  return items
    .map((item) => ({ item, order: random() }))
    .toSorted((one, other) => one.order - other.order)
    .map(({ item }) => item);
}
