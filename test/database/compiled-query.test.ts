import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { sql } from 'kysely';
import { compileOnce } from '../../src/database/compiled-query.ts';
import { type TestDatabase, createTestDatabase } from '../support/test-database.ts';

let database: TestDatabase;
before(async () => {
  database = await createTestDatabase();
});
after(() => database.close());

test('binds the values of each use, in any order of the placeholders', async () => {
  let built = 0;
  const pair = compileOnce<{ one: string; other: number }, null, { text: string }>(
    ({ one, other }) => {
      built++;
      return sql`select ${other}::int || ${one}::text || ${other}::int || ${'!'}::text as text`;
    },
  );
  const ask = (one: string, other: number) => pair(database.db, { one, other }, null);
  assert.deepEqual(await ask('a', 1), [{ text: '1a1!' }]);
  assert.deepEqual(await Promise.all([ask(`'; --`, 2), ask('$1', 3)]), [
    [{ text: `2'; --2!` }],
    [{ text: '3$13!' }],
  ]);
  assert.equal(built, 1);
});

test('compiles each form, also beyond the number that is kept', async () => {
  const times = compileOnce<{ value: number }, { factor: number }, { product: number }>(
    ({ value }, { factor }) => sql`select ${value}::int * ${sql.lit(factor)} as product`,
  );
  for (let factor = 0; factor < 150; factor++) {
    assert.deepEqual(await times(database.db, { value: 2 }, { factor }), [{ product: 2 * factor }]);
  }
  assert.deepEqual(await times(database.db, { value: 3 }, { factor: 7 }), [{ product: 21 }]);
});

test('keeps the forms used last', async () => {
  let built = 0;
  const times = compileOnce<{ value: number }, { factor: number }, { product: number }>(
    ({ value }, { factor }) => {
      built++;
      return sql`select ${value}::int * ${sql.lit(factor)} as product`;
    },
  );
  for (let factor = 0; factor < 150; factor++) await times(database.db, { value: 2 }, { factor });
  built = 0;
  for (let use = 0; use < 3; use++) await times(database.db, { value: 2 }, { factor: 149 });
  assert.equal(built, 0);
});
