import assert from 'node:assert/strict';
import { test } from 'node:test';
import { stripAllocationSeparators, stripSeparators } from '../../web/parts/typed-number.ts';

/* Issue 20, 10: typed amounts may have separators between thousands. */

test('drops separators between thousands, of one kind and in their places', () => {
  for (const [typed, amount] of [
    ['1,900', '1900'],
    [' 1 900 000.5 ', '1900000.5'],
    ['1’234’567', '1234567'],
    ['12,345.678', '12345.678'],
    ['1900', '1900'],
    ['0.5', '0.5'],
  ] as const) {
    assert.equal(stripSeparators(typed), amount);
  }
});

test('leaves a text as it is where the separators are not in their places', () => {
  for (const typed of ['1,90', '1,900,5', '1,234’567', '1.900,50', 'ten', '', '-1,000']) {
    assert.equal(stripSeparators(typed), typed);
  }
});

test('drops the separators of an allocation, and keeps its unit', () => {
  assert.equal(stripAllocationSeparators('1,900 NHR'), '1900 NHR');
  assert.equal(stripAllocationSeparators('none'), 'none');
});
