import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { BadInput } from '../../src/award/bad-input.ts';
import {
  findDeceptions,
  showHiddenCharacters,
  splitDeceptiveText,
} from '../../src/award/deceptive-text.ts';
import { parseEmail } from '../../src/award/email.ts';

/* Issue 18, 8: what looks the same is not another. */

describe('text that deceives is found', () => {
  for (const [text, found] of [
    ['Ada\u200bLovelace', ['invisible']],
    ['\ufeffAda', ['invisible']],
    ['A\u3164da', ['invisible']],
    ['A\u00adda', ['invisible']],
    ['A\u0007da', ['invisible']],
    ['A\u{e0041}da', ['invisible']],
    ['invoice\u202efdp.exe', ['bidirectional']],
    ['\u2066Ada\u2069', ['bidirectional']],
    ['Аda', ['mixed scripts']],
    ['pаypal at work', ['mixed scripts']],
    ['Ωmega\u200b', ['invisible', 'mixed scripts']],
  ] as const) {
    test(JSON.stringify(text), () => assert.deepEqual(findDeceptions(text), found));
  }
});

describe('usual text of any language is not', () => {
  for (const text of [
    'Zoë Müller-Łukasz',
    'Анна Каренина at York',
    'Ωμέγα and omega',
    '数の研究 2026',
    'שלום עולם',
    'می\u200cخواهم',
    'क्\u200dष',
    '👩\u200d🔬 and ❤️',
    'two\nlines\tand a tab',
    'H₂O, 10 µm, x²',
  ]) {
    test(JSON.stringify(text), () => assert.deepEqual(findDeceptions(text), []));
  }
});

test('what cannot be seen is shown by its code, and nothing of the text is lost', () => {
  assert.deepEqual(splitDeceptiveText('a\u202eb\u200b'), [
    { text: 'a' },
    { hidden: 'U+202E' },
    { text: 'b' },
    { hidden: 'U+200B' },
  ]);
  assert.deepEqual(splitDeceptiveText('👩\u200d🔬'), [{ text: '👩\u200d🔬' }]);
  assert.equal(showHiddenCharacters('a\u202eb\u200b'), 'a[U+202E]b[U+200B]');
  assert.equal(showHiddenCharacters('Zoë 👩\u200d🔬'), 'Zoë 👩\u200d🔬');
});

describe('an email address in disguise is refused', () => {
  for (const [what, email] of [
    ['two signs', 'ada@example.org@evil.example'],
    ['a full-width sign', 'ada@evil.example\uff20example.org'],
    ['a small sign', 'ada@evil.example\ufe6bexample.org'],
    ['a Kelvin sign that becomes k', '\u212aurt@example.org'],
    ['an I with a dot that becomes i', 'İda@example.org'],
    ['full-width letters', 'ａda@example.org'],
    ['an invisible character', 'ada\u200b@example.org'],
    ['a soft hyphen', 'a\u00adda@example.org'],
  ] as const) {
    test(what, () => assert.throws(() => parseEmail(email, 'email'), BadInput));
  }

  test('but not one of another language', () => {
    for (const email of ['ада@почта.example', 'müller@example.org', '数@例え.example']) {
      assert.equal(parseEmail(email, 'email'), email);
    }
  });
});
