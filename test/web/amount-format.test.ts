import assert from 'node:assert/strict';
import { test } from 'node:test';
import { formatAllocation } from '../../web/parts/allocation-format.ts';

/* How pages write amounts, also those of portals that are no amounts at all. */

test('writes the size of an allocation with separators', () => {
  for (const [allocation, text] of [
    ['3456000 COREHR', '3,456,000 COREHR'],
    ['1234.567 NHR', '1,234.57 NHR'],
    ['.5 NHR', '0.50 NHR'],
    ['60 %', '60 %'],
  ] as const) {
    assert.equal(formatAllocation(allocation), text);
  }
  assert.equal(formatAllocation(null), 'none');
});

test('leaves a text as it is where no number stands first', () => {
  for (const text of [
    '1.5.2026 to 30.6.2026',
    '2.0.1 of the code',
    '... see notes',
    '. none',
    '1. phase',
    '',
    'none',
  ]) {
    assert.equal(formatAllocation(text), text);
  }
});
