import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { parse } from 'csv-parse/sync';
import { sql } from 'kysely';
import { createDemoData } from '../../src/demo/create-demo-data.ts';
import { StartError } from '../../src/errors/start-error.ts';
import { type ExportName, exportFiles } from '../../src/export/export-files.ts';
import { writeExport } from '../../src/export/write-export.ts';
import { projectRoot, runGatehouse } from '../support/gatehouse-process.ts';
import { createTestDatabase, type TestDatabase } from '../support/test-database.ts';

/* `gatehouse export` of the demo's awards, with some use of a machine. */

const now = new Date('2026-11-27T09:00:00Z');
let folder: string;
let target: string;
let database: TestDatabase;
let counts: Record<ExportName, number>;

before(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'gatehouse-export-'));
  target = path.join(folder, 'export');
  database = await createTestDatabase();
  await database.db
    .insertInto('person')
    .values({
      username: 'staff',
      first_name: '=1+1',
      is_staff: true,
      date_joined: now.toISOString(),
    })
    .execute();
  await createDemoData(database.db, { portal: 'brics', baseUrl: 'http://localhost', now });
  await addUsage();
  await addAwkwardTexts();
  counts = await writeExport(database.db, target);
});
after(async () => {
  await database.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Two accounts on one day, and a day on which nobody used anything. */
async function addUsage(): Promise<void> {
  const { db } = database;
  await sql`insert into resource (name, destination, seconds_per_credit, volumes, created)
    values ('Isambard', 'brics.isambard.clusters.ai', 3600, '[]', ${now})`.execute(db);
  await sql`insert into machine_project
      (project_id, resource_id, wanted, wanted_reason, wanted_limit, wanted_quotas, wanted_since)
    select project_id, resource.id, 'present', '', 0, '{}', ${now} from managed_project, resource
    where state = 'approved' order by managed_project.id limit 1`.execute(db);
  await sql`insert into usage_name (resource_id, local_name)
    select id, local_name from resource, unnest(array['ada.a6a', 'unknown']) as local_name`.execute(
    db,
  );
  await sql`insert into usage_day (machine_project_id, day, is_complete, name_ids, seconds, jobs,
      wait_seconds, total_jobs, total_wait_seconds)
    select pair.id, date '2026-11-01', true, (select array_agg(id order by id) from usage_name),
      '{60,30}'::bigint[], '{2,1}'::integer[], '{5,0}'::bigint[], 3, 5 from machine_project pair
    union all select pair.id, '2026-11-02', false, '{}', '{}', '{}', '{}', 0, 0
    from machine_project pair`.execute(db);
}

/** What a cell must quote, and what a spreadsheet would execute. */
const awkwardTexts = [
  'a "quoted", word; and\ta tab',
  'two\r\nlines\nand a third\rand a fourth',
  '=HYPERLINK("http://evil.example")',
  '+1',
  '-1',
  '@x',
  '＝1',
  "'=1",
  '\t=1',
  '\r=1',
  'ü 漢字 🌊 ',
];

/** Writes each of them into texts of every kind but use, which has no free text. */
async function addAwkwardTexts(): Promise<void> {
  const { db } = database;
  const texts = sql`unnest(${awkwardTexts}::text[]) with ordinality as awkward (text, number)`;
  await sql`update managed_project set review_comment = text
    from (select text, number from ${texts}) awkward
    where id = (select id from managed_project order by id limit 1 offset number - 1)`.execute(db);
  await sql`insert into project (customer_id, name, slug, description, created)
    select (select min(id) from customer), text, 'awkward-' || number, text, ${now} from ${texts}`.execute(
    db,
  );
  await sql`insert into person (username, first_name, last_name, date_joined)
    select 'awkward-' || number, text, text, ${now} from ${texts}`.execute(db);
  await sql`insert into audit_entry
      (identifier, destination, "timestamp", event_type, action, note, performed_by)
    select 'n.ukri', 'd', ${now}, 'note_added', 'note_added', text, min(person.id)
    from ${texts}, person group by text`.execute(db);
  await sql`insert into administrative_entry
      (timestamp, via, address, action, subject_kind, subject_name, after)
    select ${now}::timestamptz, 'start', '', 'x', 'settings', text, jsonb_build_object('x', text)
    from ${texts}`.execute(db);
}

const readText = (file: string): string => readFileSync(path.join(target, file), 'utf8');
const readLines = (name: ExportName) =>
  readText(`${name}.jsonl`)
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>);

test('each file has a line for each row, with the documented columns', async () => {
  const rows = async (table: string): Promise<number> => {
    const found = await sql<{ count: number }>`select count(*)::int as count
      from ${sql.table(table)}`.execute(database.db);
    return found.rows[0]?.count ?? 0;
  };
  assert.equal(counts.awards, await rows('managed_project'));
  assert.equal(counts.projects, await rows('project'));
  assert.equal(counts.people, (await rows('person')) - 1, 'without the robot');
  assert.equal(counts.audit, await rows('audit_entry'));
  assert.equal(counts.administrative_audit, await rows('administrative_entry'));
  assert.equal(counts.usage, 2);
  const guide = readFileSync(path.join(projectRoot, 'docs', 'export.md'), 'utf8');
  for (const [name, columns] of Object.entries(exportFiles)) {
    const lines = readLines(name as ExportName);
    assert.equal(lines.length, counts[name as ExportName]);
    assert.deepEqual(Object.keys(lines[0] ?? {}).toSorted(), Object.keys(columns).toSorted(), name);
    const [header] = readText(`${name}.csv`).split('\r\n');
    assert.equal(header, Object.keys(columns).join(','));
    assert.equal(statSync(path.join(target, `${name}.csv`)).mode & 0o777, 0o600);
    const listed = Object.entries(columns).map(
      ([column, text]) => `* \`${column}\`${text === '' ? '' : `: ${text}`}`,
    );
    assert.ok(guide.includes(`## ${name}\n\n${listed.join('\n')}\n`), `docs/export.md: ${name}`);
  }
});

/** A value of a JSON line as a cell of docs/export.md has it. */
function toCell(value: unknown): string {
  if (value === null) return '';
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return typeof value === 'string' && /^[=+\-@＝＋－＠\t\r]/.test(text) ? `'${text}` : text;
}

for (const name of Object.keys(exportFiles) as ExportName[]) {
  test(`${name}.csv has the same rows as ${name}.jsonl`, () => {
    const records = parse(readText(`${name}.csv`), { columns: true }) as Record<string, string>[];
    const lines = readLines(name);
    assert.ok(lines.length > 0);
    assert.deepEqual(
      records,
      lines.map((line) =>
        Object.fromEntries(
          Object.keys(exportFiles[name]).map((column) => [column, toCell(line[column])]),
        ),
      ),
    );
    if (name === 'usage') return;
    const values = lines.flatMap((line) => Object.values(line)).map(String);
    assert.deepEqual(
      awkwardTexts.filter((text) => !values.some((value) => value.startsWith(text))),
      [],
    );
  });
}

test('awards, audit and use are as they are stored', async () => {
  const approved = readLines('awards').filter(({ state }) => state === 'approved');
  assert.ok(approved.length > 0);
  assert.ok(approved.every(({ short_name, project_uuid }) => short_name && project_uuid));
  const { identifier, destination, details } = approved[0] ?? {};
  const history = readLines('audit').filter((entry) => entry.identifier === identifier);
  assert.equal(history[0]?.action, 'created');
  assert.deepEqual(history.findLast(({ new_details }) => new_details)?.new_details, details);
  assert.ok(history.every((entry) => entry.destination === destination));
  assert.deepEqual(
    readLines('usage').map(({ local_name, node_seconds, jobs, wait_seconds, day, is_complete }) => [
      ...[local_name, Number(node_seconds), jobs, Number(wait_seconds), day, is_complete],
    ]),
    [
      ['ada.a6a', 60, 2, 5, '2026-11-01', true],
      ['unknown', 30, 1, 0, '2026-11-01', true],
    ],
  );
});

test('has no secrets, and no cell that a spreadsheet executes', () => {
  assert.doesNotMatch(readText('people.jsonl'), /password|digest/);
  assert.match(readText('people.csv'), /'=1\+1/);
});

test('refuses an existing folder', async () => {
  await assert.rejects(
    writeExport(database.db, target),
    (error) => error instanceof StartError && /exists already/.test(error.message),
  );
});

test('the command writes more than its memory could hold', async () => {
  await sql`insert into administrative_entry
      (timestamp, via, address, action, subject_kind, subject_name)
    select ${now.toISOString()}::timestamptz, 'start', '', 'settings.changed', 'settings',
      repeat('x', 4000) from generate_series(1, 25000)`.execute(database.db);
  const large = path.join(folder, 'large');
  const { code, stdout, stderr } = await runGatehouse(['export', large], {
    DATABASE_URL: database.url,
    NODE_OPTIONS: '--max-old-space-size=80',
  });
  assert.equal(code, 0, stderr);
  assert.match(stdout, new RegExp(`^awards: ${counts.awards}\nprojects: `));
  assert.match(
    stdout,
    new RegExp(`^administrative_audit: ${counts.administrative_audit + 25_000}$`, 'm'),
  );
  assert.ok(statSync(path.join(large, 'administrative_audit.jsonl')).size > 100_000_000);
});
