import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type pg from 'pg';
import { type OsAccount, selectOsAccount } from '../../src/database/embedded/os-account.ts';
import {
  findBinaries,
  getPackageDirectory,
  type PostgresBinaries,
} from '../../src/database/embedded/postgres-binaries.ts';
import { runProgram } from '../../src/database/embedded/run-program.ts';
import { findFreePorts } from './free-ports.ts';
import { withClient } from './with-client.ts';

const TIMEOUT_MS = 60_000;

/** A real PostgreSQL server in a folder of a test, of which another one may be a standby. */
export class PostgresNode {
  readonly port: number;
  readonly #folder: string;
  readonly #binaries: PostgresBinaries;
  readonly #account: OsAccount;
  readonly #password: string | undefined;

  private constructor(
    folder: string,
    port: number,
    tools: { binaries: PostgresBinaries; account: OsAccount; password?: string | undefined },
  ) {
    this.#folder = folder;
    this.port = port;
    this.#binaries = tools.binaries;
    this.#account = tools.account;
    this.#password = tools.password;
  }

  /**
   * Creates and starts a server in a new folder below `parent`, which its account can enter.
   * `programs`: those of another version of PostgreSQL than the embedded one. `password`: of its
   * superuser, who needs none by default.
   */
  static async create(
    parent: string,
    { programs, password }: { programs?: PostgresBinaries; password?: string } = {},
  ): Promise<PostgresNode> {
    const binaries = programs ?? (await findBinaries());
    const account = await selectOsAccount([getPackageDirectory(binaries)], () => undefined);
    account.changeOwner(parent);
    const [port = 0] = await findFreePorts(1);
    const folder = path.join(parent, `server-${port}`);
    const node = new PostgresNode(folder, port, { binaries, account, password });
    const passwordFile = path.join(parent, 'password');
    if (password !== undefined) {
      writeFileSync(passwordFile, password, { mode: 0o600 });
      account.changeOwner(passwordFile);
    }
    await node.#run(binaries.initdb, [
      ...['-D', folder, '-U', 'gatehouse', '--encoding=UTF8', '--no-sync'],
      ...(password === undefined
        ? ['--auth=trust']
        : ['--auth=scram-sha-256', `--pwfile=${passwordFile}`]),
      ...(await selectLocale(binaries)),
    ]);
    await node.start();
    return node;
  }

  /**
   * Copies this server while it runs and starts the copy as its standby, which receives changes from
   * `sourcePort`: of this server, or of a link to it. npm's PostgreSQL has no pg_basebackup.
   */
  async createStandby(name: string, sourcePort = this.port): Promise<PostgresNode> {
    const [port = 0] = await findFreePorts(1);
    const folder = path.join(path.dirname(this.#folder), `server-${port}`);
    const tools = { binaries: this.#binaries, account: this.#account };
    const standby = new PostgresNode(folder, port, tools);
    // The backup lasts as long as its session.
    const label = await this.#withClient(async (client) => {
      await client.query('select pg_backup_start($1, true)', [name]);
      await this.#run('cp', ['-R', '-p', this.#folder, folder]);
      const { rows } = await client.query<{ labelfile: string }>(
        'select labelfile from pg_backup_stop(false)',
      );
      return rows[0]?.labelfile ?? '';
    });
    const source = `host=127.0.0.1 port=${sourcePort} user=gatehouse application_name=${name}`;
    standby.#write('backup_label', label);
    standby.#write('standby.signal', '');
    standby.#write('postgresql.auto.conf', `primary_conninfo = '${source}'\n`);
    await this.#run('rm', ['-f', path.join(folder, 'postmaster.pid')]);
    await standby.start();
    return standby;
  }

  get host(): string {
    return `127.0.0.1:${this.port}`;
  }

  get url(): string {
    const password = this.#password === undefined ? '' : `:${this.#password}`;
    return `postgres://gatehouse${password}@${this.host}/postgres`;
  }

  async start(): Promise<void> {
    const settings = {
      ...{ port: this.port, listen_addresses: '127.0.0.1', unix_socket_directories: '' },
      ...{ wal_keep_size: '256MB', max_connections: 150, fsync: 'off' },
    };
    const options = Object.entries(settings).map(([name, value]) => `-c ${name}='${value}'`);
    const log = path.join(this.#folder, 'log.txt');
    await this.#run(this.#binaries.pg_ctl, [
      ...['start', '-w', '-D', this.#folder, '-l', log, '-o', options.join(' ')],
    ]);
  }

  /** SIGKILL of the server's main process; its other processes end by themselves. */
  async kill(): Promise<void> {
    const pid = Number(
      readFileSync(path.join(this.#folder, 'postmaster.pid'), 'utf8').split('\n')[0],
    );
    process.kill(pid, 'SIGKILL');
  }

  async stop(): Promise<void> {
    const args = ['stop', '-w', '-m', 'immediate', '-D', this.#folder];
    await this.#account.run(this.#binaries.pg_ctl, args, { timeout: TIMEOUT_MS, cwd: '/' });
  }

  /** Makes a standby the primary. */
  async promote(): Promise<void> {
    await this.query('select pg_promote(true, 60)');
  }

  async query<Row extends pg.QueryResultRow>(text: string): Promise<Row[]> {
    return this.#withClient(async (client) => (await client.query<Row>(text)).rows);
  }

  /** Waits until the query gives `t` in its first column. */
  async waitFor(text: string): Promise<void> {
    for (let tries = 0; tries < 600; tries++) {
      const [row] = await this.query<{ reached: boolean }>(`select (${text}) as reached`);
      if (row?.reached) return;
      await pause(50);
    }
    throw new Error(`Never true: ${text}`);
  }

  #withClient<Result>(work: (client: pg.Client) => Promise<Result>): Promise<Result> {
    return withClient({ connectionString: this.url }, work);
  }

  #write(name: string, text: string): void {
    const file = path.join(this.#folder, name);
    writeFileSync(file, text, { mode: 0o600 });
    this.#account.changeOwner(file);
  }

  async #run(program: string, args: string[]): Promise<void> {
    const options = { timeout: TIMEOUT_MS, cwd: '/' };
    const { code, output } = await this.#account.run(program, args, options);
    if (code !== 0) throw new Error(`${program} ended with ${code}: ${output}`);
  }
}

/** The order of code points: of the C library before PostgreSQL 17, which has its own. */
async function selectLocale({ initdb }: PostgresBinaries): Promise<string[]> {
  const { output } = await runProgram(initdb, ['--version'], { timeout: TIMEOUT_MS });
  const major = Number(/\(PostgreSQL\) (\d+)/.exec(output)?.[1]);
  if (major < 17) return ['--locale=C.UTF-8'];
  return ['--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'];
}
