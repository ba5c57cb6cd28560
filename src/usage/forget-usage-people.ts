import { type Kysely, type SqlBool, sql, type Transaction } from 'kysely';
import type { Day } from '../award/dates.ts';
import { isProjectUnderLegalHoldSql, lockLegalHolds } from '../database/legal-hold-sql.ts';
import type { Database } from '../database/schema.ts';
import { runInTransaction } from '../database/transaction.ts';
import { renameUsers } from './rename-users.ts';
import { type DailyUsage, UNKNOWN_USER } from './usage-figures.ts';
import { loadUsage, updateUsageDays } from './usage-store.ts';

/** Days of projects that one run looks at: it goes through all of them bit by bit. */
const MAX_DAYS = 1000;

/** A day of a project on a resource, in the order of the primary key. */
export interface UsagePlace {
  machineProjectId: number;
  day: Day;
}

const isForgettableSql = sql<SqlBool>`not exists (select from machine_project pair
  where pair.id = machine_project_id and ${isProjectUnderLegalHoldSql('pair.project_id')})`;

/**
 * Takes the people out of figures of use and storage from before the day `before`, among the next days
 * after `after`: what they used counts as that of `unknown`, so that sums stay. Projects of awards under
 * legal hold keep theirs. Returns where the next run goes on; null, the beginning, after the last day.
 */
export function forgetUsagePeople(
  db: Kysely<Database>,
  { before, after }: { before: Day; after: UsagePlace | null },
): Promise<UsagePlace | null> {
  return runInTransaction(db, async (trx) => {
    await lockLegalHolds(trx);
    if (after === null) await forgetStoragePeople(trx, before);
    const { machineProjectId, day } = after ?? { machineProjectId: 0, day: '0001-01-01' };
    const { rows } = await sql<{ id: number; day: Day; has_people: boolean }>`
      select machine_project_id as id, day, ${isForgettableSql}
        and exists (select from usage_name name
          where name.id = any(name_ids) and name.local_name <> ${UNKNOWN_USER}) as has_people
      from (select machine_project_id, day, name_ids from usage_day
        where (machine_project_id, day) > (${machineProjectId}, ${day}::date) and day < ${before}::date
        order by machine_project_id, day limit ${MAX_DAYS}) page
      order by machine_project_id, day`.execute(trx);
    const dated = rows.filter(({ has_people }) => has_people);
    if (dated.length > 0) await forgetDays(trx, dated);
    const last = rows.at(-1);
    return rows.length < MAX_DAYS || last === undefined
      ? null
      : { machineProjectId: last.id, day: last.day };
  });
}

async function forgetDays(
  trx: Transaction<Database>,
  places: readonly { id: number; day: Day }[],
): Promise<void> {
  const days = places.map(({ day }) => day).sort();
  const range = { from: days[0] as Day, to: days.at(-1) as Day };
  const stored = await loadUsage(trx, [...new Set(places.map(({ id }) => id))], range);
  const changed = places.flatMap(({ id, day }): [number, Day, DailyUsage][] => {
    const usage = stored.get(id)?.get(day);
    return usage === undefined ? [] : [[id, day, renameUsers(usage, new Map(), new Map())]];
  });
  await updateUsageDays(trx, changed);
}

async function forgetStoragePeople(trx: Transaction<Database>, before: Day): Promise<void> {
  await sql`update storage_day set user_quotas = '{}'
    where (machine_project_id, day) in (select machine_project_id, day from storage_day
      where day < ${before}::date and user_quotas <> '{}' and ${isForgettableSql}
      limit ${MAX_DAYS})`.execute(trx);
}
