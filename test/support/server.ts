import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { openEmbeddedDatabase } from '../../src/database/embedded/embedded.ts';
import { migrateToLatest } from '../../src/database/migrations.ts';
import { createDatabase } from '../../src/database/pool.ts';

const template = 'gatehouse_template';

/** A PostgreSQL for tests and benches, with a migrated database to be cloned. */
export interface TestServer {
  /** What testDatabase() reads. */
  env: { GATEHOUSE_TEST_SERVER: string; GATEHOUSE_TEST_TEMPLATE: string };
  close(): Promise<void>;
}

export async function openTestServer(): Promise<TestServer> {
  const dataDir = mkdtempSync(path.join(tmpdir(), 'gatehouse-test-'));
  const server = await openEmbeddedDatabase({ dataDir, say: () => undefined });
  const close = async (): Promise<void> => {
    await server.release();
    rmSync(dataDir, { recursive: true, force: true });
  };
  try {
    await makeTemplate(server.connectionString);
  } catch (error) {
    await close();
    throw error;
  }
  const env = {
    GATEHOUSE_TEST_SERVER: server.connectionString,
    GATEHOUSE_TEST_TEMPLATE: template,
  };
  return { env, close };
}

async function makeTemplate(server: string): Promise<void> {
  const admin = createDatabase(server, { max: 1 });
  await admin.executeQuery({ sql: `create database ${template}`, parameters: [] } as never);
  await admin.destroy();
  const url = new URL(server);
  url.pathname = `/${template}`;
  const db = createDatabase(url.href, { max: 1 });
  await migrateToLatest(db);
  await db.destroy();
}
