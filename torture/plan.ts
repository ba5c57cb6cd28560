/** What goes wrong, and with what. */
export const faultKinds = [
  'replica killed',
  'PostgreSQL killed',
  'backend killed',
  'stand-in killed',
  'connections to the service cut',
  'connections to PostgreSQL cut',
  'answers cut half way',
  'statements cut half way',
  'disk full',
  'clock jumps',
  'slow queries',
  'bridge misbehaves',
] as const;
export type FaultKind = (typeof faultKinds)[number];

/** A fault of the plan. */
export interface PlannedFault {
  kind: FaultKind;
  /** Milliseconds from the beginning. */
  at: number;
  /** How long it lasts; 0 for what happens at once. */
  lasts: number;
  /** Which of several, how far, how much: whatever the kind makes of it, from 0 to 1. */
  measure: number;
}

const quietBeginningMs = 2000;
const longestPauseMs = 3500;
const atOnce: ReadonlySet<FaultKind> = new Set([
  'replica killed',
  'PostgreSQL killed',
  'backend killed',
  'stand-in killed',
  'connections to the service cut',
  'connections to PostgreSQL cut',
]);

/**
 * What goes wrong in so many milliseconds: each kind before any comes again, at least once where
 * there is a second for each. The same numbers, the same plan.
 */
export function planFaults(
  totalMs: number,
  random: () => number,
  kinds: readonly FaultKind[] = faultKinds,
): PlannedFault[] {
  const faults: PlannedFault[] = [];
  const pauseMs = Math.min(longestPauseMs, (totalMs - quietBeginningMs) / (kinds.length + 1));
  let deck: FaultKind[] = [];
  for (let at = quietBeginningMs; at < totalMs - pauseMs / 2; at += pauseMs) {
    if (deck.length === 0) deck = shuffled(kinds, random);
    const kind = deck.pop() as FaultKind;
    const lasts = atOnce.has(kind) ? 0 : Math.round(pauseMs * (0.5 + random()));
    faults.push({
      kind,
      at: Math.round(at + (random() * pauseMs) / 2),
      lasts,
      measure: random(),
    });
  }
  return faults;
}

function shuffled<Item>(items: readonly Item[], random: () => number): Item[] {
  return items
    .map((item) => ({ item, order: random() }))
    .toSorted((one, other) => one.order - other.order)
    .map(({ item }) => item);
}
