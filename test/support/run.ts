import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { openEmbeddedDatabase } from '../../src/database/embedded/embedded.ts';
import { migrateToLatest } from '../../src/database/migrations.ts';
import { createDatabase } from '../../src/database/pool.ts';

/*
 * `npm test [-- options and files]`: one embedded PostgreSQL with a migrated template database,
 * then Node's own runner over the test files, each in its own process.
 */
const template = 'gatehouse_template';
const root = path.join(import.meta.dirname, '..', '..');

async function main(args: string[]): Promise<number> {
  const dataDir = mkdtempSync(path.join(tmpdir(), 'gatehouse-test-'));
  const server = await openEmbeddedDatabase({ dataDir, say: () => undefined });
  try {
    await makeTemplate(server.connectionString);
    return await runTests(args, server.connectionString);
  } finally {
    await server.release();
    rmSync(dataDir, { recursive: true, force: true });
  }
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

function runTests(args: string[], server: string): Promise<number> {
  const options = args.filter((arg) => arg.startsWith('-'));
  const files = args.filter((arg) => !arg.startsWith('-'));
  const child = spawn(
    process.execPath,
    [
      '--test',
      '--test-concurrency=2',
      ...options,
      ...(files.length ? files : ['test/**/*.test.ts']),
    ],
    {
      cwd: root,
      stdio: 'inherit',
      env: {
        ...process.env,
        GATEHOUSE_TEST_SERVER: server,
        GATEHOUSE_TEST_TEMPLATE: template,
        // Nothing may depend on where and in which language the tests run.
        TZ: 'Asia/Kathmandu',
        LANG: 'xx_XX.UTF-8',
      },
    },
  );
  // The runner ends its own children; we only outlive it to clean up.
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => child.kill(signal));
  return new Promise((resolve) => child.on('exit', (code) => resolve(code ?? 1)));
}

process.exitCode = await main(process.argv.slice(2));
