import { type Kysely, sql } from 'kysely';
import type { Database } from '../database/schema.ts';
import type { StoredQuotas } from '../database/usage-schema.ts';
import type { DateRange } from './date-range.ts';
import type { AcceptedStorageReport } from './parse-storage-report.ts';
import { getSnapshotDay, type StorageQuota, type StorageSnapshot } from './storage-figures.ts';

/** Stores a snapshot as that of its day, in the place of an older one. */
export async function storeStorage(
  db: Kysely<Database>,
  machineProjectId: number,
  report: AcceptedStorageReport,
): Promise<void> {
  const users = [...report.userQuotas].map(([name, quotas]) => [name, toStored(quotas)] as const);
  await db
    .insertInto('storage_day')
    .values({
      machine_project_id: machineProjectId,
      day: getSnapshotDay(report),
      taken_at: report.takenAt,
      project_quotas: JSON.stringify(toStored(report.projectQuotas)),
      user_quotas: JSON.stringify(Object.fromEntries(users)),
    })
    .onConflict((conflict) =>
      conflict
        .columns(['machine_project_id', 'day'])
        .doUpdateSet((eb) => ({
          taken_at: eb.ref('excluded.taken_at'),
          project_quotas: eb.ref('excluded.project_quotas'),
          user_quotas: eb.ref('excluded.user_quotas'),
        }))
        .where((eb) => eb(eb.ref('storage_day.taken_at'), '<=', eb.ref('excluded.taken_at'))),
    )
    .execute();
}

/** Snapshots of several projects on resources in a range of days, people by short name. */
export async function loadStorage(
  db: Kysely<Database>,
  machineProjectIds: readonly number[],
  { from, to }: DateRange,
): Promise<{ machineProjectId: number; snapshot: StorageSnapshot }[]> {
  if (machineProjectIds.length === 0) return [];
  const rows = await db
    .selectFrom('storage_day')
    .selectAll()
    .where('machine_project_id', '=', sql<number>`any(${[...machineProjectIds]}::bigint[])`)
    .where('day', '>=', from)
    .where('day', '<=', to)
    .execute();
  return rows.map((row) => ({
    machineProjectId: row.machine_project_id,
    snapshot: {
      takenAt: row.taken_at,
      projectQuotas: fromStored(row.project_quotas),
      userQuotas: new Map(
        Object.entries(row.user_quotas).map(([name, quotas]) => [name, fromStored(quotas)]),
      ),
    },
  }));
}

function toStored(quotas: ReadonlyMap<string, StorageQuota>): StoredQuotas {
  return Object.fromEntries(
    [...quotas].map(([volume, { limitBytes, usedBytes }]) => [
      volume,
      { limit: limitBytes, used: usedBytes },
    ]),
  );
}

function fromStored(quotas: StoredQuotas): Map<string, StorageQuota> {
  return new Map(
    Object.entries(quotas).map(([volume, { limit, used }]) => [
      volume,
      { limitBytes: limit, usedBytes: used },
    ]),
  );
}
