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

/** An open database and how to leave it. */
export interface OpenDatabase {
  db: Kysely<Database>;
  /** For connections of one's own. */
  connectionString: string;
  /** Throws StartError where another service has this data folder. */
  claimService(): Promise<void>;
  /** Closes the connections; the last one out stops an embedded server. */
  close(): Promise<void>;
}

/**
 * Opens the database that the settings name: PostgreSQL of one's own, or the embedded one.
 * `say` gets lines for the operator. Throws StartError where it cannot be had.
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

/** The same, migrated, used for as long as `work` takes. */
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
