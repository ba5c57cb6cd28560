import { setTimeout as pause } from 'node:timers/promises';
import { sql } from 'kysely';
import { findViolations } from '../../src/service/integrity-rules.ts';
import { findFreePorts } from '../../test/support/free-ports.ts';
import { GatehouseProcess, projectRoot } from '../../test/support/gatehouse-process.ts';
import { createTestDatabase } from '../../test/support/test-database.ts';
import { findLostNotes, listAwardPaths, NoteLoad } from '../ha/note-load.ts';

export interface UpgradeResult {
  acknowledged: string[];
  /** What failed, a line each with how often. */
  failures: string[];
  /** What this build added to the layout of the other one. */
  migrations: string[];
  lost: string[];
  violations: string[];
  /** Errors that the two services logged. */
  loggedErrors: string[];
}

const token = 'token-of-the-upgrade-1234';
/** Of each of the two services. */
const WORKERS = 2;
/** In the order of their start. */
const builds = ['the previous build', 'this build'] as const;

/**
 * The service of `previousRoot` (a checkout with its packages) serves a database that it made; this
 * one starts beside it, and both go on for `seconds`. Needs the server of tests.
 */
export async function runRollingUpgrade(
  previousRoot: string,
  seconds: number,
): Promise<UpgradeResult> {
  const database = await createTestDatabase();
  const { db } = database;
  const services: GatehouseProcess[] = [];
  try {
    // The database of tests has the layout of this build.
    await sql`drop schema public cascade`.execute(db);
    await sql`create schema public`.execute(db);
    const [oldPort = 0, newPort = 0] = await findFreePorts(2);
    const start = async (root: string, port: number, args: string[]): Promise<string> => {
      const env = {
        ...{ DATABASE_URL: database.url, PORT: String(port), GATEHOUSE_ADMIN_TOKEN: token },
        ...{ GATEHOUSE_TOKEN_REQUESTS_PER_MINUTE: '1000000', LOG_LEVEL: 'error' },
      };
      const service = new GatehouseProcess(['serve', ...args], env, undefined, root);
      services.push(service);
      return service.waitUntilReady();
    };
    const oldUrl = await start(previousRoot, oldPort, ['--demo']);
    const before = await listMigrations();
    const awards = await listAwardPaths(oldUrl, token);
    const half = Math.floor(awards.length / 2);
    const oldLoad = startLoad(0, oldUrl, awards.slice(0, half));
    await pause(2000);
    const newUrl = await start(projectRoot, newPort, []);
    const newLoad = startLoad(1, newUrl, awards.slice(half));
    await pause(seconds * 1000);
    const results = [await oldLoad.stop(), await newLoad.stop()];
    const acknowledged = results.flatMap((result) => result.acknowledged);
    const query = async (text: string) => (await sql.raw<{ note: string }>(text).execute(db)).rows;
    return {
      migrations: (await listMigrations()).filter((name) => !before.includes(name)),
      acknowledged,
      failures: results.flatMap(({ failures }, index) =>
        [...failures].map(([what, count]) => `${builds[index]}: ${count} × ${what}`),
      ),
      lost: await findLostNotes(query, acknowledged),
      violations: await findViolations(db),
      loggedErrors: services.flatMap(({ stdout }, index) =>
        readErrors(stdout).map((error) => `${builds[index]} logged: ${error}`),
      ),
    };
  } finally {
    await Promise.all(services.map((service) => service.stop('SIGKILL')));
    await database.close();
  }

  /** `index`: of the build, whose number the notes begin with. */
  function startLoad(index: number, url: string, awards: string[]): NoteLoad {
    return new NoteLoad(url, token, awards, { workers: WORKERS, name: `note ${index}` });
  }

  async function listMigrations(): Promise<string[]> {
    const { rows } = await sql<{ name: string }>`
      select name from kysely_migration order by name`.execute(db);
    return rows.map(({ name }) => name);
  }
}

/** The errors of a log: a JSON object on a line each, beside lines for people. */
function readErrors(log: string): string[] {
  const lines = log.split('\n').filter((line) => line.startsWith('{'));
  return lines.map((line) => {
    const { msg, err } = JSON.parse(line) as {
      msg: string;
      err?: { message: string; code?: string };
    };
    return [msg, err?.code, err?.message].filter((part) => part !== undefined).join(': ');
  });
}
