import { createBridgeFigures } from './bridge-comparisons.ts';
import { openBuild } from './builds.ts';
import { type BuildFigure, compareBuilds } from './compare-builds.ts';
import type { Figure } from './figures.ts';
import { FilledBuilds } from './filled-builds.ts';
import type { BenchmarkResult } from './run-benchmarks.ts';
import { pageFigures } from './page-comparisons.ts';
import { createServiceFigures } from './service-comparisons.ts';
import { createUpdateDiskFigure } from './update-disk-benchmark.ts';

/** Every figure that two builds are compared by; a new one is added here. */
const createBuildFigures = (builds: FilledBuilds, seconds: number): BuildFigure[] => [
  createUpdateDiskFigure(1000),
  ...pageFigures,
  ...createServiceFigures(builds, seconds),
  ...createBridgeFigures(builds),
];

/** What the figures of the service are measured with. */
export interface ComparisonOptions {
  /** Awards of each build's database. */
  size: number;
  /** Duration of each measurement. */
  seconds: number;
}

/**
 * Compares this build with the one of `source` (openBuild) by the figures that `only` names, all by
 * default. Throws where it names another.
 */
export async function runComparisons(
  source: string,
  only: readonly string[] | undefined,
  { size, seconds }: ComparisonOptions,
  say: (line: string) => void,
): Promise<BenchmarkResult> {
  const filled = new FilledBuilds(size);
  const buildFigures = createBuildFigures(filled, seconds);
  const keys = buildFigures.map(({ key }) => key);
  const unknown = only?.find((key) => !keys.includes(key));
  if (unknown !== undefined) throw new Error(`--only takes ${keys.join(',')}, not ${unknown}.`);
  const { build, close } = openBuild(source, say);
  try {
    const figures: Figure[] = [];
    for (const figure of buildFigures) {
      if (only === undefined || only.includes(figure.key)) {
        figures.push(await compareBuilds(figure, build, say));
      }
    }
    return { figures, growth: [] };
  } finally {
    await filled.close();
    close();
  }
}
