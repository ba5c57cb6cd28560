import type { AwardDetails } from '../../src/award/details.ts';
import type { Address } from './award-query.ts';

/** An award as a person left it. */
export interface Visit {
  address: string;
  /** RFC 3339. */
  at: string;
  fields: Partial<AwardDetails>;
}

const most = 200;
/** Each person's own: several may share a browser. */
const keyOf = (personUuid: string): string => `gatehouse.visits.${personUuid}`;
const addressOf = ({ identifier, destination }: Address): string => `${identifier} ${destination}`;

/** null on the first visit. */
export function lastVisit(personUuid: string, address: Address): Visit | null {
  return visitsOf(personUuid).find((visit) => visit.address === addressOf(address)) ?? null;
}

/** Remembers what was seen, and of the others only the last ones. */
export function noteVisit(
  personUuid: string,
  address: Address,
  fields: Partial<AwardDetails>,
): void {
  const others = visitsOf(personUuid).filter((visit) => visit.address !== addressOf(address));
  const visit = { address: addressOf(address), at: new Date().toISOString(), fields };
  store(personUuid, [visit, ...others].slice(0, most));
}

/** Takes what was seen out of the browser: whoever signs out may leave it to others. */
export function forgetVisits(personUuid: string): void {
  try {
    localStorage.removeItem(keyOf(personUuid));
  } catch {
    // A browser that keeps nothing has nothing to forget.
  }
}

/** Fewer where the browser has no room for all; none where it keeps nothing. */
function store(personUuid: string, visits: readonly Visit[]): void {
  try {
    localStorage.setItem(keyOf(personUuid), JSON.stringify(visits));
  } catch {
    if (visits.length > 1) store(personUuid, visits.slice(0, Math.floor(visits.length / 2)));
  }
}

function visitsOf(personUuid: string): Visit[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(keyOf(personUuid)) ?? '[]');
    return Array.isArray(kept) ? kept.filter(isVisit) : [];
  } catch {
    return [];
  }
}

function isVisit(value: unknown): value is Visit {
  const visit = value as Partial<Visit> | null;
  return (
    typeof visit?.address === 'string' &&
    typeof visit.at === 'string' &&
    typeof visit.fields === 'object' &&
    visit.fields !== null
  );
}
