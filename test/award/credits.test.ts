import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import Big from 'big.js';
import fc from 'fast-check';
import { BadInput } from '../../src/award/bad-input.ts';
import {
  assessCredits,
  formatCredits,
  parseCredits,
  parseUnitsMapping,
} from '../../src/award/assess-credits.ts';

/* docs/rules/awards.md, A3.8 to A3.10: credits and limits. */

const refuses = (work: () => unknown, field: string): void => {
  assert.throws(work, (error) => error instanceof BadInput && error.field === field);
};

describe('credits', () => {
  const rules = (
    mapping: Record<string, string | number>,
    approval: string | null,
    max: string | null,
  ) => ({
    allocationUnitsMapping: mapping,
    approvalLimit: approval,
    maxCreditLimit: max,
  });

  test('exact decimals: limits compare as rational numbers do', () => {
    const amount = fc.integer({ min: 1, max: 10 ** 9 });
    fc.assert(
      fc.property(amount, amount, amount, (size, factor, limit) => {
        const { isAboveMaximum: aboveMaximum } = assessCredits(
          `${size} NHR`,
          rules({ NHR: factor }, null, String(limit)),
        );
        assert.equal(aboveMaximum, BigInt(size) > BigInt(limit) * BigInt(factor));
      }),
      { numRuns: 500 },
    );
  });

  test('a quotient that ends is given whole, with at least two decimals', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 10 ** 9 }),
        fc.constantFrom('0.1', '2', '0.25', '4', '0.001'),
        (size, factor) => {
          const { credits } = assessCredits(`${size} NHR`, rules({ NHR: factor }, null, null));
          assert.ok(new Big(credits as string).times(factor).eq(size));
          assert.match(credits as string, /^\d+\.\d{2,}$/);
        },
      ),
    );
    assert.equal(assessCredits('1 NHR', rules({ NHR: 3 }, null, null)).credits, '0.3333333333');
  });

  test('a limit of 0 approves nothing, null approves everything; a maximum of 0 admits nothing', () => {
    assert.equal(assessCredits('0.001 NHR', rules({}, '0', null)).needsApproval, true);
    assert.equal(assessCredits(null, rules({}, '0', null)).needsApproval, true);
    assert.equal(assessCredits('1e15 NHR', rules({}, null, null)).needsApproval, false);
    assert.equal(assessCredits('0.001 NHR', rules({}, null, '0')).isAboveMaximum, true);
    assert.equal(assessCredits(null, rules({}, null, '0')).isAboveMaximum, false);
  });

  test('a factor of zero or less cannot be saved; units fold, each once', () => {
    for (const bad of [
      { NHR: 0 },
      { NHR: -1 },
      { NHR: '0.0' },
      { NHR: 'x' },
      { NHR: null },
      { NHR: Number.NaN },
      [],
      null,
      'x',
      { NHR: 1, 'node hours': 2 },
      { '': 1 },
    ]) {
      refuses(() => parseUnitsMapping(bad), 'allocation_units_mapping');
    }
    assert.deepEqual(parseUnitsMapping({ 'Node Hours': '0.5', custom: 3 }), {
      NHR: '0.5',
      custom: 3,
    });
  });

  test('limits are decimal text or numbers, not negative', () => {
    assert.equal(parseCredits(1000, 'f'), '1000.00');
    assert.equal(parseCredits('0.125', 'f'), '0.125');
    for (const bad of [
      -1,
      '-1',
      'x',
      '',
      null,
      {},
      '1e30',
      '1.12345678901',
      Number.POSITIVE_INFINITY,
    ]) {
      refuses(() => parseCredits(bad, 'f'), 'f');
    }
    assert.equal(formatCredits('1e3'), '1000.00');
  });
});
