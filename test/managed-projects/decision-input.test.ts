import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { sql } from 'kysely';
import { fillDatabase } from '../../bench/bench-data.ts';
import { createDatabase } from '../../src/database/connection-pool.ts';
import { loadDecisionInput } from '../../src/managed-projects/decision-input.ts';
import { createTestDatabase, readServerMajor } from '../support/test-database.ts';

/* The plan that PostgreSQL keeps for what every decision and every job looks up. */

const database = await createTestDatabase();
let statement = '';
const db = createDatabase(database.url, { max: 1, onQuery: ({ sql: text }) => (statement = text) });
before(() => fillDatabase(database.url, 5000));
after(async () => {
  await db.destroy();
  await database.close();
});

test('the facts of an award are looked up by key, however small the desk', async (context) => {
  if ((await readServerMajor(db)) < 16) return context.skip('PostgreSQL 16 brought generic_plan');
  await loadDecisionInput(db, { identifier: 'p1.ukri', destination: 'ukri.brics.isambard-ai' });
  const { rows } = await sql<{ 'QUERY PLAN': string }>`
    explain (generic_plan, costs off) ${sql.raw(statement)}`.execute(db);
  const plan = rows.map((row) => row['QUERY PLAN']).join('\n');
  assert.match(plan, /managed_project_address_unique/);
  assert.doesNotMatch(plan, /Seq Scan on (managed_project|project|audit_entry)\b(?!_)/);
});
