import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { BadInput } from '../../src/award/bad-input.ts';
import { countDays, endRangeAt, listDays, parseDateRange } from '../../src/usage/date-range.ts';

const thursday = '2026-01-01';

suite('O2.10 a range of days', () => {
  const ranges: [string, string, string, number][] = [
    ['2026-01-01:2026-03-31', '2026-01-01', '2026-03-31', 90],
    ['2026-02-28', '2026-02-28', '2026-02-28', 1],
    ['2026-03-31:2026-01-01', '2026-03-31', '2026-01-01', 0],
    ['2024-02-28:2024-03-01', '2024-02-28', '2024-03-01', 3],
    ['1970-01-01', '1970-01-01', '1970-01-01', 1],
    ['2200-12-31', '2200-12-31', '2200-12-31', 1],
    ['2200-12-31:1970-01-01', '2200-12-31', '1970-01-01', 0],
    ['2026-01-01:2031-01-04', '2026-01-01', '2031-01-04', 1830],
    ['today', '2026-01-01', '2026-01-01', 1],
    ['This_Day', '2026-01-01', '2026-01-01', 1],
    ['yesterday', '2025-12-31', '2025-12-31', 1],
    ['tomorrow', '2026-01-02', '2026-01-02', 1],
    ['this_week', '2025-12-29', '2026-01-04', 7],
    ['LAST_WEEK', '2025-12-22', '2025-12-28', 7],
    ['this_month', '2026-01-01', '2026-01-31', 31],
    ['last_month', '2025-12-01', '2025-12-31', 31],
    ['this_year', '2026-01-01', '2026-12-31', 365],
    ['last_year', '2025-01-01', '2025-12-31', 365],
  ];
  for (const [text, from, to, days] of ranges) {
    test(`${text}: ${days} days`, () => {
      const range = parseDateRange(text, thursday);
      assert.deepEqual(range, { from, to });
      assert.equal(countDays(range), days);
      assert.equal(listDays(range).length, days);
    });
  }

  test('a week ends on its Sunday', () => {
    assert.deepEqual(parseDateRange('this_week', '2026-01-04'), {
      from: '2025-12-29',
      to: '2026-01-04',
    });
    assert.equal(parseDateRange('this_week', '2026-01-05').from, '2026-01-05');
  });

  test('a month before January is of the year before, and February knows leap years', () => {
    assert.equal(parseDateRange('last_month', '2024-03-31').to, '2024-02-29');
    assert.equal(parseDateRange('last_month', '2025-01-31').from, '2024-12-01');
  });

  const refused: [string, RegExp][] = [
    ['', /YYYY-MM-DD/],
    ['soon', /YYYY-MM-DD/],
    ['2026-1-1', /YYYY-MM-DD/],
    ['2026-02-30', /no such day/],
    ['2026-01-01:', /YYYY-MM-DD/],
    ['2026-01-01:2026-01-02:2026-01-03', /two days with a colon/],
    ['1969-12-31', /1970 and 2200/],
    ['2026-01-01:2201-01-01', /1970 and 2200/],
    ['2026-01-01:2031-01-05', /at most 1830 days/],
    ['constructor', /YYYY-MM-DD/],
  ];
  for (const [text, rule] of refused) {
    test(`refuses ${JSON.stringify(text)}`, () => {
      assert.throws(
        () => parseDateRange(text, thursday),
        (error) => error instanceof BadInput && error.field === 'range' && rule.test(error.rule),
      );
    });
  }

  test('is cut at a day', () => {
    const range = { from: '2026-01-01', to: '2026-01-31' };
    assert.equal(countDays(endRangeAt(range, '2026-01-10')), 10);
    assert.equal(countDays(endRangeAt(range, '2026-02-10')), 31);
    assert.equal(countDays(endRangeAt(range, '2025-12-31')), 0);
  });
});
