import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import fc from 'fast-check';
import { sql } from 'kysely';
import { parseJsonValue } from '../../src/award/json-value.ts';
import { parseLosslessJson } from '../../src/award/lossless-json.ts';
import { measureJson } from '../../src/award/printed-size.ts';
import { createTestDatabase, type TestDatabase } from '../support/test-database.ts';

let database: TestDatabase;
before(async () => {
  database = await createTestDatabase();
});
after(() => database.close());

/** What PostgreSQL prints of JSON text. */
async function printByPostgres(text: string): Promise<string> {
  const { rows } = await sql<{ text: string }>`select ${text}::jsonb::text as text`.execute(
    database.db,
  );
  return rows[0]?.text ?? '';
}

const digits = fc.stringMatching(/^[0-9]{1,30}$/).map((text) => text.replace(/^0+(?=\d)/, ''));
const number = fc
  .tuple(
    fc.constantFrom('', '-'),
    digits,
    fc.option(fc.stringMatching(/^\.[0-9]{1,20}$/)),
    fc.option(fc.tuple(fc.constantFrom('e', 'E', 'e+', 'e-'), fc.integer({ min: 0, max: 300 }))),
  )
  .map(
    ([sign, whole, fraction, exponent]) =>
      sign + whole + (fraction ?? '') + (exponent?.join('') ?? ''),
  );
const storable = fc
  .string({ unit: 'grapheme' })
  .filter((text) => !text.includes('\u0000') && text.isWellFormed());
const json = fc.letrec<{ any: string }>((tie) => ({
  any: fc.oneof(
    { maxDepth: 4 },
    number,
    storable.map((text) => JSON.stringify(text)),
    fc.constantFrom('null', 'true', '{}', '[]', '"\\u0001\\u007f\\t/\\\\"'),
    fc.array(tie('any')).map((items) => `[${items.join(',')}]`),
    fc
      .array(fc.tuple(storable, tie('any')))
      .map(
        (fields) => `{${fields.map(([key, item]) => `${JSON.stringify(key)}:${item}`).join(',')}}`,
      ),
  ),
}));

test('bytes are counted, and numbers written, as PostgreSQL prints them', async () => {
  await fc.assert(
    fc.asyncProperty(json.any, async (text) => {
      const value = parseJsonValue(parseLosslessJson(text), 'x');
      const printed = await printByPostgres(text);
      assert.equal(measureJson(value), Buffer.byteLength(printed), printed);
      assert.equal(await printByPostgres(JSON.stringify(value)), printed);
      const again = parseJsonValue(parseLosslessJson(printed), 'x');
      assert.equal(JSON.stringify(again), JSON.stringify(parseLosslessJson(printed)));
    }),
    { numRuns: 800 },
  );
});

test('a number of more digits than a thousand is refused with its field', () => {
  for (const text of ['1e1001', '-1E-1001', '9'.repeat(1001), '1e999999999999']) {
    assert.throws(() => parseJsonValue(parseLosslessJson(`{"a":[${text}]}`), 'new'), {
      field: 'new.a[0]',
      rule: 'A number has at most 1000 digits.',
    });
  }
});
