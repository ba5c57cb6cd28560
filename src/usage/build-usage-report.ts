import type { Day } from '../award/dates.ts';
import { type DateRange, endRangeAt, listDays } from './date-range.ts';
import { createEmptyDay, type DailyUsage } from './usage-figures.ts';
import { renameUsers } from './rename-users.ts';

/** The use of one award's project, as it is stored. */
export interface AwardUsage {
  /** The awarding portal's name, such as `p1.ukri`. */
  identifier: string;
  days: ReadonlyMap<Day, DailyUsage>;
  /** The awarding portal's UserIdentifier (`alice.p1.ukri`) of each local name that has one. */
  users: ReadonlyMap<string, string>;
  /** Days before this one had no use and never will; null where that isn't known. */
  firstDay: Day | null;
}

type Seconds = { seconds: number };

export interface DailyReportJson {
  reports: Record<string, Seconds>;
  components: Record<string, Record<string, Seconds>>;
  num_jobs: number;
  total_wait_seconds: number;
  user_job_counts: Record<string, number>;
  user_wait_seconds: Record<string, number>;
  is_complete: boolean;
}

/** A ProjectUsageReport on the wire. */
export interface ProjectUsageReportJson {
  project: string;
  reports: Record<Day, DailyReportJson>;
  users: Record<string, string>;
}

/** A UsageReport on the wire. */
export interface UsageReportJson {
  portal: string;
  reports: Record<string, ProjectUsageReportJson>;
}

/**
 * The answer to `get_usage_report`: a key for every day of the range up to today, every identifier in
 * the awarding portal's namespace, and use that nobody can be named for under `unknown`
 * (docs/rules/machines.md, M5.2). A day without figures is empty and not complete.
 */
export function buildProjectUsageReport(
  { identifier, days, users, firstDay }: AwardUsage,
  range: DateRange,
  today: Day,
): ProjectUsageReportJson {
  const localNames = chooseLocalNames(users);
  const reports = listDays(endRangeAt(range, today)).map((day) => {
    const isBefore = firstDay !== null && day < firstDay;
    const usage = days.get(day) ?? createEmptyDay(isBefore);
    return [day, toDailyReport(renameUsers(usage, users, localNames))] as const;
  });
  return {
    project: identifier,
    reports: Object.fromEntries(reports),
    users: Object.fromEntries(localNames),
  };
}

/** The answer about a project that is unknown, not approved, or not on the offering asked about. */
export function buildEmptyUsageReport(identifier: string): ProjectUsageReportJson {
  return { project: identifier, reports: {}, users: {} };
}

/** The answer to `get_usage_reports`; readers from 0.91 on want each report under its project. */
export function buildUsageReport(
  portal: string,
  reports: readonly ProjectUsageReportJson[],
): UsageReportJson {
  const byProject = reports.map((report) => [report.project, report] as const);
  return { portal, reports: Object.fromEntries(byProject) };
}

/** One local name for each identifier: resources may call the same person differently. */
function chooseLocalNames(users: ReadonlyMap<string, string>): Map<string, string> {
  const chosen = new Map<string, string>();
  for (const [localName, identifier] of users) {
    if (!chosen.has(identifier)) chosen.set(identifier, localName);
  }
  return chosen;
}

/** One pass over the people: a report of a year has tens of thousands of numbers. */
function toDailyReport({
  users,
  jobs,
  waitSeconds,
  isComplete,
  extra,
}: DailyUsage): DailyReportJson {
  const reports: [string, Seconds][] = [];
  const components = new Map<string, [string, Seconds][]>();
  const jobCounts: [string, number][] = [];
  const waits: [string, number][] = [];
  for (const [name, usage] of users) {
    reports.push([name, { seconds: usage.seconds }]);
    for (const [part, seconds] of usage.components) {
      const own = components.get(part) ?? [];
      if (own.push([name, { seconds }]) === 1) components.set(part, own);
    }
    // Most people start no job on most days.
    if (usage.jobs > 0) jobCounts.push([name, usage.jobs]);
    if (usage.waitSeconds > 0) waits.push([name, usage.waitSeconds]);
  }
  return {
    ...extra,
    reports: Object.fromEntries(reports),
    components: Object.fromEntries(
      [...components].map(([part, own]) => [part, Object.fromEntries(own)] as const),
    ),
    num_jobs: jobs,
    total_wait_seconds: waitSeconds,
    user_job_counts: Object.fromEntries(jobCounts),
    user_wait_seconds: Object.fromEntries(waits),
    is_complete: isComplete,
  };
}
