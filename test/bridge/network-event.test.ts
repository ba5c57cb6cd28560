import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { BadInput } from '../../src/award/bad-input.ts';
import { parseNetworkEvent } from '../../src/bridge/network-event.ts';
import { readNotification } from '../../src/bridge/read-incoming-notification.ts';

/* Notifications as bridges hand them over (docs/rules/openportal.md, 6). */

const verbs = ['added', 'removed', 'changed', 'blocked', 'unblocked'];
const events = [
  ...verbs.map((verb) => ['user', verb, 'alice.p1.ukri'] as const),
  ...verbs.map((verb) => ['project', verb, 'p1.ukri'] as const),
  ...['added', 'removed', 'changed', 'accepted', 'rejected'].map(
    (verb) => ['award', verb, 'p1.ukri'] as const,
  ),
];
const capitalize = (word: string): string => word[0]?.toUpperCase() + word.slice(1);

for (const [subject, verb, identifier] of events) {
  test(`${subject}_${verb}: as the object of 0.32.2 and as text`, () => {
    const expected = { name: `${subject}_${verb}`, identifier, award: 'p1.ukri' };
    const word = capitalize(subject) + capitalize(verb);
    assert.deepEqual(parseNetworkEvent({ [word]: identifier }), expected);
    assert.deepEqual(parseNetworkEvent(`${subject}_${verb} ${identifier}`), expected);
  });
}

describe('what is not an event of the vocabulary', () => {
  const cases: [string, unknown, RegExp][] = [
    ['an unknown name', { AwardExploded: 'p1.ukri' }, /"AwardExploded" is not an event/],
    ['accepted is not said of a user', { UserAccepted: 'a.p1.ukri' }, /is not an event/],
    [
      'two names',
      { AwardChanged: 'p1.ukri', AwardAdded: 'p1.ukri' },
      /one name and its identifier/,
    ],
    ['no name', {}, /one name and its identifier/],
    ['an identifier that is not text', { AwardChanged: { id: 'p1.ukri' } }, /one name and/],
    ['an identifier of one part', { AwardChanged: 'p1' }, /exactly two parts/],
    ['a user without a project', { UserAdded: 'alice.p1' }, /three parts/],
    ['text without an identifier', 'award_changed', /one name and its identifier/],
    ['a list', ['AwardChanged', 'p1.ukri'], /one name and its identifier/],
    ['null', null, /one name and its identifier/],
  ];
  for (const [words, value, expected] of cases) {
    test(words, () => {
      assert.throws(
        () => parseNetworkEvent(value),
        (error: unknown) => error instanceof BadInput && expected.test(error.message),
      );
    });
  }
});

describe('a notification keeps its content, understood or not', () => {
  const id = '9f1d4a6e-0c37-4c55-8f8f-3b6de2a1a111';
  const whole = { id, destination: 'brics.ukri', event: { AwardChanged: 'p1.ukri' }, domain: 'x' };

  test('one that is understood', () => {
    const content = JSON.stringify(whole);
    const { problem, event, destination, ...rest } = readNotification(id, content);
    assert.deepEqual([problem, event?.name, destination], [null, 'award_changed', 'brics.ukri']);
    assert.deepEqual(rest, { id, content });
  });

  for (const [words, text, expected] of [
    ['not JSON', 'Nonsense, {not', /^notification: This is not JSON/],
    ['not an object', '[1]', /^notification: This must be an object/],
    ['another id', JSON.stringify({ ...whole, id: id.replace('9', '8') }), /^id: /],
    ['no destination', JSON.stringify({ ...whole, destination: 7 }), /^destination: /],
    ['an unknown event', JSON.stringify({ ...whole, event: { X: 'p1.ukri' } }), /^event: "X"/],
  ] as const) {
    test(words, () => {
      const { content, event, problem } = readNotification(id, text);
      assert.deepEqual([content, event], [text, null]);
      assert.match(problem ?? '', expected);
    });
  }

  test('without what PostgreSQL cannot store, and bounded', () => {
    const { content } = readNotification(id, `a\u0000b${'c'.repeat(300_000)}`);
    assert.ok(content.startsWith('a\ufffdb'));
    assert.equal(content.length, 100_000);
  });
});
