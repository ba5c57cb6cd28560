import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseDay } from '../../src/award/dates.ts';
import { parseDeskView } from '../../web/desk/desk-view.ts';
import { isDay } from '../../web/parts/search-params.ts';

/* What a page takes from its URL is what the service accepts. */

const isDayOfService = (text: string): boolean => {
  try {
    return parseDay(text, 'day') === text;
  } catch {
    return false;
  }
};

test('takes a day where the service does', () => {
  const days = ['1969-12-31', '1970-01-01', '2024-02-29', '2026-06-30', '2200-12-31', '2201-01-01'];
  const others = ['2026-02-29', '2026-02-30', '2026-06-31', '2026-13-01', '2026-00-10', '2026-1-1'];
  for (const text of [...days, ...others, '0001-01-01', '9999-12-31', 'today', '']) {
    assert.equal(isDay(text), isDayOfService(text), text);
  }
});

test('keeps of the desk filters what the service accepts', () => {
  const kept = { legal_hold: 'true', created_after: '1970-01-02', end_date_after: '1970-01-01' };
  assert.deepEqual({ ...parseDeskView(kept) }, kept);
  const dropped = {
    legal_hold: 'maybe',
    created_after: '1970-01-01',
    end_date_after: '2026-02-30',
  };
  assert.deepEqual(Object.values(parseDeskView(dropped)), [undefined, undefined, undefined]);
});
