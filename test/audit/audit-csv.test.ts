import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { sql } from 'kysely';
import { createAuditCsv } from '../../src/audit/audit-csv.ts';
import type { ExportedAuditRow } from '../../src/audit/audit-export.ts';
import { awardDetails, TestApp } from '../support/test-app.ts';

/* Issue 4, 7: the audit as CSV. */

const list = '/api/openportal-managed-project-audit/';
let app: TestApp;
before(async () => {
  app = await TestApp.open();
  await app.createReviewer('rosalind', await app.createTemplateWithCustomers());
  await app.createReviewer(
    'elsewhere',
    await app.createTemplateWithCustomers({ name: 'other', portal: 'ehpc' }),
  );
  await app.createPerson('help', { is_support: true });
  await app.createPerson('stranger');
  await app.sendInstruction('create_project', { ...awardDetails, allocation: '5000 NHR' });
  await app.sendInstruction('update_project', { description: 'Warmer', end_date: '2027-04-30' });
  const comment = '=HYPERLINK("http://evil.example")';
  assert.equal((await app.post(`${app.getAwardPath()}reject/`, { comment })).status, 200);
});
after(() => app.close());

const linesOf = (text: string): string[] => text.trimEnd().split('\r\n');
const notes = `${list}export/?event_type=note_added`;

/** Adds entries of these notes, past the interface. */
async function note(...texts: string[]): Promise<void> {
  for (const text of texts) {
    await sql`insert into audit_entry
        (identifier, destination, "timestamp", event_type, action, note, performed_by)
      select 'n.ukri', 'd', now(), 'note_added', 'note_added', ${text}, id
      from person where is_robot`.execute(app.db);
  }
}

test('a line an event, in its order, with the names of what changed', async () => {
  const reply = await app.get(`${list}export/?managed_project_identifier=p1.ukri`);
  assert.equal(reply.status, 200);
  assert.equal(reply.headers.get('content-type'), 'text/csv; charset=utf-8');
  assert.equal(reply.headers.get('content-disposition'), 'attachment; filename="audit.csv"');
  const award = '2026-11-23T12:00:00.000000Z,p1.ukri,ukri.brics.isambard-ai';
  const [head, created, updated, rejected, ...none] = linesOf(reply.text);
  assert.equal(
    head,
    'timestamp,identifier,destination,name,event_type,action,performed_by,note,changed,before,after',
  );
  assert.match(
    created ?? '',
    new RegExp(`^${award},Deep sea,created,created,Awarding portal ukri,.*,,,"Name: Deep sea`),
  );
  assert.match(
    updated ?? '',
    new RegExp(
      `^${award},.*,details_updated,updated,Awarding portal ukri,.*,"description, end_date","Description: .*`,
    ),
  );
  assert.match(rejected ?? '', new RegExp(`^${award},.*,rejected,rejected,staff Tester,`));
  assert.match(rejected ?? '', /,"'=HYPERLINK\(""http:\/\/evil\.example""\)",/);
  assert.deepEqual(none, []);
});

test('the filters and the visibility of the list', async () => {
  const lines = async (as: string, query = '') => {
    return linesOf((await app.get(`${list}export/${query}`, { as })).text).length - 1;
  };
  assert.equal(await lines('rosalind'), 3);
  assert.equal(await lines('rosalind', '?event_type=rejected'), 1);
  assert.equal(await lines('rosalind', '?q=nothing-like-it'), 0);
  assert.equal(await lines('help'), 3);
  assert.equal(await lines('elsewhere'), 0);
  assert.equal(await lines('stranger'), 0);
  assert.equal((await app.get(`${list}export/`, { as: null })).status, 401);
  const wrong = await app.get(`${list}export/?event_type=x`);
  assert.deepEqual([wrong.status, Object.keys(wrong.body)], [400, ['event_type']]);
});

test('formulas are disarmed; a line stays a line', async () => {
  await note('=1', '+1', '-1', '@a', '\ta', '\ra', 'a=b', 'say "a, b"', 'one\r\ntwo', 'one\ntwo');
  const { text } = await app.get(notes);
  const cells = text
    .split(/^.*?,Gatehouse robot,/m)
    .slice(1)
    .map((rest) => rest.trimEnd().replace(/,,,$/, ''));
  assert.deepEqual(cells, [
    "'=1",
    "'+1",
    "'-1",
    "'@a",
    "'\ta",
    '"\'\ra"',
    'a=b',
    '"say ""a, b"""',
    '"one\r\ntwo"',
    '"one\ntwo"',
  ]);
});

test('more than a batch, each once', async () => {
  await sql`insert into audit_entry
      (identifier, destination, "timestamp", event_type, action, performed_by)
    select 'p' || n || '.ukri', 'many', now(), 'note_added', 'note_added', id
    from person, generate_series(1, 2500) n where is_robot`.execute(app.db);
  const reply = await app.get(`${notes}&managed_project_destination=many`);
  const identifiers = linesOf(reply.text)
    .slice(1)
    .map((line) => line.split(',')[1]);
  assert.deepEqual(
    identifiers,
    Array.from({ length: 2500 }, (_, index) => `p${index + 1}.ukri`),
  );
});

test('honours the order of the list, newest first also within one instant', async () => {
  await note('first of one instant', 'second of one instant');
  const read = async (order: string) =>
    linesOf((await app.get(`${notes}&q=of%20one%20instant&o=${order}`)).text)
      .slice(1)
      .map((line) => /(first|second) of one instant/.exec(line)?.[1]);
  assert.deepEqual(await read('id'), ['first', 'second']);
  assert.deepEqual(await read('-event_type'), ['second', 'first']);
  assert.deepEqual(await read('-timestamp'), ['second', 'first']);
});

test('reads every entry once in any order, also where many have one value', async () => {
  const ids = async (order: string): Promise<string[]> =>
    linesOf((await app.get(`${notes}&managed_project_destination=many&o=${order}`)).text)
      .slice(1)
      .map((line) => line.split(',')[1] ?? '');
  const all = await ids('id');
  assert.equal(all.length, 2500);
  for (const order of ['-id', 'event_type', '-timestamp', 'identifier', '-event_type,timestamp']) {
    const found = await ids(order);
    assert.deepEqual(found.toSorted(), all.toSorted(), order);
  }
  assert.deepEqual(await ids('-id'), all.toReversed());
});

test('carries the name, and the values before and after', async () => {
  const { text } = await app.get(
    `${list}export/?managed_project_identifier=p1.ukri&event_type=details_updated`,
  );
  const [, line = ''] = text.split('\r\n');
  assert.match(line, new RegExp(`,${awardDetails.name},details_updated,`));
  assert.match(text, /Description: .*\n?End date: 2027-03-31|Description: /);
  assert.match(text, /Description: Warmer/);
  assert.match(text, /2027-04-30/);
});

test('separates cells as spreadsheets of other languages expect, after a byte order mark', async () => {
  const reply = await app.get(
    `${list}export/?managed_project_identifier=p1.ukri&separator=semicolon&byte_order_mark=true`,
  );
  // Reading a body as text drops the mark, so the bytes are compared.
  const bytes = await fetch(
    `${app.url}${list}export/?managed_project_identifier=p1.ukri&byte_order_mark=true`,
    { headers: { authorization: `Token ${app.people.get('staff')?.token}` } },
  ).then((response) => response.arrayBuffer());
  assert.deepEqual([...new Uint8Array(bytes).slice(0, 3)], [0xef, 0xbb, 0xbf]);
  assert.match(reply.text, /timestamp;identifier;destination;name;/);
  const wrong = await app.get(`${list}export/?separator=pipe`);
  assert.deepEqual([wrong.status, Object.keys(wrong.body)], [400, ['separator']]);
});

test('what fails at once is a refusal, what fails later breaks the text off', async () => {
  async function* failing(good: number): AsyncGenerator<ExportedAuditRow[]> {
    for (let count = 0; count < good; count += 1) yield [];
    throw new Error('The connection is gone.');
  }
  await assert.rejects(createAuditCsv(failing(0)), /gone/);
  const csv = await createAuditCsv(failing(1));
  await assert.rejects(csv.toArray(), /gone/);
});
