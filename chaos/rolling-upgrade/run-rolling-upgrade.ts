import { setTimeout as pause } from 'node:timers/promises';
import { type Kysely, sql } from 'kysely';
import type { Database } from '../../src/database/schema.ts';
import { findViolations } from '../../src/service/integrity-rules.ts';
import { BridgeStandIn } from '../../test/support/bridge/bridge-stand-in.ts';
import type { ApiAccess } from '../../test/support/call-api.ts';
import { findFreePorts } from '../../test/support/free-ports.ts';
import { projectRoot } from '../../test/support/gatehouse-process.ts';
import { NetworkLink } from '../../test/support/network-link.ts';
import { createTestDatabase } from '../../test/support/test-database.ts';
import { findLostNotes, listAwardPaths } from '../ha/note-load.ts';
import { LoadedService, type ServiceWork, subtractWork } from './loaded-service.ts';
import { AwardLoad, createTemplate, sendAward } from './upgrade-load.ts';

export interface UpgradeResult {
  /** Notes and approvals that were answered with success. */
  acknowledged: string[];
  /** What failed, a line each with how often. */
  failures: string[];
  /** What this build added to the layout of the other one. */
  migrations: string[];
  /** Of what was acknowledged. */
  lost: string[];
  violations: string[];
  /** Errors that the two services logged. */
  loggedErrors: string[];
  /** What each of them did after the migrations, the previous build first. */
  work: [ServiceWork, ServiceWork];
}

const token = 'token-of-the-upgrade-1234';
/** Awards for notes, half of them for each service. */
const AWARDS = 8;

/**
 * The service of `previousRoot` (a checkout with its packages) serves a database that it made, under
 * reads, decisions and jobs; this one starts beside it and migrates, and both go on for `seconds`, and
 * until each did some of everything. Needs the server of tests.
 */
export async function runRollingUpgrade(
  previousRoot: string,
  seconds: number,
): Promise<UpgradeResult> {
  const database = await createTestDatabase();
  const { db } = database;
  const opened: (() => Promise<unknown>)[] = [() => database.close()];
  try {
    // The database of tests has the layout of this build.
    await sql`drop schema public cascade`.execute(db);
    await sql`create schema public`.execute(db);
    const ports = await findFreePorts(2);
    // The bridge signals each of the services that run.
    const balancer = await NetworkLink.open(0, ports);
    opened.push(() => balancer.close());
    const signalUrl = `http://127.0.0.1:${balancer.port}/api/openportal/fetch_job/`;
    // The first builds read no other invite file than a flat one.
    const standIn = await BridgeStandIn.start({ signalUrl, retryMs: 500, inviteForm: 'flat' });
    opened.push(() => standIn.stop());
    const env = { DATABASE_URL: database.url, OPENPORTAL_CONFIG: standIn.invite };
    const services: ApiAccess[] = [];
    const start = async (name: string, root: string): Promise<LoadedService> => {
      const port = ports[services.length] as number;
      const service = await LoadedService.start(name, root, { port, token, env });
      opened.push(() => service.stop());
      services.push(service.access);
      return service;
    };

    const previous = await start('previous build', previousRoot);
    await createTemplate(previous.access);
    while ((await standIn.getOfferings()).length === 0) await pause(50);
    for (let number = 0; number < AWARDS; number++) {
      const answer = await sendAward(standIn, `note${number}`);
      if (answer !== 'award_pending') throw new Error(`Award ${number} was answered: ${answer}`);
    }
    const awards = await listAwardPaths(previous.access.url, token);
    const migrationsBefore = await listMigrations(db);
    previous.startLoad(awards.slice(0, AWARDS / 2));
    const awardLoad = new AwardLoad(standIn, services);
    opened.push(() => awardLoad.stop());
    await previous.waitForWork();

    const present = await start('this build', projectRoot);
    const before = [previous.work, present.work] as const;
    present.startLoad(awards.slice(AWARDS / 2));
    await pause(seconds * 1000);
    await Promise.all([previous.waitForWork(before[0]), present.waitForWork(before[1])]);
    const work: UpgradeResult['work'] = [
      subtractWork(previous.work, before[0]),
      subtractWork(present.work, before[1]),
    ];
    await awardLoad.stop();

    const result: UpgradeResult = {
      acknowledged: [...awardLoad.acknowledged],
      failures: describe('jobs', awardLoad.failures.counts),
      migrations: (await listMigrations(db)).filter((name) => !migrationsBefore.includes(name)),
      lost: await findLostApprovals(db, awardLoad.acknowledged),
      violations: [],
      loggedErrors: [],
      work,
    };
    for (const service of [previous, present]) {
      const { notes, readFailures } = await service.stopLoad();
      const query = async (text: string) =>
        (await sql.raw<{ note: string }>(text).execute(db)).rows;
      result.acknowledged.push(...notes.acknowledged);
      result.lost.push(...(await findLostNotes(query, notes.acknowledged)));
      result.failures.push(...describe(service.name, notes.failures));
      result.failures.push(...describe(service.name, readFailures));
      result.loggedErrors.push(...service.loggedErrors.map((it) => `${service.name}: ${it}`));
    }
    result.violations = await findViolations(db);
    return result;
  } finally {
    for (const close of opened.toReversed()) await close();
  }
}

function describe(whose: string, failures: ReadonlyMap<string, number>): string[] {
  return [...failures].map(([what, count]) => `${whose}: ${count} × ${what}`);
}

async function listMigrations(db: Kysely<Database>): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`
    select name from kysely_migration order by name`.execute(db);
  return rows.map(({ name }) => name);
}

/** Of these awards, those that are not approved. */
async function findLostApprovals(
  db: Kysely<Database>,
  names: readonly string[],
): Promise<string[]> {
  const { rows } = await sql<{ identifier: string }>`
    select identifier from managed_project where state = 'approved'`.execute(db);
  const approved = new Set(rows.map(({ identifier }) => identifier.split('.')[0]));
  return names.filter((name) => !approved.has(name));
}
