/* Writes what each volume stored on each day as CSV. */

import type { Readable } from 'node:stream';
import type { Kysely } from 'kysely';
import type { Database } from '../database/schema.ts';
import { type CsvFormat, streamCsv } from '../http/csv-stream.ts';
import { getSnapshotDay } from '../usage/storage-figures.ts';
import { loadStorageReports } from './load-reports.ts';
import { type MonthQuery, type ReportMonth, streamMonths } from './report-months.ts';

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

type StorageRecord = Record<(typeof columns)[number], string>;
type Report = Awaited<ReturnType<typeof loadStorageReports>>[number];
type Snapshot = Pick<Report, 'generated_at' | 'project_quotas' | 'user_quotas'>;

/** Months that are loaded at once, so that memory stays bounded. */
const BATCH_SIZE = 50;

/**
 * A line for a project, a resource, a day, a volume and a person, made as it is read. `user` is empty
 * in the lines of the whole project. Throws what the first batch throws.
 */
export function createStorageCsv(
  context: { db: Kysely<Database>; now: Date },
  query: MonthQuery,
  format: CsvFormat,
): Promise<Readable> {
  return streamCsv(columns, streamRecords(context, query), (record) => record, format);
}

async function* streamRecords(
  { db, now }: { db: Kysely<Database>; now: Date },
  query: MonthQuery,
): AsyncGenerator<StorageRecord[]> {
  for await (const months of streamMonths(db, query, BATCH_SIZE)) {
    const reports = await loadStorageReports({ db, caller: query.caller, now }, months);
    yield months.flatMap((month, index) => listRecords(month, reports[index]));
  }
}

function listRecords(month: ReportMonth, report: Report | undefined): StorageRecord[] {
  if (report === undefined) return [];
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
