import { chmodSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { PostgresNode } from '../../test/support/postgres-node.ts';
import { createDemoDatabase, exchangeBackup, type VersionServer } from './exchange-backup.ts';
import { databaseTests, runTestFiles } from './run-test-files.ts';
import { installServer, serverVersions } from './server-packages.ts';

/*
 * `npm run postgres-versions [-- --only 15,18] [FILE …]`: installs each version of PostgreSQL that
 * docs/support.md names into a temporary folder, runs the tests that depend on the database on it
 * (or these files), and restores a backup of the oldest version on the newest and back. Exits 1 if
 * anything failed.
 */
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { only: { type: 'string' } },
});
const names = values.only?.split(',') ?? [...serverVersions.keys()];
const unknown = names.filter((name) => !serverVersions.has(name));
if (unknown.length > 0) {
  console.error(
    `--only: ${unknown.join(', ')} is none of ${[...serverVersions.keys()].join(', ')}.`,
  );
  process.exit(1);
}
const files = positionals.length > 0 ? positionals : databaseTests;

const folder = mkdtempSync(path.join(tmpdir(), 'gatehouse-versions-'));
// The servers run as another account where this runs as root.
chmodSync(folder, 0o755);
const servers: VersionServer[] = [];
const results: string[] = [];
const note = (isGood: boolean, line: string): void => {
  results.push(`${isGood ? 'passed' : 'FAILED'}  ${line}`);
  if (!isGood) process.exitCode = 1;
};

try {
  for (const version of names) await testVersion(version);
  await exchangeBackups();
} finally {
  await Promise.all(servers.map(({ node }) => node.stop()));
  rmSync(folder, { recursive: true, force: true });
}
console.log(results.join('\n'));

async function testVersion(version: string): Promise<void> {
  const programs = await installServer(folder, serverVersions.get(version) ?? null);
  const parent = path.join(folder, `server-${version}`);
  mkdirSync(parent);
  const node = await PostgresNode.create(parent, { programs, password: 'of-the-tests' });
  servers.push({ version, node });
  const [row] = await node.query<{ server_version: string }>('show server_version');
  console.log(`PostgreSQL ${row?.server_version}: ${files.length} test files`);
  note(
    await runTestFiles(node.url, files),
    `PostgreSQL ${row?.server_version}: ${files.length} test files`,
  );
}

/** Between the oldest and the newest of the versions. */
async function exchangeBackups(): Promise<void> {
  const [oldest, newest] = [servers[0], servers.at(-1)];
  if (oldest === undefined || newest === undefined || oldest === newest) return;
  for (const [source, target] of [
    [oldest, newest],
    [newest, oldest],
  ] as const) {
    const sourceUrl = await createDemoDatabase(source);
    const problems = await exchangeBackup(source, target, { sourceUrl, folder });
    note(
      problems.length === 0,
      `backup on PostgreSQL ${source.version}, restored on ${target.version}`,
    );
    for (const problem of problems) results.push(`        ${problem}`);
  }
}
