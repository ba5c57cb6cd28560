import assert from 'node:assert/strict';
import { test } from 'node:test';
import { runBenchmarks } from '../../bench/run-benchmarks.ts';
import { formatFigureTable } from '../../bench/figures.ts';

/* The bench in short, so that it cannot rot: that each figure is one, never how good. */

test('each figure of the bench comes out as a number', async () => {
  const { figures, growth } = await runBenchmarks(
    {
      sizes: [1000],
      seconds: 0.5,
      benchmarks: ['reads', 'decisions', 'reassertion', 'start'],
      maxReassertions: 50,
    },
    () => undefined,
  );
  const measured = figures.map(({ name: what }) => what.split(',')[0]);
  for (const what of [
    'list',
    'search',
    'identifier contains',
    'count',
    'page 1',
    'ordered by award name',
    'one award',
    'approve',
    're-assertion of 50',
    're-assertion',
    'memory of the service',
    'start on a prepared folder until ready',
  ]) {
    assert.ok(measured.includes(what), `${what} is missing: ${measured}`);
  }
  for (const { name: what, value, comparison: against, ratio } of figures) {
    for (const number of [value, ratio, ...(against ? [against.value] : [])]) {
      assert.ok(Number.isFinite(number) && number > 0, `${what}: ${number}`);
    }
  }
  assert.deepEqual(
    growth.map(({ size }) => size),
    [1000],
  );
  assert.equal(formatFigureTable(figures).split('\n').length, figures.length + 2);
});
