import { promises as fs } from 'node:fs';
import path from 'node:path';
import type { Kysely } from 'kysely';
import { FileMigrationProvider, Migrator } from 'kysely/migration';
import type { Database } from './schema.ts';

const migrationFolder = path.join(import.meta.dirname, 'migrations');

/**
 * Applies pending migrations; safe when several processes start at once (Kysely's migrator takes a
 * lock). Returns the names of those applied. Throws the error of one that fails.
 */
export async function migrateToLatest(db: Kysely<Database>): Promise<{ applied: string[] }> {
  const { error, results } = await createMigrator(db).migrateToLatest();
  if (error !== undefined) throw error;
  const applied = (results ?? []).filter((result) => result.status === 'Success');
  return { applied: applied.map((result) => result.migrationName) };
}

/** The names of the migrations that this database lacks. */
export async function listPendingMigrations(db: Kysely<Database>): Promise<string[]> {
  const migrations = await createMigrator(db).getMigrations();
  return migrations.filter((migration) => !migration.executedAt).map((migration) => migration.name);
}

function createMigrator(db: Kysely<Database>): Migrator {
  return new Migrator({
    db,
    provider: new FileMigrationProvider({ fs, path, migrationFolder }),
  });
}
