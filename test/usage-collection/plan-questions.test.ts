import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { listDays } from '../../src/usage/date-range.ts';
import { planQuestions } from '../../src/usage-collection/plan-questions.ts';

const today = '2026-08-10';

function plan(firstDay: string, complete: string[], maxDays = 31): string[] {
  const { ranges } = planQuestions({ firstDay, maxDays }, new Set(complete), today);
  return ranges.map(({ from, to }) => `${from} ${to}`);
}

suite('M5.1 the days to ask for', () => {
  test('are today alone where all before is complete', () => {
    const complete = listDays({ from: '2026-08-01', to: '2026-08-10' });
    assert.deepEqual(plan('2026-08-01', complete), ['2026-08-10 2026-08-10']);
  });

  test('are those that are not complete, in ranges without the others, newest first', () => {
    const complete = ['2026-08-03', '2026-08-04', '2026-08-08', '2026-08-09'];
    assert.deepEqual(plan('2026-08-01', complete), [
      '2026-08-10 2026-08-10',
      '2026-08-05 2026-08-07',
      '2026-08-01 2026-08-02',
    ]);
  });

  test('are limited in number, with at most four questions in one go', () => {
    assert.deepEqual(plan('2026-08-01', [], 3), [
      '2026-08-08 2026-08-10',
      '2026-08-05 2026-08-07',
      '2026-08-02 2026-08-04',
      '2026-08-01 2026-08-01',
    ]);
    assert.equal(plan('2026-01-01', []).length, 4);
    const isCut = (firstDay: string): boolean =>
      planQuestions({ firstDay, maxDays: 31 }, new Set(), today).isCut;
    assert.deepEqual([isCut('2026-04-09'), isCut('2026-04-08')], [false, true]);
  });
});
