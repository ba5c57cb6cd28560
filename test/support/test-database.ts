import { randomBytes } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { type Kysely, sql } from 'kysely';
import pg from 'pg';
import { createDatabase } from '../../src/database/connection-pool.ts';
import type { Database } from '../../src/database/schema.ts';

/** A database of the test server. */
export interface TestDatabase {
  db: Kysely<Database>;
  url: string;
  /** Copies it into another one. Terminates all connections to this one. */
  clone(): Promise<TestDatabase>;
  /** Drops it. */
  close(): Promise<void>;
}

/** Creates a migrated, empty database. Needs `npm test`, which starts the server. */
export function createTestDatabase(): Promise<TestDatabase> {
  return cloneDatabase(getTemplateName());
}

/**
 * Creates a database with the content that `fill` writes. `fill` runs once for all test files that
 * use this name; each call gets a copy.
 */
export async function createFilledTestDatabase(
  name: string,
  fill: (database: TestDatabase) => Promise<void>,
): Promise<TestDatabase> {
  const template = `filled_${name}`;
  await withServer(async (client) => {
    // Test files are processes of their own: the first one fills, the others wait for it.
    await client.query('select pg_advisory_lock(hashtext($1))', [template]);
    const found = await client.query('select from pg_database where datname = $1', [template]);
    if (found.rows.length > 0) return;
    const draft = await createTestDatabase();
    await fill(draft);
    await draft.db.destroy();
    const draftName = new URL(draft.url).pathname.slice(1);
    await client.query(`alter database ${draftName} rename to ${template}`);
  });
  return cloneDatabase(template);
}

async function cloneDatabase(template: string): Promise<TestDatabase> {
  const name = `test_${randomBytes(6).toString('hex')}`;
  // Copying files is faster than writing every page to the log, the default, while fsync is off.
  await runWhenUnused(`create database ${name} template ${template} strategy file_copy`);
  const url = new URL(getServerUrl());
  url.pathname = `/${name}`;
  const db = createDatabase(url.href);
  const close = async (): Promise<void> => {
    await db.destroy();
    await runWhenUnused(`drop database ${name} with (force)`);
  };
  const clone = async (): Promise<TestDatabase> => {
    await runWhenUnused(`select pg_terminate_backend(pid) from pg_stat_activity
      where datname = '${name}'`);
    return cloneDatabase(name);
  };
  return { db, url: url.href, clone, close };
}

/** The major version of the server, for tests of what older ones lack (docs/support.md). */
export async function readServerMajor(db: Kysely<Database>): Promise<number> {
  const { rows } = await sql<{ number: number }>`
    select current_setting('server_version_num')::int as number`.execute(db);
  return Math.floor((rows[0]?.number ?? 0) / 10_000);
}

function getServerUrl(): string {
  const url = process.env.GATEHOUSE_TEST_SERVER;
  if (url === undefined) throw new Error('Start the tests with: npm test [-- FILE]');
  return url;
}

function getTemplateName(): string {
  return process.env.GATEHOUSE_TEST_TEMPLATE ?? '';
}

/** Runs a statement on the server; repeats it while another test is copying the same database. */
function runWhenUnused(statement: string): Promise<void> {
  return withServer(async (client) => {
    for (let attempt = 1; ; attempt++) {
      try {
        await client.query(statement);
        return;
      } catch (error) {
        const isInUse = (error as pg.DatabaseError).code === '55006';
        if (!isInUse || attempt === 100) throw error;
        await pause(50);
      }
    }
  });
}

async function withServer<Result>(work: (client: pg.Client) => Promise<Result>): Promise<Result> {
  const client = new pg.Client({ connectionString: getServerUrl() });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
