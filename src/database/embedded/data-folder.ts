import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { StartError } from '../../errors/start-error.ts';
import type { OsAccount } from './os-account.ts';
import type { PostgresBinaries } from './postgres-binaries.ts';

export const postgresMajor = '18';
export const databaseUser = 'gatehouse';

/** The paths within a data folder. */
export interface DataFolder {
  /** PostgreSQL's own data directory. */
  postgres: string;
  /** Where its server has its Unix socket; only its account may enter. */
  sockets: string;
  passwordFile: string;
  logFile: string;
}

/**
 * Returns the data folder after creating the database cluster in it if there is none. Throws
 * StartError for a cluster of another major version, or if it cannot be created.
 */
export async function prepareDataFolder(
  dataDir: string,
  { initdb }: PostgresBinaries,
  account: OsAccount,
): Promise<DataFolder> {
  const folder = resolveDataFolder(dataDir);
  if (!existsSync(folder.postgres)) await initializeCluster(dataDir, folder, initdb, account);
  const version = readFileSync(path.join(folder.postgres, 'PG_VERSION'), 'utf8').trim();
  if (version !== postgresMajor) {
    throw new StartError(
      `${dataDir} contains data of PostgreSQL ${version}, but this Gatehouse includes ${postgresMajor}. ` +
        `Export it with the earlier Gatehouse, or run PostgreSQL ${version} and set DATABASE_URL.`,
    );
  }
  return folder;
}

/** Creates the folder. Throws StartError if that is not allowed. */
export function createDataDir(dataDir: string): void {
  try {
    mkdirSync(dataDir, { recursive: true });
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    throw new StartError(`The data folder ${dataDir} cannot be created (${code}).`);
  }
}

/** Turns a failure of the file system, such as a folder of another account, into a StartError. */
export function toDataFolderError(error: unknown, dataDir: string): unknown {
  const { code, syscall, path: place } = error as NodeJS.ErrnoException;
  if (code === undefined || syscall === undefined || place === undefined) return error;
  return new StartError(`The data folder ${dataDir} cannot be used (${code} at ${place}).`);
}

/** The paths within this data folder, whether they exist or not. */
export function resolveDataFolder(dataDir: string): DataFolder {
  const postgres = path.join(dataDir, 'postgres');
  return {
    postgres,
    sockets: path.join(dataDir, 'postgres-socket'),
    passwordFile: path.join(dataDir, 'postgres-password'),
    logFile: path.join(dataDir, 'postgres-log', 'postgres.log'),
  };
}

/** The password of the database user. Throws StartError if its file is missing. */
export function readPassword({ passwordFile }: DataFolder): string {
  try {
    return readFileSync(passwordFile, 'utf8').trim();
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const problem = code === 'ENOENT' ? 'is missing' : `cannot be read (${code})`;
    throw new StartError(`${passwordFile} ${problem}; the database cannot be opened without it.`);
  }
}

/**
 * Creates a cluster in a temporary folder and renames it, so that an interruption leaves no
 * incomplete cluster and only one of two concurrent processes succeeds.
 */
async function initializeCluster(
  dataDir: string,
  folder: DataFolder,
  initdb: string,
  account: OsAccount,
): Promise<void> {
  const draft = path.join(
    dataDir,
    `postgres-draft-${process.pid}-${randomBytes(4).toString('hex')}`,
  );
  mkdirSync(draft, { mode: 0o700 });
  account.changeOwner(draft);
  const password = readOrCreatePassword(folder);
  const passwordCopy = `${draft}-password`;
  writeFileSync(passwordCopy, `${password}\n`, { mode: 0o600 });
  account.changeOwner(passwordCopy);
  const args = [
    `--pgdata=${draft}`,
    `--username=${databaseUser}`,
    `--pwfile=${passwordCopy}`,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    '--locale=C',
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    '--no-instructions',
  ];
  try {
    const made = await account.run(initdb, args, { timeout: 120_000, cwd: '/' });
    if (made.code !== 0) {
      throw new StartError(
        `The database could not be created in ${dataDir}: ${made.output.slice(-500)}`,
      );
    }
    moveIntoPlace(draft, folder.postgres);
  } finally {
    rmSync(passwordCopy, { force: true });
    rmSync(draft, { recursive: true, force: true });
  }
}

function moveIntoPlace(draft: string, place: string): void {
  try {
    renameSync(draft, place);
  } catch (error) {
    // Another process was first; its cluster has the same password.
    if (!existsSync(path.join(place, 'PG_VERSION'))) throw error;
  }
}

/** Concurrent processes get the same password: that of the one that writes the file first. */
function readOrCreatePassword(folder: DataFolder): string {
  try {
    writeFileSync(folder.passwordFile, randomBytes(24).toString('base64url'), {
      mode: 0o600,
      flag: 'wx',
    });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
  return readPassword(folder);
}
