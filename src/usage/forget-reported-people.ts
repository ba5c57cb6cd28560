/*
 * The people in reports about days of which GATEHOUSE_USAGE_PERSON_DAYS has passed: a machine reports a
 * day again while it is incomplete, with names that were forgotten here (docs/privacy.md).
 */

import { type Kysely, sql } from 'kysely';
import type { Day } from '../award/dates.ts';
import { isProjectUnderLegalHoldSql } from '../database/legal-hold-sql.ts';
import type { Database } from '../database/schema.ts';
import type { AcceptedStorageReport } from './parse-storage-report.ts';
import { removePeople } from './rename-users.ts';
import { getSnapshotDay } from './storage-figures.ts';
import type { DailyUsage } from './usage-figures.ts';

/**
 * The days of a report without the people of days before the day `before` (null: with all), whose use
 * counts as that of `unknown`. A project of an award under legal hold keeps them.
 */
export async function forgetReportedUsers(
  db: Kysely<Database>,
  machineProjectId: number,
  { days, before }: { days: ReadonlyMap<Day, DailyUsage>; before: Day | null },
): Promise<ReadonlyMap<Day, DailyUsage>> {
  if (before === null || !days.keys().some((day) => day < before)) return days;
  if (await isPairUnderLegalHold(db, machineProjectId)) return days;
  return new Map(
    days.entries().map(([day, usage]) => [day, day < before ? removePeople(usage) : usage]),
  );
}

/**
 * A snapshot of storage, without the quotas of people where it is from before the day `before` (null: with
 * them). A project of an award under legal hold keeps them.
 */
export async function forgetReportedQuotas(
  db: Kysely<Database>,
  machineProjectId: number,
  { report, before }: { report: AcceptedStorageReport; before: Day | null },
): Promise<AcceptedStorageReport> {
  if (before === null || getSnapshotDay(report) >= before) return report;
  if (await isPairUnderLegalHold(db, machineProjectId)) return report;
  return { ...report, userQuotas: new Map() };
}

async function isPairUnderLegalHold(
  db: Kysely<Database>,
  machineProjectId: number,
): Promise<boolean> {
  const { rows } = await sql`select from machine_project pair
    where pair.id = ${machineProjectId} and ${isProjectUnderLegalHoldSql('pair.project_id')}`.execute(
    db,
  );
  return rows.length > 0;
}
