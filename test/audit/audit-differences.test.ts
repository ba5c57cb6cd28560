import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, test } from 'node:test';
import fc from 'fast-check';
import { sql } from 'kysely';
import { findViolations } from '../../src/service/integrity-rules.ts';
import { awardDetails, TestApp } from '../support/test-app.ts';

/* Entries of the audit hold what changed (migration 0013) and show everything before and after. */

let app: TestApp;
const list = '/api/openportal-managed-project-audit/';
type Details = Record<string, unknown> | null;

before(async () => {
  app = await TestApp.open();
});
after(() => app.close());
beforeEach(async () => {
  await app.reset();
  await app.createTemplateWithCustomers({ approval_limit: '0' });
});

interface Entry {
  id: number;
  action: string;
  previous_details: Details;
  new_details: Details;
  details_url: string | null;
}

async function loadEntries(query = ''): Promise<Entry[]> {
  const reply = await app.get(`${list}?page_size=300&o=id${query}`);
  assert.equal(reply.status, 200, reply.text);
  return reply.body;
}

/** The stored details of the award; null where there is none. */
async function loadStoredDetails(): Promise<Details> {
  const reply = await app.get(app.getAwardPath());
  return reply.status === 200 ? reply.body.details : null;
}

/** What the entries take as they are stored. */
async function measureEntries(): Promise<number> {
  const { rows } = await sql<{
    bytes: number;
  }>`select sum(coalesce(pg_column_size(details_change), 0)
      + coalesce(pg_column_size(previous_details), 0) + coalesce(pg_column_size(new_details), 0))
    as bytes from audit_entry`.execute(app.db);
  return rows[0]?.bytes ?? 0;
}

const text = fc.oneof(fc.string({ maxLength: 8 }), fc.constant('word '.repeat(2000)));
const note = fc.record({
  timestamp: fc.constantFrom('2026-11-01T00:00:00Z', '2026-11-02T00:00:00Z'),
  author: fc.constantFrom('Ada', 'Bob'),
  text: fc.string({ maxLength: 40 }),
});
const update = fc.record(
  {
    description: text,
    notes: fc.array(note, { maxLength: 3 }),
    members: fc.dictionary(
      fc.constantFrom('a@b.org', 'c@d.org', 'e@f.org'),
      fc.constantFrom('PI', 'Researcher'),
    ),
    breakdown: fc.dictionary(fc.constantFrom('cpu', 'gpu'), fc.string({ maxLength: 5 })),
    allocation: fc.constantFrom('500 NHR', '600 NHR'),
    newer: fc.json({ maxDepth: 2 }).map((json) => JSON.parse(json)),
  },
  { requiredKeys: [] },
);
const step = fc.oneof(
  { weight: 8, arbitrary: update.map((details) => ['update_project', details] as const) },
  { weight: 1, arbitrary: fc.constant(['remove_project', undefined] as const) },
  { weight: 1, arbitrary: fc.constant(['delete', undefined] as const) },
  { weight: 1, arbitrary: fc.constant(['create_project', awardDetails] as const) },
);

describe('details before and after', () => {
  test('are those that the award had, through any sequence of messages', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 25 }), async (steps) => {
        await app.reset();
        await app.createTemplateWithCustomers({ approval_limit: '0' });
        let before: Details = null;
        let known = 0;
        for (const [verb, details] of steps) {
          if (verb === 'delete') await app.request('DELETE', `${app.getAwardPath()}delete/`);
          else await app.sendInstruction(verb, details && { ...awardDetails, ...details });
          const after = await loadStoredDetails();
          const entries = await loadEntries();
          const [first] = entries.slice(known);
          const last = entries.slice(known).at(-1);
          if (first !== undefined) assert.deepEqual(first.previous_details, before);
          if (last !== undefined) assert.deepEqual(last.new_details, after);
          else assert.deepEqual(after, before);
          known = entries.length;
          before = after;
        }
        for (const entry of await loadEntries()) {
          assert.deepEqual((await app.get(`${list}${entry.id}/`)).body, entry);
        }
        assert.deepEqual(await findViolations(app.db), []);
      }),
      { numRuns: 12 },
    );
  });

  test('of entries of earlier versions stay readable, and later ones follow them', async () => {
    await app.sendInstruction('create_project', awardDetails);
    await app.sendInstruction('update_project', { description: 'Deeper' });
    const entries = await loadEntries();
    // As an earlier version stored them.
    await sql`alter table audit_entry disable trigger user`.execute(app.db);
    for (const { id, previous_details, new_details } of entries) {
      await sql`update audit_entry set details_change = null, previous_bytes = null, new_bytes = null,
          previous_details = ${previous_details && JSON.stringify(previous_details)}::jsonb,
          new_details = ${JSON.stringify(new_details)}::jsonb where id = ${id}`.execute(app.db);
    }
    await sql`alter table audit_entry enable trigger user`.execute(app.db);
    assert.deepEqual(await loadEntries(), entries);
    await app.sendInstruction('update_project', { description: 'Deepest' });
    const [, , third] = await loadEntries();
    assert.equal(third?.previous_details?.description, 'Deeper');
    assert.equal(third?.new_details?.description, 'Deepest');
    const { rows } = await sql<{ is_change: boolean }>`select new_details is null as is_change
      from audit_entry order by id desc limit 1`.execute(app.db);
    assert.equal(rows[0]?.is_change, true);
    const csv = await app.get(`${list}export/`);
    assert.match(csv.text, /,description,Description: Currents,Description: Deeper\r\n/);
    assert.match(csv.text, /,description,Description: Deeper,Description: Deepest\r\n$/);
  });

  test('are right where the stored details differ from what the entries say', async () => {
    await app.sendInstruction('create_project', awardDetails);
    await sql`update managed_project set details = details || '{"description": "By hand"}'`.execute(
      app.db,
    );
    await app.sendInstruction('update_project', { name: 'Another' });
    const entry = (await loadEntries()).at(-1);
    assert.equal(entry?.previous_details?.description, 'By hand');
    assert.equal(entry?.previous_details?.name, awardDetails.name);
    assert.equal(entry?.new_details?.name, 'Another');
  });
});

describe('what entries take', () => {
  const hundredNotes = Array.from({ length: 100 }, (_, n) => ({
    timestamp: new Date(Date.UTC(2026, 0, 1, 0, n)).toISOString(),
    author: 'Ada Example',
    text: `${n} ${'The reviewers asked for more about the method. '.repeat(10)}`,
  }));

  test('grows with what is said, not with what was said before', async () => {
    await app.sendInstruction('create_project', { ...awardDetails, notes: hundredNotes });
    const before = await measureEntries();
    for (let n = 0; n < 50; n++) {
      await app.sendInstruction('update_project', { description: `Currents ${n}` });
    }
    const taken = (await measureEntries()) - before;
    assert.ok(taken < 50 * 300, `50 updates took ${taken} bytes`);
  });

  test('large details are at the address of their entry', async () => {
    await app.sendInstruction('create_project', { ...awardDetails, notes: hundredNotes });
    await app.sendInstruction('update_project', { description: 'Deeper' });
    const [arrival, updated] = await loadEntries();
    assert.equal(arrival?.details_url, null);
    assert.equal(arrival?.new_details?.description, 'Currents');
    assert.equal(updated?.details_url, `${app.url}${list}${updated?.id}/`);
    assert.deepEqual([updated?.previous_details, updated?.new_details], [null, null]);
    const { body } = await app.get(updated?.details_url ?? '');
    assert.equal(body.previous_details.description, 'Currents');
    assert.equal(body.new_details.description, 'Deeper');
    assert.equal(body.new_details.notes.length, 100);
    assert.equal(body.details_url, null);
  });
});
