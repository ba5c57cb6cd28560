import assert from 'node:assert/strict';
import { promises as fs, readFileSync } from 'node:fs';
import path from 'node:path';
import { type Kysely, sql } from 'kysely';
import { FileMigrationProvider, Migrator } from 'kysely/migration';
import type { Database } from '../../../src/database/schema.ts';

/*
 * What commit 00a3b71 had stored. The rows were written by its own code: an award of each state and
 * history, a line for each row as PostgreSQL's to_jsonb gives it.
 */
const rowsFile = path.join(import.meta.dirname, 'rows-of-migration-0008.jsonl');
const migrationFolder = path.join(import.meta.dirname, '../../../src/database/migrations');

export type FirstRow = Record<string, unknown>;

/** The rows by table. */
export function readFirstRows(): Record<string, FirstRow[]> {
  const rows: Record<string, FirstRow[]> = {};
  for (const line of readFileSync(rowsFile, 'utf8').trim().split('\n')) {
    const [table, row] = JSON.parse(line) as [string, FirstRow];
    rows[table] = [...(rows[table] ?? []), row];
  }
  return rows;
}

/** Replaces the database by that layout with its rows, and accounts whose names differ in case. */
export async function recreateFirstLayout(db: Kysely<Database>): Promise<void> {
  await sql`drop schema public cascade`.execute(db);
  await sql`create schema public`.execute(db);
  const provider = new FileMigrationProvider({ fs, path, migrationFolder });
  const { error } = await new Migrator({ db, provider }).migrateTo('0008-short-names');
  assert.equal(error, undefined);
  await sql`delete from person`.execute(db);
  for (const [table, rows] of Object.entries(readFirstRows())) await insertRows(db, table, rows);
  await sql`select setval(pg_get_serial_sequence('person', 'id'), 1000)`.execute(db);
  // Nothing refused them then.
  await sql`insert into person (username, email, date_joined) values
    ('Twin', 'twin@example.org', now()), ('twin', 'twin@example.org', now()),
    ('TWIN', 'twin@example.org', now())`.execute(db);
}

/** Ids are kept; generated columns are left to PostgreSQL. */
async function insertRows(db: Kysely<Database>, table: string, rows: FirstRow[]): Promise<void> {
  const { rows: found } = await sql<{ name: string }>`
    select column_name as name from information_schema.columns
    where table_schema = 'public' and table_name = ${table} and is_generated = 'NEVER'`.execute(db);
  const columns = sql.join(found.map(({ name }) => sql.ref(name)));
  await sql`insert into ${sql.table(table)} (${columns}) overriding system value
    select ${columns} from jsonb_populate_recordset(null::${sql.table(table)},
      ${JSON.stringify(rows)}::jsonb)`.execute(db);
}
