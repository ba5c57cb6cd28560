import { openBuild } from './builds.ts';
import { type BuildFigure, compareBuilds } from './compare-builds.ts';
import type { Figure } from './figures.ts';
import type { BenchmarkResult } from './run-benchmarks.ts';
import { pageFigures } from './page-comparisons.ts';
import { createUpdateDiskFigure } from './update-disk-benchmark.ts';

/** Every figure that two builds are compared by; a new one is added here. */
const buildFigures: readonly BuildFigure[] = [createUpdateDiskFigure(1000), ...pageFigures];

/**
 * Compares this build with the one of `source` (openBuild) by the figures that `only` names, all by
 * default. Throws where it names another.
 */
export async function runComparisons(
  source: string,
  only: readonly string[] | undefined,
  say: (line: string) => void,
): Promise<BenchmarkResult> {
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
    close();
  }
}
