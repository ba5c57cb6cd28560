import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { sql } from 'kysely';
import { createDatabase } from '../../src/database/connection-pool.ts';
import { openEmbeddedDatabase } from '../../src/database/embedded/embedded-database.ts';
import { migrateToLatest } from '../../src/database/migrator.ts';

const templateDatabase = 'gatehouse_template';

/** A PostgreSQL server for tests or benches, with a migrated database to copy. */
export interface TestPostgres {
  /** What createTestDatabase reads. */
  env: { GATEHOUSE_TEST_SERVER: string; GATEHOUSE_TEST_TEMPLATE: string };
  close(): Promise<void>;
}

/**
 * Starts the server in a temporary folder. Or uses the new one whose URL is in
 * `GATEHOUSE_TEST_POSTGRES`, as a superuser: its settings and roles are changed. `isDurable`: it
 * writes to disk before it reports a commit, as in production; a test that does not crash the machine
 * cannot tell the difference.
 */
export async function startTestPostgres({
  isDurable,
}: {
  isDurable: boolean;
}): Promise<TestPostgres> {
  const { url, close } = await openServer(process.env.GATEHOUSE_TEST_POSTGRES);
  try {
    if (!isDurable) await disableDurability(url);
    await createTemplateDatabase(url);
  } catch (error) {
    await close();
    throw error;
  }
  const env = { GATEHOUSE_TEST_SERVER: url, GATEHOUSE_TEST_TEMPLATE: templateDatabase };
  return { env, close };
}

async function openServer(
  outsideUrl: string | undefined,
): Promise<{ url: string; close(): Promise<void> }> {
  if (outsideUrl !== undefined) return { url: outsideUrl, close: async () => undefined };
  const dataDir = mkdtempSync(path.join(tmpdir(), 'gatehouse-test-'));
  const server = await openEmbeddedDatabase({ dataDir, say: () => undefined });
  const close = async (): Promise<void> => {
    await server.release();
    rmSync(dataDir, { recursive: true, force: true });
  };
  return { url: server.connectionString, close };
}

/** All of these apply without a restart. */
const fastSettings = {
  fsync: 'off',
  full_page_writes: 'off',
  synchronous_commit: 'off',
  // Each copied database would be vacuumed, although it lives for seconds.
  autovacuum: 'off',
  // Copying a database makes checkpoints already.
  max_wal_size: '4GB',
  checkpoint_timeout: '1h',
};

async function disableDurability(url: string): Promise<void> {
  const db = createDatabase(url, { max: 1 });
  for (const [setting, value] of Object.entries(fastSettings)) {
    await sql`alter system set ${sql.ref(setting)} = ${sql.lit(value)}`.execute(db);
  }
  await sql`select pg_reload_conf()`.execute(db);
  await db.destroy();
}

async function createTemplateDatabase(serverUrl: string): Promise<void> {
  const admin = createDatabase(serverUrl, { max: 1 });
  await sql`create database ${sql.ref(templateDatabase)}`.execute(admin);
  await admin.destroy();
  const url = new URL(serverUrl);
  url.pathname = `/${templateDatabase}`;
  const db = createDatabase(url.href, { max: 1 });
  await migrateToLatest(db);
  await db.destroy();
}
