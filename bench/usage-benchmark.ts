/* How fast reports of use are answered from what is stored, and how much room that takes. */

import { type Kysely, sql } from 'kysely';
import { parseProjectIdentifier } from '../src/award/identifiers.ts';
import { createDatabase } from '../src/database/connection-pool.ts';
import type { Database } from '../src/database/schema.ts';
import { getUsageReport, getUsageReports } from '../src/openportal/report-queries.ts';
import { addDays, parseDateRange } from '../src/usage/date-range.ts';
import { createTestDatabase } from '../test/support/test-database.ts';
import { createFigure, type Figure, targetAtMost } from './figures.ts';
import { benchOffering, fillMachines, fillUsage } from './machine-data.ts';

const YEAR_DAYS = 365;
const PEOPLE = 20;
const ROUNDS = 5;

/** The figures of reports, for a number of projects with a year of figures. */
export async function measureUsageReports(projects: number): Promise<Figure[]> {
  const database = await createTestDatabase();
  const db = createDatabase(database.url);
  try {
    const options = { projects, people: PEOPLE * 5, members: PEOPLE };
    const count = await fillMachines(db, database.url, options);
    const rows = await fillUsage(db, YEAR_DAYS);
    const at = `at ${count.toLocaleString('en')} projects`;
    return [await measureYear(db, at), await measureDisk(db, rows, at), await measureWeek(db)];
  } finally {
    await db.destroy();
    await database.close();
  }
}

const createContext = (db: Kysely<Database>) => ({
  db,
  clock: () => new Date(),
  portal: 'brics',
  projectUrl: (uuid: string) => uuid,
});

const getToday = (): string => new Date().toISOString().slice(0, 10);

async function measureYear(db: Kysely<Database>, at: string): Promise<Figure> {
  const { identifier } = await db
    .selectFrom('managed_project')
    .select('identifier')
    .where('offering', '=', benchOffering)
    .where('state', '=', 'approved')
    .orderBy('id', 'desc')
    .executeTakeFirstOrThrow();
  const award = parseProjectIdentifier(identifier, 'identifier');
  const range = { from: addDays(getToday(), 1 - YEAR_DAYS), to: getToday() };
  const ms = await measureMedianMs(async () => {
    const result = await getUsageReport(createContext(db), award, benchOffering, range);
    if (!JSON.stringify(result).includes('worker-')) throw new Error('The report is empty.');
  });
  return createFigure(
    `get_usage_report of 365 days, 20 people, ${at}`,
    'ms',
    ms,
    null,
    targetAtMost(50),
  );
}

/** With indexes, by person and day. */
async function measureDisk(db: Kysely<Database>, rows: number, at: string): Promise<Figure> {
  const result = await sql<{ bytes: number }>`select pg_total_relation_size('usage_day')
    + pg_total_relation_size('usage_name') as bytes`.execute(db);
  const bytes = (result.rows[0]?.bytes ?? 0) / rows;
  return createFigure(`disk of a person's day, ${at}`, 'bytes', bytes, null, targetAtMost(100));
}

/** All awards of a portal on an offering, beside the same rows as JSON straight from PostgreSQL. */
async function measureWeek(db: Kysely<Database>): Promise<Figure> {
  const range = parseDateRange('this_week', getToday());
  const { rows } = await sql<{ count: number }>`select count(*) as count from managed_project
    where offering = ${benchOffering}`.execute(db);
  const floorMs = await measureMedianMs(() =>
    sql`select jsonb_agg(to_jsonb(usage_day))::text from usage_day
      join machine_project pair on pair.id = usage_day.machine_project_id
      join managed_project award on award.project_id = pair.project_id
      where award.offering = ${benchOffering} and day between ${range.from}::date and ${range.to}::date`.execute(
      db,
    ),
  );
  const ms = await measureMedianMs(() =>
    getUsageReports(createContext(db), 'ukri', benchOffering, range),
  );
  return createFigure(
    `get_usage_reports of ${rows[0]?.count} projects, this week`,
    'ms',
    ms,
    { what: 'floor', value: floorMs },
    targetAtMost(2),
  );
}

async function measureMedianMs(work: () => Promise<unknown>): Promise<number> {
  const times: number[] = [];
  await work();
  for (let round = 0; round < ROUNDS; round++) {
    const start = performance.now();
    await work();
    times.push(performance.now() - start);
  }
  return times.toSorted((one, other) => one - other)[Math.floor(ROUNDS / 2)] ?? 0;
}
