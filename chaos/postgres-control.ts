import { readFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { withClient } from '../test/support/with-client.ts';

/** PostgreSQL without the network link between, and its processes. */
export class PostgresControl {
  readonly url: string;
  readonly #pidFile: string;

  constructor(url: string, dataDir: string) {
    this.url = url;
    this.#pidFile = path.join(dataDir, 'postgres', 'postmaster.pid');
  }

  /** SIGKILL of PostgreSQL's main process. */
  killPostmaster(): void {
    const pid = Number(readFileSync(this.#pidFile, 'utf8').split('\n')[0]);
    process.kill(pid, 'SIGKILL');
  }

  /** SIGKILL of a process that serves one connection; PostgreSQL then restarts all of them. */
  async killBackend(): Promise<void> {
    const [row] = await this.query<{ pid: number }>(
      `select pid from pg_stat_activity where application_name = 'gatehouse' limit 1`,
    );
    if (row !== undefined) process.kill(row.pid, 'SIGKILL');
  }

  /** Blocks every statement on the awards for `ms` milliseconds. */
  async lockAwards(ms: number): Promise<void> {
    await this.#withClient(async (client) => {
      await client.query('begin');
      await client.query('lock table managed_project in access exclusive mode');
      await pause(ms);
      await client.query('rollback');
    });
  }

  async query<Row extends pg.QueryResultRow>(sql: string, values: unknown[] = []): Promise<Row[]> {
    return this.#withClient(async (client) => (await client.query<Row>(sql, values)).rows);
  }

  #withClient<Result>(work: (client: pg.Client) => Promise<Result>): Promise<Result> {
    return withClient(
      {
        connectionString: this.url,
        application_name: 'chaos',
        connectionTimeoutMillis: 10_000,
      },
      work,
    );
  }
}

/** Keeps the write-ahead log far below the size of the disk. */
export async function limitWalSize(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(`alter system set max_wal_size = '128MB'`);
    await client.query(`alter system set min_wal_size = '32MB'`);
    await client.query('select pg_reload_conf()');
  } finally {
    await client.end();
  }
}
