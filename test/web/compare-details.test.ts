import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { PastAwardDetails } from '../../web/api/types.ts';
import { compareDetails, compareProperties } from '../../web/changes/compare-details.ts';

/* What changed between two states of an award, for every place that shows it. */

/** Details as JSON, which may have keys that the types do not know. */
const parse = (details: object): PastAwardDetails => JSON.parse(JSON.stringify(details));
const summarize = (before: object | null, after: object | null) =>
  compareDetails(before && parse(before), after && parse(after)).map(
    ({ group, label, entry, before, after }) => [group, entry ?? label, before, after],
  );

test('reports changed fields in the order of the table of fields, with their labels', () => {
  assert.deepEqual(
    summarize({ end_date: '2026-01-01', name: 'Sea' }, { end_date: '2027-01-01', name: 'Seas' }),
    [
      ['field', 'Name', 'Sea', 'Seas'],
      ['field', 'End', '2026-01-01', '2027-01-01'],
    ],
  );
});

test('treats an absent value like null', () => {
  assert.deepEqual(summarize({ name: null }, { description: null }), []);
});

test('compares members and parts of the breakdown one by one', () => {
  assert.deepEqual(
    summarize(
      { members: { a: 'PI', b: 'Co-I' }, breakdown: { cpu: 1 } },
      { members: { a: 'PI', b: 'PI' }, breakdown: { cpu: 1, gpu: 2 } },
    ),
    [
      ['field', 'b', 'Co-I', 'PI'],
      ['field', 'gpu', null, 2],
    ],
  );
});

test('tells an empty list of domains, which admits nobody, from no list', () => {
  assert.deepEqual(summarize({ allowed_domains: null }, { allowed_domains: [] }), [
    ['field', 'Allowed domains', null, []],
  ]);
});

test('ignores the order of keys', () => {
  assert.deepEqual(summarize({ call: { id: '1', url: 'u' } }, { call: { url: 'u', id: '1' } }), []);
});

test('reports extra keys of a newer portal in a group of their own', () => {
  assert.deepEqual(summarize({ State: 'new', name: 'Sea' }, { State: 'old', name: 'Seas' }), [
    ['field', 'Name', 'Sea', 'Seas'],
    ['extra', 'State', 'new', 'old'],
  ]);
});

test('keeps a change of the award beside an extra key of the same name', () => {
  const changes = [
    ...compareProperties({ State: 'Pending' }, { State: 'Approved' }),
    ...compareDetails(parse({ State: 'x' }), parse({ State: 'x', Comment: 'y' })),
  ];
  assert.deepEqual(
    changes.map(({ group, field, before, after }) => [group, field, before, after]),
    [
      ['award', 'State', 'Pending', 'Approved'],
      ['extra', 'Comment', null, 'y'],
    ],
  );
});

test('reports every value of an arrival as new', () => {
  assert.deepEqual(summarize(null, { name: 'Sea', members: { a: 'PI' } }), [
    ['field', 'Name', null, 'Sea'],
    ['field', 'a', null, 'PI'],
  ]);
});
