import { type Kysely, type SqlBool, sql, type Transaction } from 'kysely';
import type { Day } from '../award/dates.ts';
import { isProjectUnderLegalHoldSql, lockLegalHolds } from '../database/legal-hold-sql.ts';
import type { Database } from '../database/schema.ts';
import { runInTransaction } from '../database/transaction.ts';
import { removePeople } from './rename-users.ts';
import { type DailyUsage, UNKNOWN_USER } from './usage-figures.ts';
import { loadUsage, updateUsageDays } from './usage-store.ts';

/** Days of projects that one run looks at: it goes through all of them bit by bit. */
const MAX_DAYS = 1000;

/** A day of a project on a resource, in the order of the primary key. */
export interface UsagePlace {
  machineProjectId: number;
  day: Day;
}

/** Which days a run looks at: the next after `after` (null: from the beginning), before the day `before`. */
interface NextDays {
  before: Day;
  after: UsagePlace | null;
}

const isForgettableSql = sql<SqlBool>`not exists (select from machine_project pair
  where pair.id = page.machine_project_id and ${isProjectUnderLegalHoldSql('pair.project_id')})`;

/**
 * Takes the people out of the next figures of use: what they used counts as that of `unknown`, so that
 * sums stay. Projects of awards under legal hold keep theirs. Returns where the next run goes on; null,
 * the beginning, after the last day.
 */
export function forgetUsagePeople(
  db: Kysely<Database>,
  next: NextDays,
): Promise<UsagePlace | null> {
  return runInTransaction(db, async (trx) => {
    await lockLegalHolds(trx);
    const [machineProjectId, day] = toKey(next.after);
    const { rows } = await sql<{ id: number; day: Day; has_people: boolean }>`
      select machine_project_id as id, day, ${isForgettableSql}
        and exists (select from usage_name name
          where name.id = any(name_ids) and name.local_name <> ${UNKNOWN_USER}) as has_people
      from (select machine_project_id, day, name_ids from usage_day
        where (machine_project_id, day) > (${machineProjectId}, ${day}::date)
          and day < ${next.before}::date
        order by machine_project_id, day limit ${MAX_DAYS}) page
      order by machine_project_id, day`.execute(trx);
    const named = rows.filter(({ has_people }) => has_people);
    if (named.length > 0) await forgetDays(trx, named);
    return findNextPlace(rows);
  });
}

/** The same for the next figures of storage, whose quotas of people go. */
export function forgetStoragePeople(
  db: Kysely<Database>,
  next: NextDays,
): Promise<UsagePlace | null> {
  return runInTransaction(db, async (trx) => {
    await lockLegalHolds(trx);
    const [machineProjectId, day] = toKey(next.after);
    const { rows } = await sql<{ id: number; day: Day }>`
      with page as materialized (
        select machine_project_id, day, user_quotas from storage_day
        where (machine_project_id, day) > (${machineProjectId}, ${day}::date)
          and day < ${next.before}::date
        order by machine_project_id, day limit ${MAX_DAYS}),
      changed as (update storage_day set user_quotas = '{}' from page
        where storage_day.machine_project_id = page.machine_project_id
          and storage_day.day = page.day and page.user_quotas <> '{}'
          and ${isForgettableSql})
      select machine_project_id as id, day from page
      order by machine_project_id, day`.execute(trx);
    return findNextPlace(rows);
  });
}

function toKey(after: UsagePlace | null): [machineProjectId: number, day: Day] {
  return after === null ? [0, '0001-01-01'] : [after.machineProjectId, after.day];
}

function findNextPlace(rows: readonly { id: number; day: Day }[]): UsagePlace | null {
  const last = rows.at(-1);
  return rows.length < MAX_DAYS || last === undefined
    ? null
    : { machineProjectId: last.id, day: last.day };
}

async function forgetDays(
  trx: Transaction<Database>,
  places: readonly { id: number; day: Day }[],
): Promise<void> {
  const days = places.map(({ day }) => day).sort();
  const range = { from: days[0] as Day, to: days.at(-1) as Day };
  const ids = [...new Set(places.map(({ id }) => id))];
  // As a collection does (usage-store.ts): else figures that it stores meanwhile would be overwritten.
  await sql`select from usage_collection where machine_project_id = any(${ids}::bigint[])
    order by machine_project_id for update`.execute(trx);
  const stored = await loadUsage(trx, ids, range);
  const changed = places.flatMap(({ id, day }): [number, Day, DailyUsage][] => {
    const usage = stored.get(id)?.get(day);
    return usage === undefined ? [] : [[id, day, removePeople(usage)]];
  });
  await updateUsageDays(trx, changed);
}
