import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import {
  type AwardDetails,
  createEmptyDetails,
  displayName,
} from '../../src/award/award-details.ts';
import { awardFieldNames, getFieldRule } from '../../src/award/award-fields.ts';
import { compareAwardDetails } from '../../src/award/compare-details.ts';
import { membershipControls } from '../../src/award/award-enums.ts';
import { parseLosslessJson } from '../../src/award/lossless-json.ts';
import { mergeDetails, mergeNotes } from '../../src/award/merge-details.ts';
import { parseAwardMessage } from '../../src/award/parse-award-message.ts';
import {
  fromStoredDetails,
  isSameDetails,
  orderDetailFields,
  toWireDetails,
} from '../../src/award/wire-details.ts';
import { details } from './support.ts';

type JsonObject = Record<string, unknown>;

/* The table of award fields: order, merge, comparison. */

const instant = fc
  .integer({ min: 0, max: 4_000_000 })
  .map((minutes) => new Date(1_700_000_000_000 + minutes * 60_000).toISOString());
// With a prototype, as JSON gives them: the same note is then always equal to itself.
const note = fc.record(
  { timestamp: instant, author: fc.constantFrom('a', 'b'), text: fc.constantFrom('x', 'y', 'z') },
  { noNullPrototype: true },
);
const email = fc.constantFrom('a@x.org', 'b@x.org', 'C@y.ac.uk', 'd@z.com');
const maybe = <Value>(value: fc.Arbitrary<Value>) => fc.option(value, { nil: null });
/** What the official serialiser writes: every field, null where it is not set. */
const fields = fc.record({
  name: maybe(fc.constantFrom('A', 'B')),
  template: fc.constant(null),
  key: fc.constant(null),
  description: maybe(fc.constantFrom('C', 'D')),
  members: maybe(fc.dictionary(email, fc.constantFrom('PI', 'Wizard'))),
  start_date: maybe(fc.constantFrom('2026-01-01', '2026-06-01')),
  end_date: maybe(fc.constantFrom('2027-01-01', '2028-01-01')),
  allocation: maybe(fc.constantFrom('5 NHR', '5.0 node hours', '7 NHR', 'none')),
  allowed_domains: maybe(fc.uniqueArray(fc.constantFrom('*.ac.uk', 'x.org'))),
  breakdown: maybe(fc.dictionary(fc.constantFrom('p', 'q'), fc.constantFrom('1 TB', '2 TB'))),
  award: maybe(fc.constantFrom({ id: 'a' })),
  call: maybe(fc.constantFrom({ id: 'c' }, { url: 'https://x.org/' })),
  renewal: maybe(fc.constantFrom({ id: 'r' })),
  project_link: maybe(fc.constantFrom({ id: 'theirs' })),
  earliest_approve: maybe(instant),
  membership_control: maybe(fc.constantFrom(...membershipControls)),
  notes: fc.array(note, { maxLength: 4 }),
});
const unknownKeys = fc.dictionary(
  fc.constantFrom('new_a', 'new_b', '__proto__x', 'State', 'Comment', 'extra'),
  fc.jsonValue({ maxDepth: 2 }),
);
const wire = fc.tuple(fields, unknownKeys).map(([known, rest]) => ({ ...rest, ...known }));
const message = wire.map((value) => parseAwardMessage(JSON.parse(JSON.stringify(value))));

describe('wire form', () => {
  test('O2.7 ten fields are always written, the others left out when unset', () => {
    assert.deepEqual(toWireDetails(createEmptyDetails()), {
      name: null,
      template: null,
      key: null,
      description: null,
      members: null,
      start_date: null,
      end_date: null,
      allocation: null,
      notes: [],
      allowed_domains: null,
    });
  });

  test('fields stand in the order of the table, other keys after them', () => {
    const ordered = orderDetailFields({ zebra: 1, notes: [], call: { id: 'c' }, name: 'N' });
    const names = Object.keys(ordered);
    assert.deepEqual(
      names.slice(0, -1),
      awardFieldNames.filter((name) => names.includes(name)),
    );
    assert.equal(names.at(-1), 'zebra');
  });

  test('an extra key never overrides a field', () => {
    const hostile = { ...details({ name: 'N' }), extra: { name: 'forged', key: 'secret' } };
    const written = toWireDetails(hostile);
    assert.deepEqual([written.name, written.key], ['N', null]);
  });

  test('what was written is read back the same', () => {
    fc.assert(
      fc.property(message, ({ details: read }) => {
        const stored = parseLosslessJson(JSON.stringify(toWireDetails(read))) as JsonObject;
        assert.deepEqual(fromStoredDetails(stored), read);
        assert.deepEqual(
          toWireDetails(parseAwardMessage(stored).details),
          stored.project_link === undefined ? stored : { ...stored, project_link: undefined },
        );
      }),
    );
  });

  test('a key called __proto__ is a key like any other', () => {
    const read = parseAwardMessage(JSON.parse('{"__proto__": {"name": "x"}}'));
    assert.deepEqual(Object.keys(read.details.extra), ['__proto__']);
    assert.equal(read.details.name, null);
    assert.match(JSON.stringify(toWireDetails(read.details)), /"__proto__":\{"name":"x"\}/);
  });
});

describe('A5.2 merge', () => {
  test('merging a message twice is merging it once', () => {
    fc.assert(
      fc.property(
        message,
        message,
        fc.constantFrom('create', 'update'),
        (one, other, instruction) => {
          const once = mergeDetails(one.details, other, instruction);
          assert.deepEqual(mergeDetails(once, other, instruction), once);
          assert.ok(isSameDetails(once, mergeDetails(once, other, instruction)));
        },
      ),
      { numRuns: 300 },
    );
  });

  test('a partial update changes only what it sets', () => {
    fc.assert(
      fc.property(
        message,
        wire,
        fc.uniqueArray(fc.constantFrom(...awardFieldNames)),
        (one, full, namesToKeep) => {
          const partial = Object.fromEntries(
            Object.entries(full).map(([name, value]) => [
              name,
              namesToKeep.includes(name as never) ? value : null,
            ]),
          );
          const update = parseAwardMessage(JSON.parse(JSON.stringify({ ...partial, notes: [] })));
          const merged = mergeDetails(one.details, update, 'update');
          for (const { field } of compareAwardDetails(one.details, merged)) {
            assert.ok(namesToKeep.includes(field as never), field);
            assert.notEqual(partial[field], null);
          }
        },
      ),
      { numRuns: 300 },
    );
  });

  test('a create without them clears six fields and keeps the others', () => {
    const cleared = awardFieldNames.filter(
      (name) => getFieldRule(name).ifAbsent.create === 'clear',
    );
    assert.deepEqual(cleared.toSorted(), [
      'allowed_domains',
      'award',
      'call',
      'earliest_approve',
      'membership_control',
      'renewal',
    ]);
    fc.assert(
      fc.property(message, (first) => {
        const empty = { details: createEmptyDetails(), unusable: [] };
        const stored = mergeDetails(createEmptyDetails(), first, 'create');
        const merged = mergeDetails(stored, empty, 'create');
        for (const name of awardFieldNames) {
          const expected = cleared.includes(name)
            ? (createEmptyDetails()[name] ?? undefined)
            : stored[name];
          assert.deepEqual(merged[name] ?? undefined, expected ?? undefined, name);
        }
        assert.deepEqual(merged.extra, stored.extra);
      }),
    );
  });

  test('A5.4 a note that comes back with fewer digits of its time is the same note', () => {
    const written = { timestamp: '2026-01-01T00:00:00.123456789Z', author: 'a', text: 'b' };
    const returned = { ...written, timestamp: '2026-01-01T00:00:00.123456Z' };
    assert.deepEqual(mergeNotes([written], [returned]), [written]);
  });

  test('notes: no repeats, by time, the same in either order', () => {
    const notes = fc.array(note, { maxLength: 8 });
    fc.assert(
      fc.property(notes, notes, (one, other) => {
        const merged = mergeNotes(one, other);
        assert.deepEqual(mergeNotes(other, one), merged);
        const times = merged.map((entry) => entry.timestamp);
        assert.deepEqual(times, [...times].sort());
        const content = merged.map((entry) => JSON.stringify(entry));
        assert.equal(new Set(content).size, content.length);
        for (const entry of [...one, ...other]) assert.ok(content.includes(JSON.stringify(entry)));
      }),
    );
  });
});

describe('comparison', () => {
  const changes = (before: Partial<AwardDetails>, after: Partial<AwardDetails>) =>
    compareAwardDetails(details(before), details(after));

  test('a field with its label and kind, before and after; absent and null are nothing', () => {
    assert.deepEqual(changes({ end_date: '2027-01-01' }, { end_date: '2028-01-01' }), [
      {
        group: 'field',
        field: 'end_date',
        label: 'End',
        kind: 'date',
        before: '2027-01-01',
        after: '2028-01-01',
      },
    ]);
    assert.deepEqual(changes({}, { allowed_domains: [] })[0]?.after, []);
    assert.deepEqual(compareAwardDetails(null, details()), []);
  });

  test('members and breakdowns entry by entry, notes each as a whole, links by part', () => {
    const found = changes(
      { members: { 'a@x.org': 'PI', 'b@x.org': 'R' }, award: { id: 'a', url: 'https://x.org/' } },
      {
        members: { 'a@x.org': 'R', 'c@x.org': 'R' },
        award: { id: 'b', url: 'https://x.org/' },
        notes: [{ timestamp: '2026-01-01T00:00:00Z', author: 'a', text: 'x' }],
      },
    );
    assert.deepEqual(
      found.map((change) => [
        change.field,
        'entry' in change && change.field !== 'notes' ? change.entry : '',
        change.before,
      ]),
      [
        ['members', 'a@x.org', 'PI'],
        ['members', 'b@x.org', 'R'],
        ['members', 'c@x.org', null],
        ['award', 'id', 'a'],
        ['notes', '', null],
      ],
    );
  });

  test('the same amount in other digits is no change, nor is the order of keys', () => {
    assert.deepEqual(changes({ allocation: '5 NHR' }, { allocation: '5.0 NHR' }), []);
    assert.deepEqual(
      changes({ breakdown: { p: { a: 1, b: 2 } } }, { breakdown: { p: { b: 2, a: 1 } } }),
      [],
    );
  });

  test('keys with the names of labels are a group of their own and hide no field', () => {
    const before = fromStoredDetails({
      name: 'A',
      State: 'Approved',
      Comment: 'x',
      Name: 'forged',
    });
    const after = fromStoredDetails({ name: 'B', State: 'Rejected', Name: 'forged' });
    assert.deepEqual(
      compareAwardDetails(before, after).map(({ group, field, label, after: value }) => [
        group,
        field,
        label,
        value,
      ]),
      [
        ['field', 'name', 'Name', 'B'],
        ['extra', 'State', 'State', 'Rejected'],
        ['extra', 'Comment', 'Comment', null],
      ],
    );
  });
});

test('an award without a name has one display name', () => {
  assert.equal(displayName({ name: ' Deep sea ', identifier: 'p1.ukri' }), 'Deep sea');
  for (const name of [null, undefined, '', '  ']) {
    assert.equal(
      displayName({ ...(name !== undefined && { name }), identifier: 'p1.ukri' }),
      'p1.ukri',
    );
  }
});
