import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { BadInput } from '../../src/award/bad-input.ts';
import { expandYear, formatShortName, parseShortnamePattern } from '../../src/award/short-name.ts';

/* docs/rules/awards.md, A4.1: short name patterns. */

const refuses = (work: () => unknown, field: string): void => {
  assert.throws(work, (error) => error instanceof BadInput && error.field === field);
};

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
