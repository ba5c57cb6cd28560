import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import fc from 'fast-check';
import { sql } from 'kysely';
import { applyDetailsChange, compareStoredDetails } from '../../src/audit/details-change.ts';
import { isSameJson } from '../../src/award/json-value.ts';
import { createTestDatabase, type TestDatabase } from '../support/test-database.ts';

let database: TestDatabase;
before(async () => {
  database = await createTestDatabase();
});
after(() => database.close());

// Few names and values, so that two objects have parts in common.
const value = fc.letrec<{ any: unknown; object: object }>((tie) => ({
  any: fc.oneof(
    { maxDepth: 3, depthSize: 'small' },
    fc.constantFrom<unknown>(null, 'x', '', 1, true, {}, []),
    fc.array(tie('any'), { maxLength: 5 }),
    tie('object'),
  ),
  object: fc.dictionary(fc.constantFrom('a', 'b', 'set', 'fields', '__proto__'), tie('any')),
}));

test('a change leads from one object to the other, in PostgreSQL too', async () => {
  await fc.assert(
    fc.asyncProperty(value.object, value.object, async (one, other) => {
      const change = compareStoredDetails({ ...one }, { ...other });
      const applied = applyDetailsChange({ ...one }, change);
      assert.ok(isSameJson(applied, other), JSON.stringify(change));
      const { rows } = await sql<{ is_same: boolean }>`
        select apply_details_change(${JSON.stringify(one)}::jsonb, ${JSON.stringify(change)}::jsonb)
          = ${JSON.stringify(other)}::jsonb as is_same`.execute(database.db);
      assert.equal(rows[0]?.is_same, true, JSON.stringify(change));
    }),
    { numRuns: 500 },
  );
});

test('the same object is no change, and another order of keys neither', () => {
  const change = compareStoredDetails({ a: [1, { b: 2, c: 3 }] }, { a: [1, { c: 3, b: 2 }] });
  assert.deepEqual(change, { fields: {} });
});

test('a note more is one note, wherever it stands among the others', () => {
  const notes = Array.from({ length: 100 }, (_, n) => ({ text: `note ${n}` }));
  const after = notes.toSpliced(40, 0, { text: 'new' });
  assert.deepEqual(compareStoredDetails({ notes }, { notes: after }), {
    fields: { notes: { splice: [40, 0, [{ text: 'new' }]] } },
  });
});
