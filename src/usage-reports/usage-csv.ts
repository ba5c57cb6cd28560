/* Writes the use of each person and day as CSV. */

import type { Readable } from 'node:stream';
import type { Kysely } from 'kysely';
import type { Database } from '../database/schema.ts';
import { type CsvFormat, streamCsv } from '../http/csv-stream.ts';
import type { ProjectUsageReportJson } from '../usage/build-usage-report.ts';
import { loadUsageReports } from './load-reports.ts';
import { type MonthQuery, type ReportMonth, streamMonths } from './report-months.ts';

const columns = [
  'day',
  'project_identifier',
  'project_name',
  'resource',
  'user',
  'local_name',
  'node_seconds',
  'jobs',
  'wait_seconds',
  'is_complete',
] as const;

type UsageRecord = Record<(typeof columns)[number], string | number>;

/** Months that are loaded at once, so that memory stays bounded. */
const BATCH_SIZE = 50;

/**
 * A line for a project, a resource, a day and a person who used something, made as it is read. `user`
 * is empty for use that nobody can be named for. Throws what the first batch throws.
 */
export function createUsageCsv(
  context: { db: Kysely<Database>; now: Date },
  query: MonthQuery,
  format: CsvFormat,
): Promise<Readable> {
  return streamCsv(columns, streamRecords(context, query), (record) => record, format);
}

async function* streamRecords(
  { db, now }: { db: Kysely<Database>; now: Date },
  query: MonthQuery,
): AsyncGenerator<UsageRecord[]> {
  for await (const months of streamMonths(db, query, BATCH_SIZE)) {
    const reports = await loadUsageReports({ db, caller: query.caller, now }, months);
    yield months.flatMap((month, index) => listRecords(month, reports[index]));
  }
}

function listRecords(
  month: ReportMonth,
  report: ProjectUsageReportJson | undefined,
): UsageRecord[] {
  const users = Object.entries(report?.users ?? {}).map(([user, name]) => [name, user] as const);
  const identifiers = new Map(users);
  return Object.entries(report?.reports ?? {}).flatMap(([day, daily]) =>
    Object.entries(daily.reports).map(([name, { seconds }]) => ({
      day,
      project_identifier: month.project_identifier,
      project_name: month.project_name,
      resource: month.resource,
      user: identifiers.get(name) ?? '',
      local_name: name,
      node_seconds: seconds,
      jobs: daily.user_job_counts[name] ?? 0,
      wait_seconds: daily.user_wait_seconds[name] ?? 0,
      is_complete: String(daily.is_complete),
    })),
  );
}
