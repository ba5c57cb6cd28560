import { type Kysely, sql, type Transaction } from 'kysely';
import type { Day } from '../award/dates.ts';
import { isSameJson } from '../award/json-value.ts';
import type { Database } from '../database/schema.ts';
import type { DateRange } from './date-range.ts';
import { toDailyUsage, toUsageDayRow, type UsageDayRow } from './usage-day-rows.ts';
import { type DailyUsage, shouldReplaceDay } from './usage-figures.ts';

/** The use of several projects on resources in a range of days, by `machine_project.id`. */
export async function loadUsage(
  db: Kysely<Database>,
  machineProjectIds: readonly number[],
  { from, to }: DateRange,
): Promise<Map<number, Map<Day, DailyUsage>>> {
  const usage = new Map(machineProjectIds.map((id) => [id, new Map<Day, DailyUsage>()]));
  if (machineProjectIds.length === 0) return usage;
  // As text, arrays cost PostgreSQL less than JSON, and us less than pg's parser of arrays.
  const { rows } = await sql<StoredDay>`
    select machine_project_id, day, is_complete, components, total_jobs, total_wait_seconds, extra,
      name_ids::text, seconds::text, jobs::text, wait_seconds::text
    from usage_day
    where machine_project_id = any(${[...machineProjectIds]}::bigint[])
      and day between ${from}::date and ${to}::date`.execute(db);
  const nameIds = rows.map(({ name_ids }) => parseNumbers(name_ids));
  const names = await loadNames(db, new Set(nameIds.flat()));
  for (const [index, { name_ids: _, seconds, jobs, wait_seconds, ...row }] of rows.entries()) {
    const day = toDailyUsage({
      ...row,
      names: (nameIds[index] ?? []).map((id) => names.get(id) ?? ''),
      seconds: parseNumbers(seconds),
      jobs: parseNumbers(jobs),
      wait_seconds: parseNumbers(wait_seconds),
    });
    usage.get(row.machine_project_id)?.set(row.day, day);
  }
  return usage;
}

/** Arrays as PostgreSQL writes them, such as `{1,2}`. */
type StoredDay = Omit<UsageDayRow, 'names' | 'seconds' | 'jobs' | 'wait_seconds'> &
  Record<'name_ids' | 'seconds' | 'jobs' | 'wait_seconds', string>;

function parseNumbers(array: string): number[] {
  return JSON.parse(`[${array.slice(1, -1)}]`) as number[];
}

/** The local names with these numbers: each once, as most days have the same people. */
async function loadNames(
  db: Kysely<Database>,
  ids: ReadonlySet<number>,
): Promise<Map<number, string>> {
  if (ids.size === 0) return new Map();
  const { rows } = await sql<{ id: number; local_name: string }>`
    select id, local_name from usage_name where id = any(${[...ids]}::integer[])`.execute(db);
  return new Map(rows.map(({ id, local_name }) => [id, local_name]));
}

/** Days of a range that are stored as complete. */
export async function loadCompleteDays(
  db: Kysely<Database>,
  machineProjectId: number,
  { from, to }: DateRange,
): Promise<Set<Day>> {
  const rows = await db
    .selectFrom('usage_day')
    .select('day')
    .where('machine_project_id', '=', machineProjectId)
    .where('day', '>=', from)
    .where('day', '<=', to)
    .where('is_complete', '=', true)
    .execute();
  return new Set(rows.map(({ day }) => day));
}

/**
 * Stores the days of a report that change anything, each as a whole (docs/rules/machines.md, M5.1).
 * Returns which. The caller holds the row of usage_collection, so nobody else writes these days.
 */
export async function storeUsage(
  trx: Transaction<Database>,
  pair: { machineProjectId: number; resourceId: number },
  days: ReadonlyMap<Day, DailyUsage>,
): Promise<Day[]> {
  const stored = await loadStored(trx, pair.machineProjectId, [...days.keys()]);
  const changed = [...days].filter(([day, received]) => {
    const present = stored.get(day);
    return shouldReplaceDay(present, received) && !isSameDay(day, present, received);
  });
  if (changed.length === 0) return [];
  const rows = changed.map(([day, usage]) => toUsageDayRow(day, usage));
  const names = [...new Set(rows.flatMap((row) => row.names))];
  await sql`insert into usage_name (resource_id, local_name)
    select ${pair.resourceId}, name from unnest(${names}::text[]) as name order by name
    on conflict on constraint usage_name_unique do nothing`.execute(trx);
  await upsertDays(trx, pair, JSON.stringify(rows));
  await updateUsedSeconds(trx, pair.machineProjectId);
  return changed.map(([day]) => day);
}

/** Sums all stored days anew, so that the sum cannot drift from them. */
async function updateUsedSeconds(
  trx: Transaction<Database>,
  machineProjectId: number,
): Promise<void> {
  await sql`update usage_collection set used_seconds = (
      select coalesce(sum(part), 0) from usage_day, unnest(usage_day.seconds) as part
      where usage_day.machine_project_id = ${machineProjectId})
    where machine_project_id = ${machineProjectId}`.execute(trx);
}

async function loadStored(
  trx: Transaction<Database>,
  machineProjectId: number,
  days: Day[],
): Promise<Map<Day, DailyUsage>> {
  const [from, to] = [days.at(0), days.at(-1)].sort();
  if (from === undefined || to === undefined) return new Map();
  const usage = await loadUsage(trx, [machineProjectId], { from, to });
  return usage.get(machineProjectId) ?? new Map();
}

function isSameDay(day: Day, one: DailyUsage | undefined, other: DailyUsage): boolean {
  return one !== undefined && isSameJson(toUsageDayRow(day, one), toUsageDayRow(day, other));
}

/**
 * Stores days in the place of those that are there, of several projects on resources. The caller holds
 * their rows of usage_collection since before it loaded the days.
 */
export async function updateUsageDays(
  trx: Transaction<Database>,
  days: readonly (readonly [machineProjectId: number, day: Day, usage: DailyUsage])[],
): Promise<void> {
  const rows = days.map(([id, day, usage]) => ({ pair: id, ...toUsageDayRow(day, usage) }));
  const json = JSON.stringify(rows);
  const received = sql`jsonb_to_recordset(${json}::jsonb) as row (pair bigint, day date, names text[],
    seconds bigint[], jobs integer[], wait_seconds bigint[], components jsonb, extra jsonb)`;
  await sql`insert into usage_name (resource_id, local_name)
    select distinct machine.resource_id, name from ${received}
    join machine_project machine on machine.id = row.pair, unnest(row.names) as name order by 1, 2
    on conflict on constraint usage_name_unique do nothing`.execute(trx);
  await sql`update usage_day set seconds = row.seconds, jobs = row.jobs,
      wait_seconds = row.wait_seconds, components = row.components, extra = row.extra,
      name_ids = array(select usage_name.id from unnest(row.names) with ordinality as part (name, place)
        join usage_name on usage_name.resource_id = machine.resource_id
          and usage_name.local_name = part.name order by part.place)
    from ${received} join machine_project machine on machine.id = row.pair
    where usage_day.machine_project_id = row.pair and usage_day.day = row.day`.execute(trx);
}

async function upsertDays(
  trx: Transaction<Database>,
  { machineProjectId, resourceId }: { machineProjectId: number; resourceId: number },
  rows: string,
): Promise<void> {
  await sql`
    insert into usage_day (machine_project_id, day, is_complete, name_ids, seconds, jobs, wait_seconds,
      components, total_jobs, total_wait_seconds, extra)
    select ${machineProjectId}, row.day, row.is_complete,
      array(select usage_name.id from unnest(row.names) with ordinality as part (name, place)
        join usage_name on usage_name.resource_id = ${resourceId}
          and usage_name.local_name = part.name order by part.place),
      row.seconds, row.jobs, row.wait_seconds, row.components, row.total_jobs,
      row.total_wait_seconds, row.extra
    from jsonb_to_recordset(${rows}::jsonb) as row (day date, is_complete boolean, names text[],
      seconds bigint[], jobs integer[], wait_seconds bigint[], components jsonb, total_jobs integer,
      total_wait_seconds bigint, extra jsonb)
    on conflict (machine_project_id, day) do update set is_complete = excluded.is_complete,
      name_ids = excluded.name_ids, seconds = excluded.seconds, jobs = excluded.jobs,
      wait_seconds = excluded.wait_seconds, components = excluded.components,
      total_jobs = excluded.total_jobs, total_wait_seconds = excluded.total_wait_seconds,
      extra = excluded.extra`.execute(trx);
}
