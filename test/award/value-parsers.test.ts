import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import {
  normalizeUnit,
  formatAllocation,
  isSameAllocation,
  parseAllocation,
} from '../../src/award/allocation.ts';
import { BadInput } from '../../src/award/bad-input.ts';
import { isInGrace, isPastGrace, parseDay, parseInstant } from '../../src/award/dates.ts';
import {
  formatDestination,
  parseDestination,
  parseOffering,
  parsePortal,
  parseProjectIdentifier,
} from '../../src/award/identifiers.ts';

/* docs/rules/openportal.md, O2: identifiers, allocations, dates. */

const refuses = (work: () => unknown, field?: string): void => {
  assert.throws(
    work,
    (error) => error instanceof BadInput && (field === undefined || error.field === field),
  );
};

const name = fc.stringMatching(/^[A-Za-z0-9_-]{1,20}$/);

describe('identifiers', () => {
  test('a project identifier has exactly two parts; the second is the awarding portal', () => {
    fc.assert(
      fc.property(name, name, (project, portal) => {
        const identifier = parseProjectIdentifier(`${project}.${portal}`);
        assert.deepEqual(identifier, { text: `${project}.${portal}`, project, portal });
      }),
    );
  });

  test('anything else is refused, never misread', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const parts = text.split('.');
        const legal =
          parts.length === 2 &&
          parts.every((part) => part !== '') &&
          /^[A-Za-z0-9_.-]*$/.test(text) &&
          text.length <= 255;
        if (legal) assert.equal(parseProjectIdentifier(text).text, text);
        else refuses(() => parseProjectIdentifier(text), 'identifier');
      }),
      { numRuns: 1000 },
    );
  });

  test('has the characters of the wire only, so that no two look the same', () => {
    for (const odd of ['p1\u200b', 'р1', 'p1\u202e', 'pé1', 'p¹', 'p1 ', 'p:1', 'p%31']) {
      refuses(() => parseProjectIdentifier(`${odd}.ukri`), 'identifier');
      refuses(() => parsePortal(odd), 'portal');
      refuses(() => parseOffering(odd), 'offering');
      refuses(() => parseDestination(`ukri.${odd}`), 'destination');
    }
  });

  test('a destination is dot-separated, two agents or more, and reads back', () => {
    fc.assert(
      fc.property(name, name, name, (awarding, ours, offering) => {
        const destination = formatDestination(awarding, ours, offering);
        assert.deepEqual(parseDestination(destination), [awarding, ours, offering]);
      }),
    );
    for (const bad of ['', 'a', 'a.', '.a', 'a..b', 'a b.c', 7, null]) {
      refuses(() => parseDestination(bad), 'destination');
    }
  });

  test('a portal is not empty, without space or dot; so is an offering', () => {
    for (const bad of ['', 'a b', 'a.b', 'a\tb', 'a\u0000', null, 3, 'x'.repeat(256)]) {
      refuses(() => parsePortal(bad), 'portal');
      refuses(() => parseOffering(bad), 'offering');
    }
    assert.equal(parsePortal('ukri'), 'ukri');
  });
});

describe('allocations', () => {
  test('units fold from the long forms and the short ones in any case', () => {
    for (const [word, unit] of [
      ['node', 'NHR'],
      ['gpu', 'GPUHR'],
      ['cpu', 'CPUHR'],
      ['core', 'COREHR'],
      ['gb', 'GBHR'],
      ['billing', 'BHR'],
    ] as const) {
      for (const form of [`${word} hour`, `${word} hours`, unit, unit.toLowerCase()]) {
        assert.equal(normalizeUnit(form), unit);
        assert.equal(normalizeUnit(form.toUpperCase()), unit);
        assert.equal(formatAllocation(parseAllocation(`5  ${form}`)), `5 ${unit}`);
      }
    }
    assert.equal(formatAllocation(parseAllocation('7 Quantum Hours')), '7 quantum hours');
    // Other units to the official package, which could not convert our answer (0.94.0).
    for (const other of ['nodehours', 'node-hours', 'node hr', 'nhrs']) {
      assert.equal(formatAllocation(parseAllocation(`5 ${other}`)), `5 ${other}`);
    }
  });

  test('a negative zero is zero, as openportal 0.32.2 and 0.94.0 read it', () => {
    assert.equal(formatAllocation(parseAllocation('-0 NHR')), '0 NHR');
    assert.equal(formatAllocation(parseAllocation('-0.00 NHR')), '0.00 NHR');
  });

  test('none and no allocation mean none', () => {
    for (const text of ['none', 'None', ' NO  allocation ']) {
      assert.equal(parseAllocation(text), null);
    }
    assert.equal(formatAllocation(null), 'none');
  });

  test('writing and reading again changes nothing', () => {
    const size = fc.integer({ min: 0, max: 10 ** 12 });
    fc.assert(
      fc.property(
        size,
        fc.nat({ max: 999_999 }),
        fc.stringMatching(/^[a-z]{1,9}( [a-z]{1,9})?$/),
        (whole, part, unit) => {
          const once = formatAllocation(parseAllocation(`${whole}.${part} ${unit}`));
          assert.equal(formatAllocation(parseAllocation(once)), once);
          assert.doesNotMatch(once, /e[+-]/i);
        },
      ),
    );
  });

  test('every digit stays as it came; equality compares numbers and units', () => {
    for (const text of [
      '66.66666666666667 NHR',
      '1000.00 NHR',
      '+5 NHR',
      '1e3 NHR',
      '0.1234567890123456789 gpuhr',
    ]) {
      const [digits, unit] = text.split(' ') as [string, string];
      assert.equal(formatAllocation(parseAllocation(text)), `${digits} ${normalizeUnit(unit)}`);
    }
    for (const [one, other, isSame] of [
      ['1000.00 NHR', '1e3 node hours', true],
      ['5 NHR', '5 GPUHR', false],
      ['66.66666666666667 NHR', '66.666666666666667 NHR', false],
      [null, 'none', true],
      [null, '0 NHR', false],
    ] as const) {
      assert.equal(isSameAllocation(one, other), isSame, `${one} ${other}`);
    }
  });

  test('negative sizes and anything that is no size are invalid', () => {
    for (const bad of [
      '-1 NHR',
      'NHR',
      '5',
      '',
      'five NHR',
      'inf NHR',
      'NaN NHR',
      '1e16 NHR',
      '1,000 NHR',
      '0x10 NHR',
      '1e999 NHR',
      5,
      null,
      {},
      `1 ${'x'.repeat(65)}`,
    ]) {
      refuses(() => parseAllocation(bad), 'allocation');
    }
    for (const good of ['0 NHR', '.5 NHR', '5. NHR', '+5 NHR', '1e3 NHR', '1E-3 NHR']) {
      assert.notEqual(parseAllocation(good), null);
    }
  });
});

describe('dates', () => {
  test('a day is a real YYYY-MM-DD from 1970 to 2200', () => {
    assert.equal(parseDay('2028-02-29', 'f'), '2028-02-29');
    for (const bad of [
      '2027-02-29',
      '2027-13-01',
      '0000-01-01',
      '1969-12-31',
      '2201-01-01',
      '2027-1-1',
      '20270101',
      '2027-01-01T00:00:00Z',
      7,
      null,
    ]) {
      refuses(() => parseDay(bad, 'f'), 'f');
    }
  });

  test('a time is RFC 3339 and comes out in UTC', () => {
    assert.equal(parseInstant('2026-11-23T15:04:05+05:45', 'f'), '2026-11-23T09:19:05Z');
    for (const bad of [
      '2026-11-23',
      '2026-11-23T15:04:05',
      'noon',
      '2026-02-30T00:00:00Z',
      '1969-12-31T23:59:59Z',
      5,
    ]) {
      refuses(() => parseInstant(bad, 'f'), 'f');
    }
  });

  test('expired the day after its end date, in grace for 30 days after that', () => {
    const end = '2026-03-31';
    assert.deepEqual(
      [isInGrace(end, '2026-03-31'), isPastGrace(end, '2026-03-31')],
      [false, false],
    );
    assert.deepEqual([isInGrace(end, '2026-04-01'), isPastGrace(end, '2026-04-01')], [true, false]);
    assert.deepEqual([isInGrace(end, '2026-04-30'), isPastGrace(end, '2026-04-30')], [true, false]);
    assert.deepEqual([isInGrace(end, '2026-05-01'), isPastGrace(end, '2026-05-01')], [false, true]);
    assert.deepEqual(
      [isInGrace(null, '2026-05-01'), isPastGrace(null, '2026-05-01')],
      [false, false],
    );
  });
});
