import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { sql } from 'kysely';
import { awardDetails, TestApp } from '../support/test-app.ts';

/* Issue 20, 8: what the search of the list of awards and of the audit finds. */

let app: TestApp;
before(async () => {
  app = await TestApp.open();
  await app.createReviewer('rosalind', await app.createTemplateWithCustomers());
  await app.createReviewer(
    'elsewhere',
    await app.createTemplateWithCustomers({ name: 'other', portal: 'ehpc' }),
  );
  await app.sendInstruction('create_project', {
    ...awardDetails,
    name: 'Deep sea',
    members: { 'Ada.Lovelace@maths.example': 'PI', 'bob@maths.example': 'R' },
    award: { id: 'EP/X012345/1', url: 'https://funder.example/1' },
    call: { id: 'Spring call 2026', url: 'https://funder.example/call' },
    renewal: { id: 'p0.ukri', url: 'https://portal.example/p0' },
    allocation: '4000 NHR',
  });
});
after(() => app.close());

async function search(query: string, as = 'rosalind'): Promise<string[]> {
  const url = `/api/openportal-managed-projects/?query=${encodeURIComponent(query)}`;
  const { body } = await app.get(url, { as });
  return body.map((award: { identifier: string }) => award.identifier);
}

test('finds an award by members, references, calls and offerings, in any case', async () => {
  for (const text of [
    'ada.lovelace@',
    'BOB@MATHS',
    'ep/x012345',
    'spring CALL',
    'p0.ukri',
    'isambard',
  ]) {
    assert.deepEqual(await search(text), ['p1.ukri'], text);
  }
  assert.deepEqual(await search('eve@maths'), []);
});

test('follows an update of the members, and shows no award that one may not see', async () => {
  await app.sendInstruction('update_project', { members: { 'eve@maths.example': 'PI' } });
  assert.deepEqual(await search('eve@maths'), ['p1.ukri']);
  assert.deepEqual(await search('ada.lovelace'), []);
  assert.deepEqual(await search('eve@maths', 'elsewhere'), []);
});

/** The plan of a condition on awards, by an index if there is one for it. */
function explain(condition: string): Promise<string> {
  return app.db.transaction().execute(async (trx) => {
    await sql`set local enable_seqscan = off`.execute(trx);
    const { rows } = await sql<{ 'QUERY PLAN': string }>`
      explain select id from managed_project where ${sql.raw(condition)}`.execute(trx);
    return rows.map((row) => row['QUERY PLAN']).join('\n');
  });
}

test('searches members through the trigram index', async () => {
  assert.match(await explain("search_text ilike '%lovelace%'"), /managed_project_search_trgm/);
});

test('searches one or two letters as a beginning, through indexes', async () => {
  assert.deepEqual(await search('P1'), ['p1.ukri']);
  assert.deepEqual(await search('1.'), []);
  for (const column of ['identifier', 'name']) {
    const plan = await explain(`lower(${column}) like lower('P%')`);
    assert.match(plan, new RegExp(`Index Cond: .*lower\\(${column}\\)`), plan);
  }
});

test('finds entries of the audit by the name of their award', async () => {
  const { body } = await app.get('/api/openportal-managed-project-audit/?q=deep%20sea');
  assert.ok(body.length >= 2);
  assert.ok(body.every((entry: { identifier: string }) => entry.identifier === 'p1.ukri'));
});

test('lists entries of one instant newest first, where that is asked for', async () => {
  const { body } = await app.get('/api/openportal-managed-project-audit/?o=-timestamp');
  const ids = body.map((entry: { id: number }) => entry.id);
  assert.deepEqual(
    ids,
    ids.toSorted((a: number, b: number) => b - a),
  );
});
