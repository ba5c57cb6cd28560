import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { connect } from 'node:net';
import { findProgram } from './find-program.ts';
import { findFreePorts } from './free-ports.ts';
import { toTcpUrl } from './tcp-url.ts';

/** The path of PgBouncer, or null on a machine without it (Debian: `apt-get install pgbouncer`). */
export const pgbouncerProgram = findProgram('pgbouncer');

/** A real PgBouncer in transaction mode, in front of one database. */
export class PgBouncer {
  /** The URL of the database through PgBouncer. */
  readonly url: string;
  readonly #child: ChildProcess;
  readonly #folder: string;

  private constructor(url: string, child: ChildProcess, folder: string) {
    this.url = url;
    this.#child = child;
    this.#folder = folder;
  }

  /** `more`: lines of its configuration beside the default ones. */
  static async start(databaseUrl: string, more: readonly string[] = []): Promise<PgBouncer> {
    const [port = 0] = await findFreePorts(1);
    const folder = mkdtempSync(path.join(tmpdir(), 'gatehouse-pgbouncer-'));
    chmodSync(folder, 0o755);
    const file = path.join(folder, 'pgbouncer.ini');
    writeFileSync(file, buildConfiguration(toTcpUrl(databaseUrl), port, more));
    chmodSync(file, 0o644);
    // It refuses to run as root.
    const user = process.getuid?.() === 0 ? { uid: 65534, gid: 65534 } : {};
    const child = spawn(pgbouncerProgram as string, ['-q', file], { stdio: 'ignore', ...user });
    await waitForPort(port, child);
    const url = toTcpUrl(databaseUrl);
    url.port = String(port);
    return new PgBouncer(url.href, child, folder);
  }

  async stop(): Promise<void> {
    this.#child.kill('SIGKILL');
    if (this.#child.exitCode === null && this.#child.signalCode === null) {
      await once(this.#child, 'exit');
    }
    rmSync(this.#folder, { recursive: true, force: true });
  }
}

function buildConfiguration(target: URL, port: number, more: readonly string[]): string {
  const { hostname, username, password } = target;
  const server = `host=${hostname} port=${target.port} user=${username} password=${decodeURIComponent(password)}`;
  return [
    '[databases]',
    `* = ${server}`,
    '[pgbouncer]',
    'listen_addr = 127.0.0.1',
    `listen_port = ${port}`,
    'unix_socket_dir =',
    'auth_type = any',
    'pool_mode = transaction',
    ...more,
    '',
  ].join('\n');
}

/** Waits until something listens; throws if the program ends before. */
export async function waitForPort(port: number, child: ChildProcess): Promise<void> {
  for (;;) {
    if (child.exitCode !== null) throw new Error(`It ended with code ${child.exitCode}.`);
    const isOpen = await new Promise<boolean>((resolve) => {
      const socket = connect(port, '127.0.0.1');
      socket.once('connect', () => resolve(true)).once('error', () => resolve(false));
      socket.once('connect', () => socket.destroy());
    });
    if (isOpen) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
