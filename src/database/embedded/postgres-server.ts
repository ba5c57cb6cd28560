/* Starts and stops the embedded PostgreSQL server of a data folder. */

import {
  chownSync,
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
} from 'node:fs';
import { createServer } from 'node:net';
import path from 'node:path';
import pg from 'pg';
import { StartError } from '../../errors/start-error.ts';
import { isSameFolder } from './same-folder.ts';
import { mayServe } from './server-process.ts';
import type { OsAccount } from './os-account.ts';
import type { PostgresBinaries } from './postgres-binaries.ts';
import { type DataFolder, readPassword, databaseUser } from './data-folder.ts';

const START_TIMEOUT_SECONDS = 60;
const STOP_TIMEOUT_SECONDS = 60;
const MAX_PORT_ATTEMPTS = 5;
/** macOS allows this length, Linux four bytes more. */
const MAX_SOCKET_PATH_BYTES = 103;

/**
 * Returns the connection URL of this folder's server: one that still runs is used, else one is
 * started, with a `requiredPort` at that port or not at all. Throws StartError with the end of the
 * server's log if it does not start.
 */
export async function ensureServerRunning(
  folder: DataFolder,
  binaries: PostgresBinaries,
  account: OsAccount,
  requiredPort: number | null,
): Promise<string> {
  const running = await findServer(folder);
  if (running) return running;
  // Other processes may still have its earlier port in their connection strings.
  const earlierPort = readPidFile(folder)?.port ?? null;
  createSocketFolder(folder);
  removeStalePidFile(folder);
  prepareLogFile(folder, account);
  for (let attempt = 1; ; attempt++) {
    const port = requiredPort ?? (attempt === 1 ? earlierPort : null) ?? (await findFreePort());
    const started = await account.run(binaries.pg_ctl, buildStartArguments(folder, port), {
      timeout: (START_TIMEOUT_SECONDS + 5) * 1000,
      cwd: '/',
    });
    // Another process may have started the server first.
    const found = await findServer(folder);
    if (found) return found;
    if (attempt === MAX_PORT_ATTEMPTS || requiredPort !== null) {
      throw new StartError(
        `The embedded PostgreSQL does not start: ${started.output.split('\n').at(-1)} ` +
          `The end of ${folder.logFile}: ${readLogTail(folder)}`,
      );
    }
  }
}

/** Stops this folder's server, with its fast shutdown: open transactions are rolled back. */
export async function stopServer(
  folder: DataFolder,
  binaries: PostgresBinaries,
  account: OsAccount,
): Promise<void> {
  const args = [
    'stop',
    '-D',
    folder.postgres,
    '-m',
    'fast',
    '-w',
    '-t',
    String(STOP_TIMEOUT_SECONDS),
  ];
  await account.run(binaries.pg_ctl, args, {
    timeout: (STOP_TIMEOUT_SECONDS + 5) * 1000,
    cwd: '/',
  });
}

/** The connection URL of a running server of exactly this folder; null if there is none. */
async function findServer(folder: DataFolder): Promise<string | null> {
  // A server that is starting or stopping does not answer yet or any more.
  for (let attempt = 0; attempt < 50; attempt++) {
    const entry = readPidFile(folder);
    if (entry === null || !mayServe(folder, entry.pid)) return null;
    const dataDirectory = await readDataDirectory(buildConnectionUrl(folder, entry));
    if (dataDirectory !== null) {
      if (!isSameFolder(dataDirectory, folder.postgres)) return null;
      // The line of the socket is written after that of the port, and before the server answers.
      return buildConnectionUrl(folder, readPidFile(folder) ?? entry);
    }
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  return null;
}

/**
 * Through the Unix socket if the server has one: each side then spends about a third less processor
 * time on a short statement than over TCP.
 */
function buildConnectionUrl(folder: DataFolder, { port, socketFolder }: PidEntry): string {
  const url = new URL(
    `postgres://${databaseUser}:${readPassword(folder)}@127.0.0.1:${port}/postgres`,
  );
  if (socketFolder !== '') url.searchParams.set('host', socketFolder);
  return url.href;
}

/**
 * The folder of the server's socket. Empty where PostgreSQL cannot have one, as its path is too long or
 * would need quotes: then it listens on TCP only.
 */
function selectSocketFolder({ sockets }: DataFolder): string {
  const socketFolder = path.resolve(sockets);
  const longest = path.join(socketFolder, '.s.PGSQL.65535');
  const isUsable = /^[\w./+-]+$/.test(longest) && longest.length <= MAX_SOCKET_PATH_BYTES;
  return isUsable ? socketFolder : '';
}

async function readDataDirectory(connectionString: string): Promise<string | null> {
  const client = new pg.Client({ connectionString, connectionTimeoutMillis: 5000 });
  client.on('error', () => undefined);
  try {
    await client.connect();
    const { rows } = await client.query(`select current_setting('data_directory') as folder`);
    return rows[0].folder;
  } catch {
    return null;
  } finally {
    await client.end().catch(() => undefined);
  }
}

function buildStartArguments(folder: DataFolder, port: number): string[] {
  const settings = {
    port: String(port),
    listen_addresses: '127.0.0.1',
    unix_socket_directories: selectSocketFolder(folder),
    unix_socket_permissions: '0700',
    max_connections: '200',
    shared_buffers: '128MB',
    password_encryption: 'scram-sha-256',
    timezone: 'UTC',
    log_timezone: 'UTC',
    logging_collector: 'off',
    // Parameters contain personal data, which must not be logged.
    log_parameter_max_length_on_error: '0',
    log_min_error_statement: 'panic',
  };
  const options = Object.entries(settings).map(([name, value]) => `-c ${name}='${value}'`);
  return [
    'start',
    '-D',
    folder.postgres,
    '-l',
    folder.logFile,
    '-w',
    '-t',
    String(START_TIMEOUT_SECONDS),
    '-o',
    options.join(' '),
  ];
}

/** For the account of the cluster: a command of root must not lock a service of another account out. */
function createSocketFolder({ sockets, postgres }: DataFolder): void {
  mkdirSync(sockets, { recursive: true, mode: 0o700 });
  if (process.getuid?.() !== 0) return;
  const { uid, gid } = statSync(postgres);
  chownSync(sockets, uid, gid);
}

function prepareLogFile({ logFile }: DataFolder, account: OsAccount): void {
  mkdirSync(path.dirname(logFile), { recursive: true, mode: 0o700 });
  account.changeOwner(path.dirname(logFile));
  closeSync(openSync(logFile, 'a', 0o600));
  account.changeOwner(logFile);
}

function readLogTail({ logFile }: DataFolder): string {
  const lines = existsSync(logFile) ? readFileSync(logFile, 'utf8').trim().split('\n') : [];
  return lines.slice(-3).join(' | ');
}

interface PidEntry {
  pid: number;
  port: number;
  /** Empty if the server listens on TCP only. */
  socketFolder: string;
}

/** Reads postmaster.pid: the process ID on its first line, port and socket on its fourth and fifth. */
function readPidFile(folder: DataFolder): PidEntry | null {
  try {
    const lines = readFileSync(path.join(folder.postgres, 'postmaster.pid'), 'utf8').split('\n');
    const [pid, port] = [Number(lines[0]), Number(lines[3])];
    return pid > 0 && port > 0 ? { pid, port, socketFolder: lines[4] ?? '' } : null;
  } catch {
    return null;
  }
}

/**
 * PostgreSQL removes a stale file itself, unless its process ID now belongs to another program of
 * the same account. Only we check what program that is.
 */
function removeStalePidFile(folder: DataFolder): void {
  const entry = readPidFile(folder);
  if (entry !== null && !mayServe(folder, entry.pid)) {
    rmSync(path.join(folder.postgres, 'postmaster.pid'), { force: true });
  }
  removeStaleSocketLocks(folder);
}

/** The same for the lock files beside the socket, which name the process ID too. */
function removeStaleSocketLocks(folder: DataFolder): void {
  for (const name of readdirSync(folder.sockets).filter((it) => it.endsWith('.lock'))) {
    const file = path.join(folder.sockets, name);
    const pid = Number(readFileSync(file, 'utf8').split('\n')[0]);
    if (pid > 0 && !mayServe(folder, pid)) rmSync(file, { force: true });
  }
}

function findFreePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.on('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}
