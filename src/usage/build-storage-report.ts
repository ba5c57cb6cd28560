import type { Day } from '../award/dates.ts';
import type { DateRange } from './date-range.ts';
import { getSnapshotDay, type StorageQuota, type StorageSnapshot } from './storage-figures.ts';
import { formatStorageSize } from './storage-size.ts';

/** What one award's project has stored, as it was collected. */
export interface AwardStorage {
  /** The awarding portal's name, such as `p1.ukri`. */
  identifier: string;
  /** People are named by the awarding portal's UserIdentifier (`alice.p1.ukri`). */
  snapshots: readonly StorageSnapshot[];
  /** The local name of each UserIdentifier. */
  users: ReadonlyMap<string, string>;
}

type QuotaJson = { limit: string; usage?: string };
type QuotasJson = Record<string, QuotaJson>;

interface SnapshotJson {
  project: string;
  generated_at: string;
  project_quotas: QuotasJson;
  user_quotas: Record<string, QuotasJson>;
}

/** A ProjectStorageReport on the wire. */
export interface ProjectStorageReportJson extends SnapshotJson {
  users: Record<string, string>;
  daily_reports?: Record<Day, SnapshotJson>;
}

/** A StorageReport on the wire. */
export interface StorageReportJson {
  portal: string;
  reports: Record<string, ProjectStorageReportJson>;
}

/**
 * The answer to `get_storage_report`: the newest snapshot of the range on top, one for each earlier day
 * below it, without `users` and never for the day of the top (docs/rules/machines.md, M5.2). A range
 * without a snapshot has an empty report.
 */
export function buildProjectStorageReport(
  { identifier, snapshots, users }: AwardStorage,
  range: DateRange,
  now: Date,
): ProjectStorageReportJson {
  const byDay = new Map<Day, StorageSnapshot>();
  const inOrder = snapshots.toSorted((one, other) => (one.takenAt < other.takenAt ? -1 : 1));
  for (const snapshot of inOrder) {
    const day = getSnapshotDay(snapshot);
    if (day >= range.from && day <= range.to) byDay.set(day, snapshot);
  }
  const [newest, ...earlier] = [...byDay].reverse();
  if (!newest) return buildEmptyStorageReport(identifier, now);
  const history = earlier.reverse().map(([day, one]) => [day, toJson(identifier, one)] as const);
  return {
    ...toJson(identifier, newest[1]),
    users: Object.fromEntries(users),
    ...(history.length > 0 && { daily_reports: Object.fromEntries(history) }),
  };
}

/** The answer about a project that is unknown, not approved, or not on the offering asked about. */
export function buildEmptyStorageReport(identifier: string, now: Date): ProjectStorageReportJson {
  return {
    project: identifier,
    generated_at: now.toISOString(),
    project_quotas: {},
    user_quotas: {},
    users: {},
  };
}

/** The answer to `get_storage_reports`. */
export function buildStorageReport(
  portal: string,
  reports: readonly ProjectStorageReportJson[],
): StorageReportJson {
  const byProject = reports.map((report) => [report.project, report] as const);
  return { portal, reports: Object.fromEntries(byProject) };
}

function toJson(identifier: string, snapshot: StorageSnapshot): SnapshotJson {
  const userQuotas = [...snapshot.userQuotas].map(
    ([user, quotas]) => [user, toQuotasJson(quotas)] as const,
  );
  return {
    project: identifier,
    generated_at: snapshot.takenAt,
    project_quotas: toQuotasJson(snapshot.projectQuotas),
    user_quotas: Object.fromEntries(userQuotas),
  };
}

function toQuotasJson(quotas: ReadonlyMap<string, StorageQuota>): QuotasJson {
  return Object.fromEntries([...quotas].map(([volume, quota]) => [volume, toQuotaJson(quota)]));
}

function toQuotaJson({ limitBytes, usedBytes }: StorageQuota): QuotaJson {
  return {
    limit: limitBytes === null ? 'unlimited' : formatStorageSize(limitBytes),
    ...(usedBytes !== null && { usage: formatStorageSize(usedBytes) }),
  };
}
