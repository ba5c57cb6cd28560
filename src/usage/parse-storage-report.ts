/* Reads a ProjectStorageReport of an agent. */

import { BadInput } from '../award/bad-input.ts';
import { parseInstant } from '../award/dates.ts';
import { requireObject, toPathSegment } from '../award/json-value.ts';
import { findRepeatedKey } from './find-repeated-key.ts';
import {
  parseByName,
  parseLocalNames,
  parseOwnUser,
  parseReportJson,
  type RefusedReport,
  refuseBadInput,
  requireProject,
} from './report-parts.ts';
import type { StorageQuota } from './storage-figures.ts';
import { parseStorageSize } from './storage-size.ts';

/** Clocks of agents may be a little ahead of ours. */
const MAX_AHEAD_MS = 3_600_000;

/** What a project had stored at one moment. */
export interface AcceptedStorageReport {
  code: 'accepted';
  /** RFC 3339, UTC. */
  takenAt: string;
  /** By volume. */
  projectQuotas: Map<string, StorageQuota>;
  /** By short name and volume. */
  userQuotas: Map<string, Map<string, StorageQuota>>;
  /** The local name of each member, by short name. */
  localNames: Map<string, string>;
}

export type StorageReportOutcome = AcceptedStorageReport | RefusedReport;

/**
 * Reads the JSON text of a ProjectStorageReport, as an agent answers it for `project` (a name of
 * ours, such as `a6a.brics`). Its older snapshots (`daily_reports`) are left: we were there.
 */
export function parseStorageReport(
  text: string,
  asked: { project: string; now: Date },
): StorageReportOutcome {
  return refuseBadInput(() => parseReport(text, asked));
}

function parseReport(
  text: string,
  { project, now }: { project: string; now: Date },
): AcceptedStorageReport {
  const report = parseReportJson(text, findRepeatedKey);
  requireProject(report.project, project);
  const userQuotas = parseByName(report.user_quotas, 'user_quotas', parseQuotas);
  return {
    code: 'accepted',
    takenAt: parseTakenAt(report.generated_at, now),
    projectQuotas: parseQuotas(report.project_quotas ?? {}, 'project_quotas'),
    userQuotas: new Map(
      [...userQuotas].map(([identifier, quotas]) => {
        const field = `user_quotas.${toPathSegment(identifier)}`;
        return [parseOwnUser(identifier, project, field), quotas];
      }),
    ),
    localNames: parseLocalNames(report.users, project),
  };
}

function parseTakenAt(value: unknown, now: Date): string {
  const time = parseInstant(value, 'generated_at');
  if (Date.parse(time) <= now.getTime() + MAX_AHEAD_MS) return time;
  throw new BadInput('generated_at', 'This time has not come yet.');
}

function parseQuotas(value: unknown, field: string): Map<string, StorageQuota> {
  return parseByName(value, field, parseQuota);
}

function parseQuota(value: unknown, field: string): StorageQuota {
  const { limit, usage } = requireObject(value, field);
  const isUnlimited = typeof limit === 'string' && limit.toLowerCase() === 'unlimited';
  return {
    limitBytes: isUnlimited ? null : parseStorageSize(limit, `${field}.limit`),
    usedBytes:
      usage === undefined || usage === null ? null : parseStorageSize(usage, `${field}.usage`),
  };
}
