import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { sql } from 'kysely';
import { details, TestDesk } from '../support/desk.ts';

/* Issue 4, 7: the audit as CSV. */

const list = '/api/openportal-managed-project-audit/';
let desk: TestDesk;
before(async () => {
  desk = await TestDesk.open();
  const { provider, customer } = await desk.furnish();
  await desk.reviewer('rosalind', { provider, customer });
  await desk.person('stranger');
  await desk.ask('create_project', { ...details, allocation: '5000 NHR' });
  await desk.ask('update_project', { ...details, description: 'Warmer currents' });
  const note = '=HYPERLINK("http://evil.example")';
  assert.equal((await desk.post(`${desk.award()}reject/`, { comment: note })).status, 200);
});
after(() => desk.close());

const linesOf = (text: string): string[] => text.trimEnd().split('\n');

test('a line an event, the fields that changed, formulas disarmed', async () => {
  const reply = await desk.get(`${list}export/`);
  assert.equal(reply.status, 200);
  assert.equal(reply.headers.get('content-type'), 'text/csv; charset=utf-8');
  assert.equal(reply.headers.get('content-disposition'), 'attachment; filename="audit.csv"');
  const [head, created, updated, rejected] = linesOf(reply.text) as [
    string,
    string,
    string,
    string,
  ];
  assert.equal(
    head,
    'timestamp,identifier,destination,event_type,action,performed_by,note,changed',
  );
  assert.match(created, /^2026-11-23T12:00:00\.000000Z,p1\.ukri,ukri\.brics\.isambard-ai,created,/);
  assert.match(updated, /details_updated.*description/);
  assert.match(rejected, /,"'=HYPERLINK\(""http:\/\/evil\.example""\)",/);
});

test('the filters and the visibility of the list', async () => {
  const some = await desk.get(`${list}export/?event_type=rejected`);
  assert.equal(linesOf(some.text).length, 2);
  assert.equal(linesOf((await desk.get(`${list}export/`, { as: 'rosalind' })).text).length, 4);
  assert.equal(linesOf((await desk.get(`${list}export/`, { as: 'stranger' })).text).length, 1);
  assert.equal((await desk.get(`${list}export/`, { as: null })).status, 401);
  assert.deepEqual((await desk.get(`${list}export/?event_type=x`)).status, 400);
});

test('more than a batch, each once', async () => {
  await sql`insert into audit_entry (identifier, destination, "timestamp", event_type, action, performed_by)
    select 'p' || n || '.ukri', 'd', now(), 'note_added', 'note_added', (select id from person limit 1)
    from generate_series(1, 2500) n`.execute(desk.db);
  const lines = linesOf((await desk.get(`${list}export/?event_type=note_added`)).text).slice(1);
  assert.equal(lines.length, 2500);
  assert.equal(new Set(lines.map((line) => line.split(',')[1])).size, 2500);
});
