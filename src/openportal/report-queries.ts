/* Executes the OpenPortal instructions that ask for reports of usage and storage. */

import type { ProjectIdentifier } from '../award/identifiers.ts';
import { type Day, toUtcDay } from '../award/dates.ts';
import {
  buildEmptyStorageReport,
  buildProjectStorageReport,
  buildStorageReport,
  type ProjectStorageReportJson,
} from '../usage/build-storage-report.ts';
import {
  buildEmptyUsageReport,
  buildProjectUsageReport,
  buildUsageReport,
  type ProjectUsageReportJson,
} from '../usage/build-usage-report.ts';
import { countDays, type DateRange } from '../usage/date-range.ts';
import { mergeSnapshots } from '../usage/merge-snapshots.ts';
import { renameQuotaUsers } from '../usage/rename-users.ts';
import type { StorageSnapshot } from '../usage/storage-figures.ts';
import { loadStorage } from '../usage/storage-store.ts';
import { type DailyUsage, mergeUsage } from '../usage/usage-figures.ts';
import { loadUsage } from '../usage/usage-store.ts';
import type { CommandContext } from './command-context.ts';
import type { CommandResult } from './command-result.ts';
import { limitReportSize } from './limit-report-size.ts';
import { loadReportProjects, type ReportProject } from './load-report-projects.ts';

/* The four reports, answered from what is stored (docs/rules/openportal.md, O3.2). */

/** get_usage_report; an award that is unknown or not approved has an empty one. */
export async function getUsageReport(
  context: CommandContext,
  identifier: ProjectIdentifier,
  offering: string,
  range: DateRange,
): Promise<CommandResult> {
  const query = { portal: identifier.portal, offering, identifier: identifier.text };
  const [report] = await buildUsageReports(context, query, range);
  const value = report ?? buildEmptyUsageReport(identifier.text);
  return limitReportSize({ type: 'ProjectUsageReport', value }, countDays(range), 'days');
}

/** get_usage_reports: all awards of a portal on this offering. */
export async function getUsageReports(
  context: CommandContext,
  portal: string,
  offering: string,
  range: DateRange,
): Promise<CommandResult> {
  const query = { portal, offering, identifier: null };
  const reports = await buildUsageReports(context, query, range);
  const value = buildUsageReport(portal, reports);
  return limitReportSize({ type: 'UsageReport', value }, reports.length, 'projects');
}

/** get_storage_report; an award that is unknown or not approved has an empty one. */
export async function getStorageReport(
  context: CommandContext,
  identifier: ProjectIdentifier,
  offering: string,
  range: DateRange,
): Promise<CommandResult> {
  const query = { portal: identifier.portal, offering, identifier: identifier.text };
  const [report] = await buildStorageReports(context, query, range);
  const value = report ?? buildEmptyStorageReport(identifier.text, context.clock());
  return limitReportSize({ type: 'ProjectStorageReport', value }, countDays(range), 'days');
}

/** get_storage_reports: all awards of a portal on this offering. */
export async function getStorageReports(
  context: CommandContext,
  portal: string,
  offering: string,
  range: DateRange,
): Promise<CommandResult> {
  const query = { portal, offering, identifier: null };
  const reports = await buildStorageReports(context, query, range);
  const value = buildStorageReport(portal, reports);
  return limitReportSize({ type: 'StorageReport', value }, reports.length, 'projects');
}

type ReportQuery = Parameters<typeof loadReportProjects>[1];

async function buildUsageReports(
  { db, clock }: CommandContext,
  query: ReportQuery,
  range: DateRange,
): Promise<ProjectUsageReportJson[]> {
  const projects = await loadReportProjects(db, query);
  const ids = projects.flatMap(({ machines }) => machines.map(({ id }) => id));
  const usage = await loadUsage(db, ids, range);
  const today = toUtcDay(clock());
  return projects.map((project) => toUsageReport(project, usage, range, today));
}

function toUsageReport(
  { identifier, createdDay, machines, users }: ReportProject,
  usage: ReadonlyMap<number, ReadonlyMap<Day, DailyUsage>>,
  range: DateRange,
  today: Day,
): ProjectUsageReportJson {
  if (createdDay === null) return buildEmptyUsageReport(identifier);
  const days = mergeUsage(machines.map(({ id }) => usage.get(id) ?? new Map()));
  return buildProjectUsageReport({ identifier, days, users, firstDay: createdDay }, range, today);
}

async function buildStorageReports(
  { db, clock }: CommandContext,
  query: ReportQuery,
  range: DateRange,
): Promise<ProjectStorageReportJson[]> {
  const projects = await loadReportProjects(db, query);
  const ids = projects.flatMap(({ machines }) => machines.map(({ id }) => id));
  const snapshots = Map.groupBy(
    await loadStorage(db, ids, range),
    ({ machineProjectId }) => machineProjectId,
  );
  return projects.map((project) => {
    const own = project.machines.map(({ id, resource }) => ({
      resource,
      snapshots: (snapshots.get(id) ?? []).map(({ snapshot }) => snapshot),
    }));
    return toStorageReport(project, own, range, clock());
  });
}

function toStorageReport(
  { identifier, createdDay, users, usersByShortName }: ReportProject,
  machines: { resource: string; snapshots: StorageSnapshot[] }[],
  range: DateRange,
  now: Date,
): ProjectStorageReportJson {
  if (createdDay === null) return buildEmptyStorageReport(identifier, now);
  const localNames = new Map([...users].map(([localName, user]) => [user, localName]));
  const snapshots = mergeSnapshots(machines).map((snapshot) => ({
    ...snapshot,
    userQuotas: renameQuotaUsers(snapshot.userQuotas, usersByShortName),
  }));
  return buildProjectStorageReport({ identifier, snapshots, users: localNames }, range, now);
}
