import { type Build, thisBuild } from './builds.ts';
import { createFigure, type Figure } from './figures.ts';

/**
 * A figure that two builds can be compared by. It speaks to a build by HTTP, the bridge's stand-in
 * and its database alone, so that it measures earlier builds too.
 */
export interface BuildFigure {
  /** How `--only` names it. */
  key: string;
  name: string;
  unit: string;
  /** How often each build is measured, in turns; the medians are compared. */
  rounds: number;
  /** Of this build's value to the other's. */
  target: Figure['target'];
  /** The most that this build may need, in `unit`, whatever the other one does. */
  limit?: number;
  /** Measures a build once, in `unit`. */
  measure: (build: Build) => Promise<number>;
}

/** Measures both builds in turns, so that other load on the machine affects both. */
export async function compareBuilds(
  figure: BuildFigure,
  other: Build,
  say: (line: string) => void,
): Promise<Figure> {
  const values = new Map<Build, number[]>([
    [thisBuild, []],
    [other, []],
  ]);
  for (let round = 1; round <= figure.rounds; round++) {
    for (const [build, measured] of values) {
      say(`${figure.name}: ${build.name}, ${round} of ${figure.rounds}`);
      measured.push(await figure.measure(build));
    }
  }
  const [ours = 0, theirs = 0] = [...values.values()].map(findMedian);
  const { name, unit, target, limit = Number.POSITIVE_INFINITY } = figure;
  const compared = createFigure(name, unit, ours, { what: other.name, value: theirs }, target);
  if (ours > limit) compared.isReached = false;
  // A later figure may fail.
  say(`${name}: ${ours.toFixed(2)} ${unit}, ${theirs.toFixed(2)} before`);
  return compared;
}

function findMedian(values: readonly number[]): number {
  return values.toSorted((one, another) => one - another)[Math.floor(values.length / 2)] as number;
}
