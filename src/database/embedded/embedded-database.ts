import pg from 'pg';
import { StartError } from '../../errors/start-error.ts';
import { selectOsAccount } from './os-account.ts';
import { findBinaries, getPackageDirectory } from './postgres-binaries.ts';
import { createDataDir, prepareDataFolder } from './data-folder.ts';
import { ensureServerRunning, stopServer } from './postgres-server.ts';

/** PostgreSQL in a folder of ours, shared by every Gatehouse process that works on it. */
export interface EmbeddedDatabase {
  connectionString: string;
  /** Throws StartError where another service has this data folder already. */
  claimService(): Promise<void>;
  /** Ends our use of the server; the last one out stops it. */
  release(): Promise<void>;
}

// Advisory locks: who uses the server shares the first, the one service holds the second.
const usersLock = 4_715_001;
const serviceLock = 4_715_002;
const databaseName = 'gatehouse';

/**
 * Opens the embedded PostgreSQL in `dataDir`, starting its server where none runs.
 * `say` gets lines for the operator. Throws StartError where it cannot be had.
 */
export async function openEmbeddedDatabase({
  dataDir,
  say,
}: {
  dataDir: string;
  say: (line: string) => void;
}): Promise<EmbeddedDatabase> {
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
    // The last of the others was just leaving and took the server with it: start it again.
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
        // Said once, below; tried again until it is back or we are asked to stop.
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
        throw new StartError(`Another Gatehouse is serving the data folder ${dataDir} already.`);
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

/** A session of our own that shows the others that we use the server. */
async function openUserSession(connectionString: string): Promise<pg.Client> {
  const session = new pg.Client({
    connectionString,
    connectionTimeoutMillis: 10_000,
    application_name: 'gatehouse (keeps the server)',
    keepAlive: true,
  });
  // Reported by 'end' too, which decides what to do.
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
    // Made by another process at the same time.
    if ((await session.query(found)).rows.length === 0) throw error;
  }
}
