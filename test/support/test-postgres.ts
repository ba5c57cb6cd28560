import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { openEmbeddedDatabase } from '../../src/database/embedded/embedded-database.ts';
import { migrateToLatest } from '../../src/database/migrator.ts';
import { createDatabase } from '../../src/database/connection-pool.ts';

const templateDatabase = 'gatehouse_template';

/** A PostgreSQL for tests and benches, with a migrated database to be cloned. */
export interface TestPostgres {
  /** What testDatabase() reads. */
  env: { GATEHOUSE_TEST_SERVER: string; GATEHOUSE_TEST_TEMPLATE: string };
  close(): Promise<void>;
}

export async function startTestPostgres(): Promise<TestPostgres> {
  const dataDir = mkdtempSync(path.join(tmpdir(), 'gatehouse-test-'));
  const server = await openEmbeddedDatabase({ dataDir, say: () => undefined });
  const close = async (): Promise<void> => {
    await server.release();
    rmSync(dataDir, { recursive: true, force: true });
  };
  try {
    await createTemplateDatabase(server.connectionString);
  } catch (error) {
    await close();
    throw error;
  }
  const env = {
    GATEHOUSE_TEST_SERVER: server.connectionString,
    GATEHOUSE_TEST_TEMPLATE: templateDatabase,
  };
  return { env, close };
}

async function createTemplateDatabase(server: string): Promise<void> {
  const admin = createDatabase(server, { max: 1 });
  await admin.executeQuery({ sql: `create database ${templateDatabase}`, parameters: [] } as never);
  await admin.destroy();
  const url = new URL(server);
  url.pathname = `/${templateDatabase}`;
  const db = createDatabase(url.href, { max: 1 });
  await migrateToLatest(db);
  await db.destroy();
}
