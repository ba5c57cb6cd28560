import * as fs from 'node:fs/promises';
import path from 'node:path';
import { type Kysely, sql, type Transaction } from 'kysely';
import { FileMigrationProvider, Migrator } from 'kysely/migration';
import { StartError } from '../errors/start-error.ts';
import { lockTables } from './lock-tables.ts';
import { checkMigrationRights, describeMissingRight } from './migration-rights.ts';
import type { Database } from './schema.ts';

const migrationFolder = path.join(import.meta.dirname, 'migrations');
const provider = new FileMigrationProvider({ fs, path, migrationFolder });

/**
 * Applies pending migrations; safe when several processes start at once. Returns the names of those
 * applied. Throws StartError if the database was used by a newer Gatehouse or our role lacks a
 * right, else the error of the migration that fails.
 */
export async function migrateToLatest(db: Kysely<Database>): Promise<{ applied: string[] }> {
  await refuseNewerLayout(db);
  const pending = await listPendingMigrations(db);
  if (pending.length === 0) return { applied: [] };
  const trgmSchema = await checkMigrationRights(db);
  try {
    return await db.transaction().execute((trx) => applyMigrations(trx, trgmSchema));
  } catch (error) {
    const missing = describeMissingRight(error);
    if (missing !== null) throw new StartError(missing);
    throw error;
  }
}

/**
 * Brings an empty database to an earlier layout: that which has exactly these migrations. Throws
 * StartError where this program does not know them or our role lacks a right.
 */
export async function migrateToLayout(
  db: Kysely<Database>,
  migrations: readonly string[],
): Promise<void> {
  const knownMigrations = Object.keys(await provider.getMigrations()).toSorted();
  const last = migrations.at(-1);
  const unknown = migrations.filter((name) => !knownMigrations.includes(name));
  if (last === undefined || unknown.length > 0) {
    throw new StartError(
      `The layout is that of a newer Gatehouse: this one does not know ${unknown.join(', ')}.`,
    );
  }
  const missing = knownMigrations.filter((name) => name <= last && !migrations.includes(name));
  if (missing.length > 0) {
    throw new StartError(`The layout is no earlier one: it lacks ${missing.join(', ')}.`);
  }
  const trgmSchema = await checkMigrationRights(db);
  await db.transaction().execute((trx) => applyMigrations(trx, trgmSchema, last));
}

/** The names of the migrations that this database lacks. */
export async function listPendingMigrations(db: Kysely<Database>): Promise<string[]> {
  const migrations = await createMigrator(db).getMigrations();
  return migrations.filter((migration) => !migration.executedAt).map((migration) => migration.name);
}

/**
 * `trgmSchema`: where pg_trgm is installed already; null if a migration installs it. `last`: the
 * name of the last one to apply; all by default.
 */
async function applyMigrations(
  trx: Transaction<Database>,
  trgmSchema: string | null,
  last?: string,
): Promise<{ applied: string[] }> {
  // Before Kysely looks for its tables: processes that start at once would both create them.
  await sql`select pg_advisory_xact_lock(hashtextextended('gatehouse migrations', 0))`.execute(trx);
  // Another process may have applied them meanwhile, and serves: its tables must not be locked.
  if (last === undefined && (await listPendingMigrations(trx)).length === 0) return { applied: [] };
  // The migrations name the operator classes of pg_trgm without its schema.
  if (trgmSchema !== null) {
    await sql`select set_config('search_path', concat_ws(', ', current_setting('search_path'),
      quote_ident(${trgmSchema})), true)`.execute(trx);
  }
  await lockTables(trx);
  // In maintenance too (migration 0028).
  await sql`select set_config('gatehouse.may_change', 'on', true)`.execute(trx);
  const migrator = createMigrator(trx);
  const { error, results } = await (last === undefined
    ? migrator.migrateToLatest()
    : migrator.migrateTo(last));
  if (error !== undefined) throw error;
  const applied = (results ?? []).filter((result) => result.status === 'Success');
  return { applied: applied.map((result) => result.migrationName) };
}

/** Throws StartError if the database has migrations that this program does not know. */
async function refuseNewerLayout(db: Kysely<Database>): Promise<void> {
  const { rows } = await sql<{ exists: boolean }>`
    select to_regclass('kysely_migration') is not null as exists`.execute(db);
  if (!rows[0]?.exists) return;
  const applied = await sql<{ name: string }>`
    select name from kysely_migration order by name`.execute(db);
  const knownMigrations = await provider.getMigrations();
  const unknown = applied.rows.map(({ name }) => name).filter((name) => !(name in knownMigrations));
  if (unknown.length === 0) return;
  throw new StartError(
    `The database was used by a newer Gatehouse: this one does not know ${unknown.join(', ')}. ` +
      'Start the newer one, or restore a backup from before its first start.',
  );
}

function createMigrator(db: Kysely<Database>): Migrator {
  return new Migrator({ db, provider });
}
