import pg from 'pg';
import { StartError } from '../../errors/start-error.ts';
import { selectOsAccount } from './os-account.ts';
import { findBinaries, getPackageDirectory } from './postgres-binaries.ts';
import { createDataDir, prepareDataFolder, toDataFolderError } from './data-folder.ts';
import { ensureServerRunning, stopServer } from './postgres-server.ts';

/** PostgreSQL in a data folder, shared by every Gatehouse process that uses the folder. */
export interface EmbeddedDatabase {
  connectionString: string;
  /** Throws StartError if another service uses this data folder. */
  claimService(): Promise<void>;
  /** Ends our use of the server; the last process to do so stops it. */
  release(): Promise<void>;
}

// Advisory locks: every process that uses the server shares the first, the service holds the second.
const usersLock = 4_715_001;
const serviceLock = 4_715_002;
const databaseName = 'gatehouse';

/**
 * Opens the embedded PostgreSQL in `dataDir`, starting its server if none runs.
 * `say` is called with lines for the operator. Throws StartError if that fails.
 */
export async function openEmbeddedDatabase(options: EmbeddedOptions): Promise<EmbeddedDatabase> {
  try {
    return await joinServer(options);
  } catch (error) {
    throw toDataFolderError(error, options.dataDir);
  }
}

interface EmbeddedOptions {
  dataDir: string;
  say: (line: string) => void;
}

async function joinServer({ dataDir, say }: EmbeddedOptions): Promise<EmbeddedDatabase> {
  const binaries = await findBinaries();
  createDataDir(dataDir);
  const account = await selectOsAccount([getPackageDirectory(binaries), dataDir], say);
  const folder = await prepareDataFolder(dataDir, binaries, account);
  let port: number | null = null;
  const join = async (): Promise<{ session: pg.Client; address: URL }> => {
    const address = new URL(await ensureServerRunning(folder, binaries, account, port));
    port = Number(address.port);
    return { session: await openUserSession(address.href), address };
  };
  let { session, address } = await join().catch(async (error) => {
    if (error instanceof StartError) throw error;
    // The last other process was just stopping the server: start it again.
    await new Promise((resolve) => setTimeout(resolve, 500));
    return join();
  });
  await ensureDatabase(session);
  let serves = false;
  let released = false;

  const rejoin = async (): Promise<void> => {
    while (!released) {
      await new Promise((resolve) => setTimeout(resolve, 1000));
      try {
        ({ session, address } = await join());
        if (serves) await tryLock(session, serviceLock);
        watch();
        say('The connection to the embedded PostgreSQL is back.');
        return;
      } catch {
        // Reported once, in watch(); repeat until the server is back or this is released.
      }
    }
  };
  const watch = (): void => {
    session.once('end', () => {
      if (released) return;
      say('The connection to the embedded PostgreSQL was lost; reconnecting.');
      void rejoin();
    });
  };
  watch();

  const url = new URL(address);
  url.pathname = `/${databaseName}`;
  return {
    connectionString: url.href,
    async claimService() {
      if (!(await tryLock(session, serviceLock))) {
        throw new StartError(`Another Gatehouse already serves the data folder ${dataDir}.`);
      }
      serves = true;
    },
    async release() {
      released = true;
      const last = await isLastUser(session);
      if (last) await stopServer(folder, binaries, account);
      await session.end().catch(() => undefined);
    },
  };
}

/** Opens the session whose lock shows other processes that we use the server. */
async function openUserSession(connectionString: string): Promise<pg.Client> {
  const session = new pg.Client({
    connectionString,
    connectionTimeoutMillis: 10_000,
    application_name: 'gatehouse (keeps the server)',
    keepAlive: true,
  });
  // 'end' follows and is handled.
  session.on('error', () => undefined);
  await session.connect();
  await session.query(`select pg_advisory_lock_shared(${usersLock})`);
  return session;
}

async function isLastUser(session: pg.Client): Promise<boolean> {
  try {
    await session.query(`select pg_advisory_unlock_shared(${usersLock})`);
    return await tryLock(session, usersLock);
  } catch {
    return false;
  }
}

async function tryLock(session: pg.Client, lock: number): Promise<boolean> {
  const { rows } = await session.query(`select pg_try_advisory_lock(${lock}) as got`);
  return rows[0].got;
}

async function ensureDatabase(session: pg.Client): Promise<void> {
  const found = `select from pg_database where datname = '${databaseName}'`;
  if ((await session.query(found)).rows.length > 0) return;
  try {
    await session.query(`create database ${databaseName}`);
  } catch (error) {
    // Another process may have created it at the same time.
    if ((await session.query(found)).rows.length === 0) throw error;
  }
}
