import type { Kysely } from 'kysely';
import type { Pool } from 'pg';
import {
  type EmbeddedDatabase,
  openEmbeddedDatabase,
} from '../database/embedded/embedded-database.ts';
import { migrateToLatest } from '../database/migrator.ts';
import { checkServer } from '../database/check-server.ts';
import { createDatabase, createPool, type PoolOptions } from '../database/connection-pool.ts';
import { detectSessionMode } from '../database/detect-session.ts';
import type { Database } from '../database/schema.ts';
import type { Settings } from '../config/settings.ts';

/** An open database. */
export interface OpenDatabase {
  db: Kysely<Database>;
  /** Opens another pool with the same session settings, which its owner ends. */
  openPool(options: PoolOptions): Pool;
  /** The same with a query builder. */
  openDatabase(options: PoolOptions): Kysely<Database>;
  /** Throws StartError if another service uses this data folder. */
  claimService(): Promise<void>;
  /** Closes the connections; the last process to do so stops an embedded server. */
  close(): Promise<void>;
}

/**
 * Opens the database of the settings: an external PostgreSQL, or the embedded one.
 * `say` is called with lines for the operator. Throws StartError if that fails.
 */
export async function openDatabase(
  settings: Pick<Settings, 'databaseUrl' | 'dataDir'>,
  say: (line: string) => void,
  pool: PoolOptions = {},
): Promise<OpenDatabase> {
  const embedded =
    settings.databaseUrl === null
      ? await openEmbeddedDatabase({ dataDir: settings.dataDir, say })
      : null;
  const connectionString = settings.databaseUrl ?? (embedded as EmbeddedDatabase).connectionString;
  const sessionMode = await detectSessionMode(connectionString).catch(async (error) => {
    await embedded?.release();
    throw error;
  });
  const db = createDatabase(connectionString, { ...pool, sessionMode });
  const openPool = (options: PoolOptions): Pool =>
    createPool(connectionString, { ...options, sessionMode });
  const openSibling = (options: PoolOptions): Kysely<Database> =>
    createDatabase(connectionString, { ...options, sessionMode });
  const close = async (): Promise<void> => {
    await db.destroy();
    await embedded?.release();
  };
  try {
    await checkServer(db);
  } catch (error) {
    await close();
    throw error;
  }
  return {
    db,
    openPool,
    openDatabase: openSibling,
    claimService: async () => embedded?.claimService(),
    close,
  };
}

/**
 * Opens and migrates the database, runs `work`, closes it; for commands of the operator, which may
 * change in maintenance. Throws what `work` throws.
 */
export async function withDatabase<Result>(
  settings: Pick<Settings, 'databaseUrl' | 'dataDir'>,
  work: (db: Kysely<Database>) => Promise<Result>,
): Promise<Result> {
  const open = await openDatabase(settings, (line) => console.error(line), {
    session: { 'gatehouse.may_change': 'on' },
  });
  try {
    await migrateToLatest(open.db);
    return await work(open.db);
  } finally {
    await open.close();
  }
}
