import { randomBytes } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { Kysely } from 'kysely';
import pg from 'pg';
import { createDatabase } from '../../src/database/connection-pool.ts';
import type { Database } from '../../src/database/schema.ts';

/** A fresh, migrated database of the test server. */
export interface TestDatabase {
  db: Kysely<Database>;
  url: string;
  /** Another one with the same in it; whoever is connected to this one is cut off. */
  clone(): Promise<TestDatabase>;
  /** Drops it. */
  close(): Promise<void>;
}

/** Clones the template database. Needs `npm test`, which starts the server. */
export function createTestDatabase(): Promise<TestDatabase> {
  return cloneDatabase(getTemplateName());
}

async function cloneDatabase(template: string): Promise<TestDatabase> {
  const name = `test_${randomBytes(6).toString('hex')}`;
  await runOnServer(`create database ${name} template ${template}`);
  const url = new URL(getServerUrl());
  url.pathname = `/${name}`;
  const db = createDatabase(url.href);
  const close = async (): Promise<void> => {
    await db.destroy();
    await runOnServer(`drop database ${name} with (force)`);
  };
  const copy = async (): Promise<TestDatabase> => {
    await runOnServer(`select pg_terminate_backend(pid) from pg_stat_activity
      where datname = '${name}'`);
    return cloneDatabase(name);
  };
  return { db, url: url.href, clone: copy, close };
}

function getServerUrl(): string {
  const url = process.env.GATEHOUSE_TEST_SERVER;
  if (url === undefined) throw new Error('Start the tests with: npm test [-- FILE]');
  return url;
}

function getTemplateName(): string {
  return process.env.GATEHOUSE_TEST_TEMPLATE ?? '';
}

async function runOnServer(statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: getServerUrl() });
  await client.connect();
  try {
    for (let attempt = 1; ; attempt++) {
      try {
        await client.query(statement);
        return;
      } catch (error) {
        // Object in use: another test is cloning the template at this moment.
        const busy = (error as pg.DatabaseError).code === '55006';
        if (!busy || attempt === 50) throw error;
        await pause(100);
      }
    }
  } finally {
    await client.end();
  }
}
