import { existsSync } from 'node:fs';
import path from 'node:path';
import { sql } from 'kysely';
import { BridgeStandIn, type StandInOptions } from '../test/support/bridge/bridge-stand-in.ts';
import { findFreePort, waitUntil } from '../test/support/connected-service.ts';
import { createTestDatabase, type TestDatabase } from '../test/support/test-database.ts';
import { addStaff } from './bench-data.ts';
import { type Build, selectDatabaseUrl } from './builds.ts';
import { type ServerProcess, startService } from './server-processes.ts';

/** A running service of a build with a database that its own bench has filled. */
export interface FilledBuild {
  service: ServerProcess;
  database: TestDatabase;
  /** How many awards it has. */
  size: number;
}

/** One whose service answers the jobs of a stand-in of a bridge. */
export interface ConnectedBuild extends FilledBuild {
  standIn: BridgeStandIn;
}

/** Where each build has the function that fills a database: 00a3b71 by other names. */
const fillers = [
  ['bench-data.ts', 'fillDatabase'],
  ['data.ts', 'fill'],
] as const;

/** Starts each build once, when the first figure needs it, and keeps it for the others. */
export class FilledBuilds {
  readonly #size: number;
  readonly #started = new Map<string, Promise<FilledBuild>>();
  readonly #connected = new Map<string, Promise<ConnectedBuild>>();
  readonly #resources = new AsyncDisposableStack();

  constructor(size: number) {
    this.#size = size;
  }

  get(build: Build): Promise<FilledBuild> {
    const started = this.#started.get(build.root) ?? this.#start(build);
    this.#started.set(build.root, started);
    return started;
  }

  async close(): Promise<void> {
    await this.#resources.disposeAsync();
  }

  async #start(build: Build): Promise<FilledBuild> {
    const { root } = build;
    const database = await createTestDatabase();
    const url = selectDatabaseUrl(build, database.url);
    this.#resources.defer(() => database.close());
    // The build makes its own layout.
    await sql`drop schema public cascade`.execute(database.db);
    await sql`create schema public`.execute(database.db);
    await (await startService(url, {}, root)).stop();
    await fillWithBuild(root, url, this.#size);
    await addStaff(url);
    const service = await startService(url, {}, root);
    this.#resources.defer(() => service.stop());
    return { service, database, size: this.#size };
  }

  /** A second service of a build, on the same database, that answers a stand-in of a bridge. */
  getConnected(build: Build): Promise<ConnectedBuild> {
    const started = this.#connected.get(build.root) ?? this.#connect(build);
    this.#connected.set(build.root, started);
    return started;
  }

  async #connect(build: Build): Promise<ConnectedBuild> {
    const filled = await this.get(build);
    const port = await findFreePort();
    const standIn = await BridgeStandIn.start(bridgeOptions(port));
    this.#resources.defer(async () => void (await standIn.stop()));
    const env = { PORT: String(port), OPENPORTAL_CONFIG: standIn.invite };
    const service = await startService(
      selectDatabaseUrl(build, filled.database.url),
      env,
      build.root,
    );
    this.#resources.defer(() => service.stop());
    await waitUntil(async () => (await standIn.getOfferings()).length > 0, 30);
    return { ...filled, service, standIn };
  }
}

async function fillWithBuild(root: string, url: string, size: number): Promise<void> {
  for (const [file, name] of fillers) {
    const module = path.join(root, 'bench', file);
    if (!existsSync(module)) continue;
    const exported = (await import(module)) as Record<string, unknown>;
    await (exported[name] as (url: string, size: number) => Promise<void>)(url, size);
    return;
  }
  throw new Error(`${root} has no bench that fills a database.`);
}

/** How benches start the stand-in for a service at this port: fast, and so that 00a3b71 reads it. */
export function bridgeOptions(port: number): StandInOptions {
  const signals = `http://127.0.0.1:${port}/api/openportal`;
  return {
    signalUrl: `${signals}/fetch_job/`,
    notificationUrl: `${signals}/fetch_notification/`,
    rate: 1_000_000_000,
    retryMs: 500,
    expiry: 600,
    inviteForm: 'flat',
    destinations: 'both',
  };
}
