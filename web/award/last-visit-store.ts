import type { AwardDetails } from '../api/types.ts';
import type { AwardKey } from './award-queries.ts';

/** An award as a person left it. */
export interface AwardVisit {
  awardKey: string;
  /** RFC 3339. */
  visitedAt: string;
  fields: Partial<AwardDetails>;
}

const maxVisits = 200;
/** Each person's own: several may share a browser. */
const storageKey = (personUuid: string): string => `gatehouse.visits.${personUuid}`;
const formatAwardKey = ({ identifier, destination }: AwardKey): string =>
  `${identifier} ${destination}`;

/** null on the first visit. */
export function findLastVisit(personUuid: string, address: AwardKey): AwardVisit | null {
  return readVisits(personUuid).find((visit) => visit.awardKey === formatAwardKey(address)) ?? null;
}

/** Remembers what was seen, and of the others only the last ones. */
export function saveVisit(
  personUuid: string,
  address: AwardKey,
  fields: Partial<AwardDetails>,
): void {
  const others = readVisits(personUuid).filter(
    (visit) => visit.awardKey !== formatAwardKey(address),
  );
  const visit = { awardKey: formatAwardKey(address), visitedAt: new Date().toISOString(), fields };
  writeVisits(personUuid, [visit, ...others].slice(0, maxVisits));
}

/** Takes what was seen out of the browser: whoever signs out may leave it to others. */
export function clearVisits(personUuid: string): void {
  try {
    localStorage.removeItem(storageKey(personUuid));
  } catch {
    // A browser that keeps nothing has nothing to forget.
  }
}

/** Fewer where the browser has no room for all; none where it keeps nothing. */
function writeVisits(personUuid: string, visits: readonly AwardVisit[]): void {
  try {
    localStorage.setItem(storageKey(personUuid), JSON.stringify(visits));
  } catch {
    if (visits.length > 1) writeVisits(personUuid, visits.slice(0, Math.floor(visits.length / 2)));
  }
}

function readVisits(personUuid: string): AwardVisit[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(storageKey(personUuid)) ?? '[]');
    return Array.isArray(kept) ? kept.filter(isVisit) : [];
  } catch {
    return [];
  }
}

function isVisit(value: unknown): value is AwardVisit {
  const visit = value as Partial<AwardVisit> | null;
  return (
    typeof visit?.awardKey === 'string' &&
    typeof visit.visitedAt === 'string' &&
    typeof visit.fields === 'object' &&
    visit.fields !== null
  );
}
