import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { openBuild, thisBuild } from '../../bench/builds.ts';
import { type BuildFigure, compareBuilds } from '../../bench/compare-builds.ts';
import { runComparisons } from '../../bench/run-comparisons.ts';
import { FilledBuilds } from '../../bench/filled-builds.ts';
import { createServiceFigures } from '../../bench/service-comparisons.ts';
import { createUpdateDiskFigure } from '../../bench/update-disk-benchmark.ts';
import { projectRoot } from '../support/gatehouse-process.ts';

/* `npm run bench -- --against REV`. */

const silent = (): void => undefined;

test('builds are measured in turns, and their medians compared', async () => {
  const other = { name: 'other', root: '/nowhere' };
  const measured: string[] = [];
  const figure: BuildFigure = {
    key: 'any',
    name: 'any',
    unit: 's',
    rounds: 3,
    target: { bound: 'at most', ratio: 0.5 },
    measure: async (build) => {
      measured.push(build.name);
      const round = Math.ceil(measured.length / 2);
      // The middle one is the second.
      return (build === thisBuild ? 1 : 4) * ([3, 2, 1][round - 1] as number);
    },
  };
  const compared = await compareBuilds(figure, other, silent);
  assert.deepEqual(measured, ['this build', 'other', 'this build', 'other', 'this build', 'other']);
  assert.deepEqual([compared.value, compared.comparison], [2, { what: 'other', value: 8 }]);
  assert.equal(compared.isReached, true);
  const limited = (limit: number) =>
    compareBuilds({ ...figure, limit, measure: async () => 2, target: null }, other, silent);
  assert.equal((await limited(2)).isReached, null);
  assert.equal((await limited(1.9)).isReached, false, 'whatever the other build needs');
});

test('the disk of updates is measured with both builds', async () => {
  const { build, close } = openBuild(projectRoot, silent);
  const figure = await compareBuilds(createUpdateDiskFigure(40), build, silent);
  close();
  // So few updates fill a page of 8 KiB or none, and tables that are packed again may even shrink.
  for (const megabytes of [figure.value, figure.comparison?.value ?? Number.NaN]) {
    assert.ok(Math.abs(megabytes) < 1, `${megabytes} MB`);
  }
});

test('every figure of the service is measured', async () => {
  const builds = new FilledBuilds(2000);
  try {
    for (const { key, measure } of createServiceFigures(builds, 0.2)) {
      const value = await measure(thisBuild);
      assert.ok(Number.isFinite(value) && value >= 0, `${key}: ${value}`);
    }
  } finally {
    await builds.close();
  }
});

test('a revision is checked out with its packages, and removed again', (t) => {
  if (!existsSync(path.join(projectRoot, '.git'))) return t.skip('no repository');
  const { build, close } = openBuild('HEAD', silent);
  try {
    for (const file of ['src/main.ts', 'node_modules/kysely/package.json', 'bin/node-flags.json']) {
      assert.ok(existsSync(path.join(build.root, file)), file);
    }
  } finally {
    close();
  }
  assert.ok(!existsSync(build.root));
  const trees = execFileSync('git', ['-C', projectRoot, 'worktree', 'list'], { encoding: 'utf8' });
  assert.ok(!trees.includes(build.root));
});

test('a figure that does not exist is refused by name', async () => {
  const run = runComparisons(projectRoot, ['speed'], { size: 1000, seconds: 1 }, silent);
  await assert.rejects(run, /--only takes disk.*, not speed\./);
});
