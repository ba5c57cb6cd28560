import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { BadInput } from '../../src/award/bad-input.ts';
import { parseEmail } from '../../src/award/email.ts';
import {
  fitsMapping,
  isNetworkName,
  parseNetworkName,
  requirePatternFits,
} from '../../src/award/network-name.ts';
import {
  createUserIdentifier,
  isMappableEmail,
  sanitizeEmailForMapping,
} from '../../src/award/user-mapping.ts';

/* docs/rules/openportal.md, O2: emails, mappings and names as the network takes them. */

const refuses = (work: () => unknown, field: string): void => {
  assert.throws(work, (error) => error instanceof BadInput && error.field === field);
};

describe('emails', () => {
  test('an email has one @ with something on both sides, and no signs of other forms', () => {
    for (const good of ['a@x.org', "o'brien@x.org", 'bob..b@x.example', 'a@localhost', 'ä@ü.org']) {
      assert.equal(parseEmail(good, 'f'), good);
    }
    for (const bad of [
      '',
      'a',
      '@x.org',
      'a@',
      'a@b@x.org',
      'a b@x.org',
      '<a@x.org>',
      'mailto:a@x.org',
      'a,b@x.org',
      '"a"@x.org',
      'a;b@x.org',
      'a@x\u0000.org',
      `${'a'.repeat(250)}@x.org`,
    ]) {
      refuses(() => parseEmail(bad, 'f'), 'f');
    }
  });
});

describe('user mappings (docs/rules/openportal.md)', () => {
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

  test('A7.5 an email outside the grammar is sanitised, or left out', () => {
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

  test('a UserIdentifier has a user name of at most 64 characters, and two people keep apart', () => {
    const taken = new Set<string>();
    const names = ['a', 'b', 'c'].map((end) => {
      const [user = ''] = createUserIdentifier('x'.repeat(149) + end, 'p1.ukri', taken).split('.');
      return user;
    });
    assert.deepEqual(names, ['x'.repeat(64), `${'x'.repeat(62)}-2`, `${'x'.repeat(62)}-3`]);
    for (const name of names) assert.ok(isNetworkName(name), name);
  });
});

describe('names that the network takes (docs/rules/openportal.md)', () => {
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
