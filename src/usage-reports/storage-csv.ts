/* Writes what each volume stored on each day as CSV. */

import type { ProjectStorageReportJson } from '../usage/build-storage-report.ts';
import { getSnapshotDay } from '../usage/storage-figures.ts';
import { loadStorageReports } from './load-reports.ts';
import type { MonthCsv } from './month-csv.ts';
import type { ReportMonth } from './report-months.ts';

const columns = [
  'day',
  'project_identifier',
  'project_name',
  'resource',
  'user',
  'volume',
  'limit',
  'usage',
] as const;

type StorageColumn = (typeof columns)[number];
type StorageRecord = Record<StorageColumn, string>;
type Snapshot = Pick<ProjectStorageReportJson, 'generated_at' | 'project_quotas' | 'user_quotas'>;

/**
 * A line for a project, a resource, a day, a volume and a person. `user` is empty in the lines of the
 * whole project.
 */
export const storageCsv: MonthCsv<StorageColumn, ProjectStorageReportJson> = {
  columns,
  load: loadStorageReports,
  listRecords,
};

function listRecords(month: ReportMonth, report: ProjectStorageReportJson): StorageRecord[] {
  const snapshots: Snapshot[] = [...Object.values(report.daily_reports ?? {}), report];
  return snapshots.flatMap((snapshot) => [
    ...toRecords(month, snapshot, '', snapshot.project_quotas),
    ...Object.entries(snapshot.user_quotas).flatMap(([user, quotas]) =>
      toRecords(month, snapshot, user, quotas),
    ),
  ]);
}

function toRecords(
  { project_identifier, project_name, resource }: ReportMonth,
  { generated_at }: Snapshot,
  user: string,
  quotas: Snapshot['project_quotas'],
): StorageRecord[] {
  const day = getSnapshotDay({ takenAt: generated_at });
  const common = { day, project_identifier, project_name, resource, user };
  return Object.entries(quotas).map(([volume, { limit, usage = '' }]) => ({
    ...common,
    volume,
    limit,
    usage,
  }));
}
