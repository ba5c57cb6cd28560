/* Writes the use of each person and day as CSV. */

import type { ProjectUsageReportJson } from '../usage/build-usage-report.ts';
import { loadUsageReports } from './load-reports.ts';
import type { MonthCsv } from './month-csv.ts';
import type { ReportMonth } from './report-months.ts';

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

type UsageColumn = (typeof columns)[number];
type UsageRecord = Record<UsageColumn, string | number>;

/**
 * A line for a project, a resource, a day and a person who used something. `user` is empty for use
 * that nobody can be named for.
 */
export const usageCsv: MonthCsv<UsageColumn, ProjectUsageReportJson> = {
  columns,
  load: loadUsageReports,
  listRecords,
};

function listRecords(month: ReportMonth, report: ProjectUsageReportJson): UsageRecord[] {
  const users = Object.entries(report.users).map(([user, name]) => [name, user] as const);
  const identifiers = new Map(users);
  return Object.entries(report.reports).flatMap(([day, daily]) =>
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
