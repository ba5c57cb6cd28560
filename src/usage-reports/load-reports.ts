/* Makes the reports of months from the days that are stored. */

import type { Kysely } from 'kysely';
import { toUtcDay } from '../award/dates.ts';
import type { Database } from '../database/schema.ts';
import type { Caller } from '../http/caller.ts';
import {
  buildProjectStorageReport,
  type ProjectStorageReportJson,
} from '../usage/build-storage-report.ts';
import {
  buildProjectUsageReport,
  type ProjectUsageReportJson,
} from '../usage/build-usage-report.ts';
import type { DateRange } from '../usage/date-range.ts';
import { renameQuotaUsers } from '../usage/rename-users.ts';
import { loadStorage } from '../usage/storage-store.ts';
import { loadUsage } from '../usage/usage-store.ts';
import { loadReportUsers, type ReportUsers } from './load-report-users.ts';
import type { ReportMonth } from './report-months.ts';

/** Who reads reports, and when. */
export interface ReportContext {
  db: Kysely<Database>;
  caller: Caller;
  now: Date;
}

/** The usage report of each month, in the order of the months. */
export async function loadUsageReports(
  { db, caller, now }: ReportContext,
  months: readonly ReportMonth[],
): Promise<ProjectUsageReportJson[]> {
  const projects = listProjects(months);
  const [usage, users] = await Promise.all([
    loadUsage(db, [...projects.keys()], getSpan(months)),
    loadReportUsers(db, caller, projects),
  ]);
  const today = toUtcDay(now);
  return months.map((month) => {
    const { machine_project_id: id, project_identifier: identifier } = month;
    const days = usage.get(id) ?? new Map();
    const own = users.get(id)?.byLocalName ?? new Map();
    const award = { identifier, days, users: own, firstDay: null };
    return buildProjectUsageReport(award, getRange(month), today);
  });
}

/** The storage report of each month, in the order of the months. */
export async function loadStorageReports(
  { db, caller, now }: ReportContext,
  months: readonly ReportMonth[],
): Promise<ProjectStorageReportJson[]> {
  const projects = listProjects(months);
  const [stored, users] = await Promise.all([
    loadStorage(db, [...projects.keys()], getSpan(months)),
    loadReportUsers(db, caller, projects),
  ]);
  const byProject = Map.groupBy(stored, ({ machineProjectId }) => machineProjectId);
  return months.map((month) => {
    const { machine_project_id: id, project_identifier: identifier } = month;
    const own: ReportUsers = users.get(id) ?? { byLocalName: new Map(), byShortName: new Map() };
    const snapshots = (byProject.get(id) ?? []).map(({ snapshot }) => ({
      ...snapshot,
      userQuotas: renameQuotaUsers(snapshot.userQuotas, own.byShortName),
    }));
    const localNames = new Map([...own.byLocalName].reverse().map(([name, user]) => [user, name]));
    const award = { identifier, snapshots, users: localNames };
    return buildProjectStorageReport(award, getRange(month), now);
  });
}

const listProjects = (months: readonly ReportMonth[]): Map<number, string> =>
  new Map(months.map((month) => [month.machine_project_id, month.project_identifier]));

const getRange = ({ first_day, last_day }: ReportMonth): DateRange => ({
  from: first_day,
  to: last_day,
});

/** From the first day of all months to their last. */
function getSpan(months: readonly ReportMonth[]): DateRange {
  const from = months.map(({ first_day }) => first_day).sort();
  const to = months.map(({ last_day }) => last_day).sort();
  return { from: from.at(0) ?? '', to: to.at(-1) ?? '' };
}
