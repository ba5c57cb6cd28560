import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { createDatabase } from '../../src/database/connection-pool.ts';
import { findViolations } from '../../src/service/integrity-rules.ts';
import { findFreePorts } from '../../test/support/free-ports.ts';
import { GatehouseProcess } from '../../test/support/gatehouse-process.ts';
import { NetworkLink } from '../../test/support/network-link.ts';
import { PostgresNode } from '../../test/support/postgres-node.ts';
import { findLostNotes, listAwardPaths, NoteLoad, type NoteResult } from './note-load.ts';

export interface HaOptions {
  /** Whether a commit waits until the standby has it. */
  isSynchronous: boolean;
  /** How long the load runs before the primary is killed, or loses its standby. */
  loadSeconds: number;
  /** How long the primary runs on without its standby before it is killed; 0: it has it to the end. */
  partingSeconds: number;
  /** 3 by default. */
  replicas?: number;
}

export interface HaResult extends NoteResult {
  /** How many notes were acknowledged before the primary was killed. */
  acknowledgedBefore: number;
  /** Acknowledged notes that the promoted server does not have. */
  lost: string[];
  /** From the end of the promotion to the next acknowledged note. */
  secondsUntilServed: number;
  /** Inconsistencies of the promoted server. */
  violations: string[];
}

/** Of the first account. */
export const token = 'token-of-the-ha-run-1234';
const WORKERS = 6;
/** Acknowledged notes after the promotion, as proof that the service goes on. */
const NOTES_AFTERWARDS = 50;

/**
 * Replicas behind a balancer, on a primary with a standby. Where that is asked the standby loses its
 * primary; then the primary is killed under load and the standby promoted. Says what was lost.
 */
export async function runHa(options: HaOptions): Promise<HaResult> {
  const folder = mkdtempSync(path.join(tmpdir(), 'gatehouse-ha-'));
  const primary = await PostgresNode.create(folder);
  const link = await NetworkLink.open(0, [primary.port]);
  let isLinkOpen = true;
  const standby = await primary.createStandby('standby', link.port);
  const ports = await findFreePorts(options.replicas ?? 3);
  const balancer = await NetworkLink.open(0, ports);
  const url = `http://127.0.0.1:${balancer.port}`;
  const replicas: GatehouseProcess[] = [];
  try {
    await connectStandby(primary, options);
    const databaseUrl = `postgres://gatehouse@${primary.host},${standby.host}/postgres?target_session_attrs=read-write`;
    for (const [index, port] of ports.entries()) {
      replicas.push(await startReplica(port, url, databaseUrl, { isFirst: index === 0 }));
    }
    const load = new NoteLoad(url, token, await listAwardPaths(url, token), {
      workers: WORKERS,
    });
    await pause(options.loadSeconds * 1000);
    if (options.partingSeconds > 0) {
      await link.close();
      isLinkOpen = false;
      await pause(options.partingSeconds * 1000);
    } else {
      await waitForOneMore(load);
    }
    const acknowledgedBefore = load.acknowledgedCount;
    await primary.kill();
    await standby.promote();
    const secondsUntilServed = await waitForNotes(load);
    const result = await load.stop();
    const lost = await findLostNotes((text) => standby.query(text), result.acknowledged);
    return {
      ...result,
      acknowledgedBefore,
      lost,
      secondsUntilServed,
      violations: await check(standby.url),
    };
  } finally {
    await Promise.all(replicas.map((replica) => replica.stop('SIGKILL')));
    await balancer.close();
    if (isLinkOpen) await link.close();
    await Promise.all([primary.stop(), standby.stop()]);
    rmSync(folder, { recursive: true, force: true });
  }
}

async function connectStandby(primary: PostgresNode, { isSynchronous }: HaOptions): Promise<void> {
  if (isSynchronous) {
    await primary.query(`alter system set synchronous_standby_names = 'standby'`);
    await primary.query('select pg_reload_conf()');
  }
  const state = isSynchronous ? 'sync' : 'async';
  await primary.waitFor(
    `select exists (select from pg_stat_replication where state = 'streaming' and sync_state = '${state}')`,
  );
}

/** The first one fills the database with the demo's awards. */
export async function startReplica(
  port: number,
  publicUrl: string,
  databaseUrl: string,
  { isFirst }: { isFirst: boolean },
): Promise<GatehouseProcess> {
  const replica = new GatehouseProcess(['serve', ...(isFirst ? ['--demo'] : [])], {
    DATABASE_URL: databaseUrl,
    PORT: String(port),
    GATEHOUSE_PUBLIC_URL: publicUrl,
    GATEHOUSE_ADMIN_TOKEN: token,
    GATEHOUSE_TOKEN_REQUESTS_PER_MINUTE: '1000000',
    LOG_LEVEL: 'silent',
  });
  await replica.waitUntilReady();
  return replica;
}

/** The primary is killed while decisions are made, not in a pause between them. */
async function waitForOneMore(load: NoteLoad): Promise<void> {
  const before = load.acknowledgedCount;
  while (load.acknowledgedCount === before) await pause(1);
}

/** Returns the seconds until the first note that is acknowledged from now on. */
export async function waitForNotes(load: NoteLoad): Promise<number> {
  const begin = performance.now();
  const before = load.acknowledgedCount;
  let first: number | null = null;
  while (load.acknowledgedCount < before + NOTES_AFTERWARDS) {
    if (first === null && load.acknowledgedCount > before) first = performance.now();
    if (performance.now() - begin > 60_000) throw new Error('No decision within 60 s.');
    await pause(10);
  }
  return ((first ?? performance.now()) - begin) / 1000;
}

async function check(url: string): Promise<string[]> {
  const db = createDatabase(url, { max: 1, disableQueryTimeout: true });
  try {
    return await findViolations(db);
  } finally {
    await db.destroy();
  }
}
