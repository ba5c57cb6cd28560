import assert from 'node:assert/strict';
import { after, beforeEach, describe, test } from 'node:test';
import { sql } from 'kysely';
import { formatShortName } from '../../src/award/short-name.ts';
import {
  isShortNameTaken,
  previewShortName,
  allocateShortNameSql,
} from '../../src/projects/short-names.ts';
import { createTestDatabase } from '../support/test-database.ts';

const database = await createTestDatabase();
const { db } = database;
after(() => database.close());

const now = '2026-11-26T12:00:00Z';
const take = async (pattern: string): Promise<string | undefined> => {
  const { rows } = await allocateShortNameSql(pattern, now).execute(db);
  return rows[0]?.name;
};
let customers = 0;
const giveAway = async (...names: string[]): Promise<void> => {
  const customer = await db
    .insertInto('customer')
    .values({ name: 'BriCS', slug: `brics-${customers++}`, created: now })
    .returning('id')
    .executeTakeFirstOrThrow();
  for (const name of names) {
    await db
      .insertInto('project')
      .values({ customer_id: customer.id, name, slug: name, short_name: name, created: now })
      .execute();
  }
};

describe('short names', () => {
  beforeEach(async () => {
    await sql`delete from project`.execute(db);
    await sql`delete from short_name_series`.execute(db);
  });

  test('the database and the rule produce the same names', async () => {
    const { rows } = await sql<{ name: string }>`
      select nth_short_name('a6{count}', n) as name from generate_series(0, 20000) n order by n`.execute(
      db,
    );
    rows.forEach(({ name }, n) => {
      assert.equal(name, formatShortName('a6{count}', n));
    });
  });

  test('skips names that projects have, also at the start of a series', async () => {
    await giveAway('a6a', 'a6b', 'a6d');
    assert.equal(await previewShortName(db, 'a{year}{count}', now), 'a6c');
    assert.equal(await take('a{year}{count}'), 'a6c');
    assert.equal(await previewShortName(db, 'a{year}{count}', now), 'a6e');
    assert.equal(await take('a{year}{count}'), 'a6e');
    assert.equal(await take('a{year}{count}'), 'a6f');
  });

  test('continues a long series without scanning its names', async () => {
    await giveAway(...Array.from({ length: 1200 }, (_, n) => formatShortName('a6{count}', n)));
    await db
      .insertInto('short_name_series')
      .values({ series: 'a6{count}', next_count: 1200 })
      .execute();
    assert.equal(await take('a{year}{count}'), formatShortName('a6{count}', 1200));
    assert.equal(
      await previewShortName(db, 'a{year}{count}', now),
      formatShortName('a6{count}', 1201),
    );
  });

  test('gives sixteen concurrent requests sixteen names', async () => {
    const names = await Promise.all(Array.from({ length: 16 }, () => take('a{year}{count}')));
    const first16 = Array.from({ length: 16 }, (_, n) => formatShortName('a6{count}', n));
    assert.deepEqual(names.toSorted(), first16);
  });

  test('recognises a name that was given to a project meanwhile', async () => {
    await giveAway('a6a');
    await assert.rejects(giveAway('a6a'), isShortNameTaken);
  });
});
