import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { StartError } from '../../errors/start-error.ts';
import type { OsAccount } from './os-account.ts';
import type { PostgresBinaries } from './postgres-binaries.ts';

export const postgresMajor = '18';
export const databaseUser = 'gatehouse';

/** Where things are in a data folder. */
export interface DataFolder {
  /** PostgreSQL's own data directory. */
  postgres: string;
  passwordFile: string;
  logFile: string;
}

/**
 * The data folder with a database cluster of the right version in it, made where there is none.
 * Throws StartError for one of another major version, or where it cannot be made.
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
      `${dataDir} holds data of PostgreSQL ${version}, this Gatehouse brings ${postgresMajor}. ` +
        `Export it with the Gatehouse that made it, or run PostgreSQL ${version} and set DATABASE_URL.`,
    );
  }
  return folder;
}

/** Makes the folder itself. Throws StartError where that is not allowed. */
export function createDataDir(dataDir: string): void {
  try {
    mkdirSync(dataDir, { recursive: true });
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    throw new StartError(`The data folder ${dataDir} cannot be made (${code}).`);
  }
}

export function resolveDataFolder(dataDir: string): DataFolder {
  const postgres = path.join(dataDir, 'postgres');
  return {
    postgres,
    passwordFile: path.join(dataDir, 'postgres-password'),
    logFile: path.join(dataDir, 'postgres-log', 'postgres.log'),
  };
}

export function readPassword({ passwordFile }: DataFolder): string {
  try {
    return readFileSync(passwordFile, 'utf8').trim();
  } catch {
    throw new StartError(`${passwordFile} is missing: without it the database cannot be opened.`);
  }
}

/**
 * Makes a cluster beside its place and moves it in, so that a kill in the middle leaves nothing
 * half-made, and of two processes at once one wins.
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
        `The database could not be made in ${dataDir}: ${made.output.slice(-500)}`,
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
    // Another process was quicker; its cluster is as good, and has the same password.
    if (!existsSync(path.join(place, 'PG_VERSION'))) throw error;
  }
}

/** One password for all who race to make the cluster: whoever writes the file first. */
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
