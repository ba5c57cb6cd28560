import { performance } from 'node:perf_hooks';
import type { InjectedFault } from '../fault-injection.ts';
import type { CheckResult } from './check-result.ts';
import type { StoredRecords } from './stored-records.ts';

/** A bridge that is back is offered to within 20 s, and a job is answered within seconds. */
const MAX_WAIT_MS = 25_000;

interface Interval {
  from: number;
  to: number;
}

/** No job waits longer than 25 s once the bridge is back and no other fault delays it. */
export function checkJobWaits(
  { journal }: StoredRecords,
  faults: readonly InjectedFault[],
): CheckResult {
  const answers = new Map<string, number>();
  const starts: number[] = [];
  const requests: { id: string; at: number }[] = [];
  for (const entry of journal) {
    if (entry.what === 'started') starts.push(Date.parse(entry.at));
    if (entry.what === 'asked') requests.push({ id: entry.id, at: Date.parse(entry.at) });
    if (entry.what === 'answered' && !answers.has(entry.id)) {
      answers.set(entry.id, Date.parse(entry.at));
    }
  }
  const disturbances = faults.map(toWallClock).toSorted((one, other) => one.from - other.from);
  const violations = requests.flatMap(({ id, at }) => {
    const deadline = computeDeadline(at, disturbances);
    const answered = answers.get(id);
    if (answered !== undefined && answered <= deadline) return [];
    // A restart forgets the board; an awarding portal asks for such a job again.
    if (starts.some((start) => start > at && start <= deadline)) return [];
    const waited = answered === undefined ? 'was never answered' : `waited ${answered - at} ms`;
    return [`${id}, asked at ${new Date(at).toISOString()}, ${waited}`];
  });
  return {
    description: 'no job waits longer than 25 s once the bridge is back',
    examinedCount: requests.length,
    violations,
  };
}

/** 25 s of peace after a job was asked: a fault within them begins them anew at its end. */
function computeDeadline(askedAt: number, disturbances: readonly Interval[]): number {
  let begin = askedAt;
  for (const { from, to } of disturbances) {
    if (from <= begin + MAX_WAIT_MS && to > begin) begin = to;
  }
  return begin + MAX_WAIT_MS;
}

/** The journal has wall-clock times, the faults those of performance.now(). */
function toWallClock({ from, to }: InjectedFault): Interval {
  return { from: performance.timeOrigin + from, to: performance.timeOrigin + to };
}
