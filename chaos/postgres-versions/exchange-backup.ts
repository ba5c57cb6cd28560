import path from 'node:path';
import { createDatabase } from '../../src/database/connection-pool.ts';
import { digestTables } from '../../test/support/digest-tables.ts';
import { GatehouseProcess, runGatehouse } from '../../test/support/gatehouse-process.ts';
import type { PostgresNode } from '../../test/support/postgres-node.ts';

/** A server with the name of its version. */
export interface VersionServer {
  version: string;
  node: PostgresNode;
}

const demoDatabase = 'demo';

/** Fills a database of a new server with the demo's people, awards and audit. Returns its URL. */
export async function createDemoDatabase({ node }: VersionServer): Promise<string> {
  const url = await createEmptyDatabase(node, demoDatabase);
  const service = new GatehouseProcess(['serve', '--demo'], env(url));
  await service.waitUntilReady();
  await service.stop();
  return url;
}

/**
 * Backs up a demo database with the commands of the operators' guide, and restores it on another
 * server. Returns what went wrong, a line each.
 */
export async function exchangeBackup(
  source: VersionServer,
  target: VersionServer,
  { sourceUrl, folder }: { sourceUrl: string; folder: string },
): Promise<string[]> {
  const file = path.join(folder, `from-${source.version}-to-${target.version}.tar.gz`);
  const targetUrl = await createEmptyDatabase(target.node, `from_${source.version}`);
  const steps = [
    { args: ['backup', file], url: sourceUrl },
    { args: ['restore', file], url: targetUrl },
    { args: ['check'], url: targetUrl },
  ];
  for (const { args, url } of steps) {
    const { code, stdout, stderr } = await runGatehouse(args, env(url));
    if (code !== 0) return [`${args[0]} ended with ${code}: ${stdout} ${stderr}`];
  }
  const [before, after] = [await digest(sourceUrl), await digest(targetUrl)];
  const names = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...names]
    .filter((name) => before[name] !== after[name])
    .map((name) => `${name}: ${before[name]} before, ${after[name]} restored`);
}

async function createEmptyDatabase(node: PostgresNode, name: string): Promise<string> {
  await node.query(`create database ${name}`);
  const url = new URL(node.url);
  url.pathname = `/${name}`;
  return url.href;
}

function env(databaseUrl: string): Record<string, string> {
  return { DATABASE_URL: databaseUrl, LOG_LEVEL: 'silent' };
}

async function digest(url: string): Promise<Record<string, string>> {
  const db = createDatabase(url, { max: 1, disableQueryTimeout: true });
  try {
    return await digestTables(db);
  } finally {
    await db.destroy();
  }
}
