import type { Kysely } from 'kysely';
import {
  type EmbeddedDatabase,
  openEmbeddedDatabase,
} from '../database/embedded/embedded-database.ts';
import { migrateToLatest } from '../database/migrator.ts';
import {
  checkServerVersion,
  createDatabase,
  type PoolOptions,
} from '../database/connection-pool.ts';
import type { Database } from '../database/schema.ts';
import type { Settings } from '../config/settings.ts';

/** An open database. */
export interface OpenDatabase {
  db: Kysely<Database>;
  /** For connections outside the pool. */
  connectionString: string;
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
  const db = createDatabase(connectionString, pool);
  const close = async (): Promise<void> => {
    await db.destroy();
    await embedded?.release();
  };
  try {
    await checkServerVersion(db);
  } catch (error) {
    await close();
    throw error;
  }
  return { db, connectionString, claimService: async () => embedded?.claimService(), close };
}

/** Opens and migrates the database, runs `work`, closes it. Throws what `work` throws. */
export async function withDatabase<Result>(
  settings: Pick<Settings, 'databaseUrl' | 'dataDir'>,
  work: (db: Kysely<Database>) => Promise<Result>,
): Promise<Result> {
  const open = await openDatabase(settings, (line) => console.error(line));
  try {
    await migrateToLatest(open.db);
    return await work(open.db);
  } finally {
    await open.close();
  }
}
