import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import Big from 'big.js';
import fc from 'fast-check';
import { parseEmail } from '../../src/award/email.ts';
import {
  normalizeUnit,
  formatAllocation,
  isSameAllocation,
  parseAllocation,
} from '../../src/award/allocation.ts';
import { BadInput } from '../../src/award/bad-input.ts';
import {
  assessCredits,
  formatCredits,
  parseCredits,
  parseUnitsMapping,
} from '../../src/award/credits.ts';
import { isInGrace, isPastGrace, parseDay, parseInstant } from '../../src/award/dates.ts';
import {
  formatDestination,
  parseDestination,
  parseOffering,
  parsePortal,
  parseProjectIdentifier,
} from '../../src/award/identifiers.ts';
import {
  fitsMapping,
  isNetworkName,
  parseNetworkName,
  requirePatternFits,
} from '../../src/award/network-name.ts';
import { parseShortnamePattern, expandYear, formatShortName } from '../../src/award/short-name.ts';
import {
  createUserIdentifier,
  isMappableEmail,
  sanitizeEmailForMapping,
} from '../../src/award/user-mapping.ts';

/* openportal.md §2, awards.md: credits and short names. */

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
          // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is refused
          !/[\s\u0000-\u001f\u007f:\p{Cs}]/u.test(text) &&
          text.length <= 255;
        if (legal) assert.equal(parseProjectIdentifier(text).text, text);
        else refuses(() => parseProjectIdentifier(text), 'identifier');
      }),
      { numRuns: 1000 },
    );
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

  test('W7 every digit stays as it came; equality compares numbers and units', () => {
    for (const text of ['66.66666666666667 NHR', '1000.00 NHR', '+5 NHR', '1e3 NHR', '0.1234567890123456789 gpuhr']) {
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

  test('0 approves nothing by itself, null everything; 0 as maximum means none at all', () => {
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
      '9999-01-01T00:00:00Z',
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

describe('emails', () => {
  test('an email has one @ with something on both sides, and no signs of other forms', () => {
    for (const good of ['a@x.org', "o'brien@x.org", 'bob..b@x.example', 'a@localhost', 'ä@ü.org']) {
      assert.equal(parseEmail(good, 'f'), good);
    }
    for (const bad of ['', 'a', '@x.org', 'a@', 'a@b@x.org', 'a b@x.org', '<a@x.org>', 'mailto:a@x.org', 'a,b@x.org', '"a"@x.org', 'a;b@x.org', 'a@x\u0000.org', `${'a'.repeat(250)}@x.org`]) {
      refuses(() => parseEmail(bad, 'f'), 'f');
    }
  });
});

describe('user mappings (openportal.md §2)', () => {
  test('A7.5 which emails may stand in a UserMapping', () => {
    const label = 'a'.repeat(60);
    for (const good of [
      'alice@example.ac.uk',
      'a.b+c_d-e@x-y.example',
      `${'a'.repeat(64)}@example.org`,
      `a@${label}.${label}.${label}.${label}.example`,
    ]) {
      assert.equal(isMappableEmail(good), true, good);
    }
    for (const bad of [
      "o'brien@example.org",
      'a@localhost',
      `${'a'.repeat(65)}@example.org`,
      'a:b@example.org',
      'bob..b@x.example',
      '.bob@x.example',
      'bob.@x.example',
      '-bob@x.example',
      'a@-x.example',
      'a@x-.example',
      'a@x..example',
      'a@.example',
      'a@x_y.example',
      'a@b@x.example',
      '@x.example',
      `a@${label}.${label}.${label}.${label}.${label}.example`,
    ]) {
      assert.equal(isMappableEmail(bad), false, bad);
    }
  });

  test('A7.5 W6 an email outside the grammar is sanitised, or left out', () => {
    for (const [email, sanitized] of [
      ['alice@example.org', 'alice@example.org'],
      ['bob..b@x.example', 'bob.b@x.example'],
      ['.bob.@x.example', 'bob@x.example'],
      ['-bob@x.example', 'bob@x.example'],
      ["o'brien@x.example", 'o_brien@x.example'],
      ['müller@x.example', 'muller@x.example'],
      ['a@münchen.example', 'a@xn--mnchen-3ya.example'],
      ['a@-x.example', null],
      ['a@localhost', null],
      ['...@x.example', null],
      ['none', null],
      [`${'a'.repeat(65)}@x.example`, null],
    ] as const) {
      assert.equal(sanitizeEmailForMapping(email), sanitized, email);
    }
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.domain(), (localPart, host) => {
        const sanitized = sanitizeEmailForMapping(`${localPart}@${host}`);
        assert.ok(sanitized === null || isMappableEmail(sanitized));
      }),
    );
  });

  test('a UserIdentifier is of A-Za-z0-9_-, and two people keep apart', () => {
    const taken = new Set<string>();
    assert.equal(createUserIdentifier('alice', 'p1.ukri', taken), 'alice.p1.ukri');
    assert.equal(createUserIdentifier('a.b@c', 'p1.ukri', taken), 'a_b_c.p1.ukri');
    assert.equal(createUserIdentifier('a_b.c', 'p1.ukri', taken), 'a_b_c-2.p1.ukri');
    assert.equal(createUserIdentifier('--x', 'p1.ukri', taken), '_x.p1.ukri');
    assert.equal(createUserIdentifier('', 'p1.ukri', taken), '_.p1.ukri');
  });
});

describe('names that the network takes (openportal.md §2)', () => {
  test('A-Za-z0-9_-, at most 64, no leading -', () => {
    for (const good of ['a', 'isambard-ai', 'GPU_1', '_x', '9', 'x'.repeat(64)]) {
      assert.equal(parseNetworkName(good, 'offering'), good);
    }
    for (const bad of ['', '-a', 'gpu,cpu', 'a b', 'a.b', 'ä', 'a/b', 'x'.repeat(65), 7, null]) {
      refuses(() => parseNetworkName(bad, 'offering'), 'offering');
      assert.equal(isNetworkName(String(bad)) && typeof bad === 'string', false);
    }
  });

  test('A4.2 short name, a dot and the portal have at most 64 characters together', () => {
    assert.equal(fitsMapping('a'.repeat(58), 'brics'), true);
    assert.equal(fitsMapping('a'.repeat(59), 'brics'), false);
    requirePatternFits(`${'a'.repeat(53)}{year}{count}`, 'brics');
    refuses(() => requirePatternFits(`${'a'.repeat(54)}{year}{count}`, 'brics'), 'shortname');
  });
});

describe('short names', () => {
  test('the year is its last digit, the count a, b … z, aa, ab', () => {
    const series = expandYear('a{year}{count}', 2026);
    const names = [0, 1, 25, 26, 27, 701, 702].map((n) => formatShortName(series, n));
    assert.deepEqual(names, ['a6a', 'a6b', 'a6z', 'a6aa', 'a6ab', 'a6zz', 'a6aaa']);
  });

  test('two counts never give one name', () => {
    fc.assert(
      fc.property(fc.nat(200_000), fc.nat(200_000), (a, b) => {
        assert.equal(formatShortName('x{count}', a) === formatShortName('x{count}', b), a === b);
        assert.match(formatShortName('x{count}', a), /^x[a-z]+$/);
      }),
    );
  });

  test('a pattern without {count} is refused; names are [a-z0-9-]', () => {
    for (const bad of [
      'a{year}',
      '',
      'A{count}',
      '{count}{count}',
      '-{count}',
      'a_{count}',
      'a {count}',
      7,
      null,
      `${'a'.repeat(50)}{count}`,
    ]) {
      refuses(() => parseShortnamePattern(bad), 'shortname');
    }
    for (const good of ['a{year}{count}', '{count}', 'x-{count}-{year}']) {
      assert.equal(parseShortnamePattern(good), good);
    }
  });
});
