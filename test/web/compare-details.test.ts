import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { PastAwardDetails } from '../../web/api/types.ts';
import { compareDetails, compareProperties } from '../../web/changes/compare-details.ts';

/* What changed between two states of an award, for every place that shows it. */

/** Details as JSON, which may have keys that the types do not know. */
const parse = (details: object): PastAwardDetails => JSON.parse(JSON.stringify(details));
const summarize = (before: object | null, after: object | null) =>
  compareDetails(before && parse(before), after && parse(after)).map(
    ({ group, label, entryName, from, to }) => [group, entryName ?? label, from, to],
  );

test('reports changed fields in the order of the table of fields, with their labels', () => {
  assert.deepEqual(
    summarize({ end_date: '2026-01-01', name: 'Sea' }, { end_date: '2027-01-01', name: 'Seas' }),
    [
      ['details', 'Name', 'Sea', 'Seas'],
      ['details', 'End', '2026-01-01', '2027-01-01'],
    ],
  );
});

test('treats an absent value like null', () => {
  assert.deepEqual(summarize({ name: null }, { description: null }), []);
});

test('compares members, parts of the breakdown and notes one by one', () => {
  const note = { timestamp: '2026-01-01T00:00:00Z', author: 'Ada', text: 'Read it.' };
  assert.deepEqual(
    summarize(
      { members: { a: 'PI', b: 'Co-I' }, breakdown: { cpu: 1 } },
      { members: { a: 'PI', b: 'PI' }, breakdown: { cpu: 1, gpu: 2 }, notes: [note] },
    ),
    [
      ['details', 'b', 'Co-I', 'PI'],
      ['details', 'gpu', null, 2],
      ['details', `${note.timestamp} Ada Read it.`, null, note],
    ],
  );
});

test('tells an empty list of domains, which admits nobody, from no list', () => {
  assert.deepEqual(summarize({ allowed_domains: null }, { allowed_domains: [] }), [
    ['details', 'Allowed domains', null, []],
  ]);
});

test('ignores the order of keys', () => {
  assert.deepEqual(summarize({ call: { id: '1', url: 'u' } }, { call: { url: 'u', id: '1' } }), []);
});

test('reports extra keys of a newer portal in a group of their own', () => {
  assert.deepEqual(summarize({ State: 'new', name: 'Sea' }, { State: 'old', name: 'Seas' }), [
    ['details', 'Name', 'Sea', 'Seas'],
    ['extra', 'State', 'new', 'old'],
  ]);
});

test('never reports the key of the template', () => {
  assert.deepEqual(summarize({ key: null }, { key: 'secret' }), []);
});

test('keeps a change of the award beside an extra key of the same name', () => {
  const changes = [
    ...compareProperties('award', { State: 'Pending' }, { State: 'Approved' }),
    ...compareDetails(parse({ State: 'x' }), parse({ State: 'x', Comment: 'y' })),
  ];
  assert.deepEqual(
    changes.map(({ group, field, from, to }) => [group, field, from, to]),
    [
      ['award', 'State', 'Pending', 'Approved'],
      ['extra', 'Comment', null, 'y'],
    ],
  );
});

test('reports every value of an arrival as new', () => {
  assert.deepEqual(summarize(null, { name: 'Sea', members: { a: 'PI' } }), [
    ['details', 'Name', null, 'Sea'],
    ['details', 'a', null, 'PI'],
  ]);
});
