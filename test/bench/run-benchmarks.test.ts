import assert from 'node:assert/strict';
import { test } from 'node:test';
import { runBenchmarks } from '../../bench/run-benchmarks.ts';
import { formatFigureTable } from '../../bench/figures.ts';

/* A short run of the bench: every figure must be measured, whatever its value. */

test('measures every figure', async () => {
  const { figures, growth } = await runBenchmarks(
    {
      sizes: [1000],
      seconds: 0.2,
      benchmarks: [
        'reads',
        'flood',
        'deliveries',
        'decisions',
        'reassertion',
        'machines',
        'usage',
        'start',
      ],
      projects: 20,
      maxReassertions: 50,
      maxEvents: 200,
      maxMails: 100,
    },
    () => undefined,
  );
  const measured = figures.map(({ name }) => name.split(',')[0]);
  for (const what of [
    'list',
    'search',
    'identifier contains',
    'count',
    'page 1',
    'ordered by award name',
    'one award',
    'first page while one token floods with 24 searches',
    'first page during 200 events to 5 webhooks and 100 mails',
    'messages meanwhile',
    'mails meanwhile',
    'approve',
    're-assertion of 50',
    're-assertion',
    'memory of the service',
    '20 projects from nothing to present',
    'a pass with nothing to do',
    'collecting',
    'get_usage_report of 365 days',
    "disk of a person's day",
    'get_usage_reports of 20 projects',
    'start on a prepared folder until ready',
  ]) {
    assert.ok(measured.includes(what), `${what} is missing: ${measured}`);
  }
  for (const { name, value, comparison, ratio } of figures) {
    for (const number of [value, ratio, ...(comparison ? [comparison.value] : [])]) {
      assert.ok(Number.isFinite(number) && number > 0, `${name}: ${number}`);
    }
  }
  assert.deepEqual(
    growth.map(({ size }) => size),
    [1000],
  );
  assert.equal(formatFigureTable(figures).split('\n').length, figures.length + 2);
});
