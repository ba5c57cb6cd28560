import { isObject } from '../changes/compare-details.ts';
import { isInstant } from '../changes/format-field-value.ts';
import type { AwardKey } from './award-queries.ts';
import type { AwardSnapshot } from './award-snapshot.ts';

/** An award as a person last saw it. */
export interface AwardVisit {
  awardKey: string;
  /** RFC 3339. */
  visitedAt: string;
  snapshot: AwardSnapshot;
}

const maxVisits = 200;
/** One key for each person, because several people may share a browser. */
const storageKey = (personUuid: string): string => `gatehouse.visits.${personUuid}`;
const formatAwardKey = ({ identifier, destination }: AwardKey): string =>
  `${identifier} ${destination}`;

/** The last visit of a person to an award; null before the first visit. */
export function findLastVisit(personUuid: string, awardKey: AwardKey): AwardVisit | null {
  return (
    readVisits(personUuid).find((visit) => visit.awardKey === formatAwardKey(awardKey)) ?? null
  );
}

/** Stores a visit, and keeps only the latest visits to other awards. */
export function saveVisit(personUuid: string, awardKey: AwardKey, snapshot: AwardSnapshot): void {
  const others = readVisits(personUuid).filter(
    (visit) => visit.awardKey !== formatAwardKey(awardKey),
  );
  const visit = {
    awardKey: formatAwardKey(awardKey),
    visitedAt: new Date().toISOString(),
    snapshot,
  };
  writeVisits(personUuid, [visit, ...others].slice(0, maxVisits));
}

/** Removes all visits of a person from the browser, which others may use after sign-out. */
export function clearVisits(personUuid: string): void {
  try {
    localStorage.removeItem(storageKey(personUuid));
  } catch {
    // A browser without storage has no visits to remove.
  }
}

/** Stores fewer visits where the browser has no room for all; none where it has no storage. */
function writeVisits(personUuid: string, visits: readonly AwardVisit[]): void {
  try {
    localStorage.setItem(storageKey(personUuid), JSON.stringify(visits));
  } catch {
    if (visits.length > 1) writeVisits(personUuid, visits.slice(0, Math.floor(visits.length / 2)));
  }
}

function readVisits(personUuid: string): AwardVisit[] {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(storageKey(personUuid)) ?? '[]');
    return Array.isArray(stored) ? stored.filter(isVisit) : [];
  } catch {
    return [];
  }
}

/** Whether a stored value is a visit of this version of the pages. */
function isVisit(value: unknown): value is AwardVisit {
  const visit = value as Partial<AwardVisit> | null;
  return (
    typeof visit?.awardKey === 'string' &&
    typeof visit.visitedAt === 'string' &&
    isObject(visit.snapshot?.properties) &&
    isObject(visit.snapshot?.details) &&
    hasInstants(visit.snapshot.properties)
  );
}

/** Earlier versions stored the time of the decision as it was shown: each would count as a change. */
function hasInstants({ 'Reviewed on': time }: AwardSnapshot['properties']): boolean {
  return typeof time !== 'string' || isInstant(time);
}
