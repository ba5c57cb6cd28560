import assert from 'node:assert/strict';
import { test } from 'node:test';
import { formatAllocation } from '../../web/parts/allocation-format.ts';
import { formatComparedCredits, formatExcess } from '../../web/parts/compared-credits.ts';

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

test('compares amounts to the cent, and with more decimals only where two make them equal', () => {
  for (const [amounts, texts] of [
    [
      ['3333.3333333333', '1000'],
      ['3,333.33', '1,000'],
    ],
    [
      ['1500.004', '500.00'],
      ['1,500', '500'],
    ],
    [
      ['500.0000000001', '500'],
      ['500.0000000001', '500'],
    ],
    [
      ['500.0004', '500'],
      ['500.0004', '500'],
    ],
    // They differ to the cent, but what lies between them would be 0.00.
    [
      ['1.0061', '1.0031'],
      ['1.006', '1.003'],
    ],
    [
      ['7.123', '7.123', '9'],
      ['7.12', '7.12', '9'],
    ],
  ] as const) {
    assert.deepEqual(formatComparedCredits(amounts), texts);
  }
  const thirds = { credits: '3,333.33', bound: '1,000', excess: '2,333.33' };
  assert.deepEqual(formatExcess('3333.3333333333', '1000'), thirds);
  const near = { credits: '500.001', bound: '500', excess: '0.001' };
  assert.deepEqual(formatExcess('500.00061', '500'), near);
});
