import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { sql } from 'kysely';
import pg from 'pg';
import { AuditTail } from '../../src/events/audit-tail.ts';
import { type TestDatabase, createTestDatabase } from '../support/test-database.ts';

/* Issue 4, 2: nothing that happens is missed, nothing told twice. */

let database: TestDatabase;
before(async () => {
  database = await createTestDatabase();
});
after(() => database.close());

const insertion = `insert into audit_entry
    (identifier, destination, "timestamp", event_type, action, performed_by)
  select 'p' || n || '.ukri', 'd', now(), 'note_added', 'note_added', person.id
  from person, generate_series($1::int, $2::int) n where is_robot`;
const client = async () => {
  const one = new pg.Client({ connectionString: database.url });
  await one.connect();
  return one;
};
/** Adds entries of p<from>.ukri to p<to>.ukri. */
async function happen(from: number, to = from): Promise<void> {
  const one = await client();
  await one.query(insertion, [from, to]);
  await one.end();
}
const names = (awards: { identifier: string }[]) => awards.map(({ identifier }) => identifier);

test('what was there is no news; what comes is, once', async () => {
  await happen(1, 3);
  const tail = await AuditTail.createAtEnd(database.db, 0);
  assert.deepEqual(await tail.readChangedAwards(1000), []);
  await happen(4);
  await happen(4);
  assert.deepEqual(names(await tail.readChangedAwards(2000)), ['p4.ukri']);
  for (const now of [3000, 30_000, 31_000]) assert.deepEqual(await tail.readChangedAwards(now), []);
});

test('an id that commits after higher ones were seen is heard, as long as it was short ago', async () => {
  const tail = await AuditTail.createAtEnd(database.db, 0);
  const slow = await client();
  try {
    await slow.query('begin');
    await slow.query(insertion, [10, 10]);
    await happen(11);
    assert.deepEqual(names(await tail.readChangedAwards(1000)), ['p11.ukri']);
    assert.deepEqual(await tail.readChangedAwards(12_000), []);
    await slow.query('commit');
    assert.deepEqual(names(await tail.readChangedAwards(13_000)), ['p10.ukri']);
    for (const now of [14_000, 40_000, 60_000])
      assert.deepEqual(await tail.readChangedAwards(now), []);
  } finally {
    await slow.end();
  }
});

test('what is under way when one begins to listen is heard', async () => {
  const slow = await client();
  try {
    await slow.query('begin');
    await slow.query(insertion, [20, 20]);
    await happen(21);
    const tail = await AuditTail.createAtEnd(database.db, 0);
    await slow.query('commit');
    assert.deepEqual(names(await tail.readChangedAwards(1000)), ['p20.ukri']);
  } finally {
    await slow.end();
  }
});

test('too much for one look comes with the next, each once', async () => {
  const tail = await AuditTail.createAtEnd(database.db, 0);
  await happen(1000, 3499);
  const looks = [
    await tail.readChangedAwards(1),
    await tail.readChangedAwards(2),
    await tail.readChangedAwards(3),
  ];
  assert.deepEqual(
    looks.map((awards) => awards.length),
    [1000, 1000, 500],
  );
  assert.equal(new Set(looks.flatMap(names)).size, 2500);
  assert.deepEqual(await tail.readChangedAwards(4), []);
});

test('it lets go of what it has seen long ago', async () => {
  const tail = await AuditTail.createAtEnd(database.db, 0);
  await happen(5000);
  await tail.readChangedAwards(1000);
  await tail.readChangedAwards(100_000);
  // Below the floor nothing is looked for: an entry whose commit took that long is not heard.
  const { rows } = await sql<{ id: number }>`select min(id) as id from audit_entry`.execute(
    database.db,
  );
  await sql`insert into audit_entry (id, identifier, destination, "timestamp", event_type, action,
      performed_by) overriding system value
    select ${(rows[0]?.id ?? 1) - 1}, 'p9.ukri', 'd', now(), 'note_added', 'n', id
    from person where is_robot`.execute(database.db);
  assert.deepEqual(await tail.readChangedAwards(101_000), []);
});
