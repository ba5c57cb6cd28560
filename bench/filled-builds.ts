import { existsSync } from 'node:fs';
import path from 'node:path';
import { sql } from 'kysely';
import { createTestDatabase, type TestDatabase } from '../test/support/test-database.ts';
import type { Build } from './builds.ts';
import { type ServerProcess, startService } from './server-processes.ts';

/** A running service of a build with a database that its own bench has filled. */
export interface FilledBuild {
  service: ServerProcess;
  database: TestDatabase;
  /** How many awards it has. */
  size: number;
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

  async #start({ root }: Build): Promise<FilledBuild> {
    const database = await createTestDatabase();
    this.#resources.defer(() => database.close());
    // The build makes its own layout.
    await sql`drop schema public cascade`.execute(database.db);
    await sql`create schema public`.execute(database.db);
    await (await startService(database.url, {}, root)).stop();
    await fillWithBuild(root, database.url, this.#size);
    const service = await startService(database.url, {}, root);
    this.#resources.defer(() => service.stop());
    return { service, database, size: this.#size };
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
