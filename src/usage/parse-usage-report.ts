/* Reads a ProjectUsageReport of an agent. */

import { BadInput } from '../award/bad-input.ts';
import { type Day, parseDay } from '../award/dates.ts';
import { requireObject, toPathSegment } from '../award/json-value.ts';
import { type DateRange, endRangeAt, listDays } from './date-range.ts';
import { findRepeatedKey } from './find-repeated-key.ts';
import { parseDailyUsage } from './parse-daily-usage.ts';
import {
  parseLocalNames,
  parseReportJson,
  type RefusedReport,
  refuseBadInput,
  requireProject,
} from './report-parts.ts';
import type { DailyUsage } from './usage-figures.ts';

/** A report that can be stored: every day that was asked for, up to today. */
export interface AcceptedUsageReport {
  code: 'accepted';
  days: Map<Day, DailyUsage>;
  /** The local name of each member, by short name. */
  localNames: Map<string, string>;
}

export type UsageReportOutcome =
  | AcceptedUsageReport
  /** The agents answer so while their scheduler is down: ask again. */
  | { code: 'days_missing'; missing: Day[] }
  | RefusedReport;

/**
 * Reads the JSON text of a ProjectUsageReport, as an agent answers it for `project` (a name of ours,
 * such as `a6a.brics`) and `range`. Taken as a whole or not at all: see docs/rules/machines.md, M5.1.
 */
export function parseUsageReport(
  text: string,
  asked: { project: string; range: DateRange; today: Day },
): UsageReportOutcome {
  return refuseBadInput(() => parseReport(text, asked));
}

function parseReport(
  text: string,
  { project, range, today }: { project: string; range: DateRange; today: Day },
): UsageReportOutcome {
  const report = parseReportJson(text, findRepeatedKey);
  requireProject(report.project, project);
  const reports = requireObject(report.reports ?? {}, 'reports');
  const days = new Map(
    Object.entries(reports).map(([key, value]) => {
      const field = `reports.${toPathSegment(key)}`;
      const day = parseDay(key, field);
      if (day < range.from || day > range.to) {
        throw new BadInput(field, `The days from ${range.from} to ${range.to} were asked for.`);
      }
      return [day, parseDailyUsage(value, field, day < today)] as const;
    }),
  );
  const localNames = parseLocalNames(report.users, project);
  const missing = listDays(endRangeAt(range, today)).filter((day) => !days.has(day));
  if (missing.length > 0) return { code: 'days_missing', missing };
  return { code: 'accepted', days, localNames };
}
