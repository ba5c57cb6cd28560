import type { AwardListQuery } from '../api/types.ts';
import type { SearchParams } from './search-params.ts';

interface AwardKey {
  identifier: string;
  destination: string;
}

/** An award of the list; `page`: of the list's page, where it is another one than that of `view`. */
interface PlacedAward extends AwardKey {
  page?: number;
}

/** The part of the list that the reader came from: at first one page. */
export interface ListPlace {
  /** The search parameters of its URL. */
  view: SearchParams<string>;
  /** What the interface is asked for the page of `view`; absent in a place of an older version. */
  query?: AwardListQuery;
  awards: PlacedAward[];
  /** How many awards the list has before these; absent until it is needed. */
  start?: number;
  /** How many awards the list has in all; absent until it is needed. */
  total?: number;
}

/** Of this tab, so that a reload of an award's page keeps it and another tab has its own. */
const storageKey = 'gatehouse list';

/** Remembers the part of the list that is shown. */
export function saveListPlace({ awards, ...place }: ListPlace): void {
  const keys = awards.map(({ identifier, destination, page }) => ({
    identifier,
    destination,
    ...(page !== undefined && { page }),
  }));
  try {
    sessionStorage.setItem(storageKey, JSON.stringify({ ...place, awards: keys }));
  } catch {
    // Without storage there is no way back to the place, and nothing else is lost.
  }
}

/** The part of the list that was shown last in this tab; null for none. */
export function findListPlace(): ListPlace | null {
  try {
    const text = sessionStorage.getItem(storageKey);
    return text === null ? null : (JSON.parse(text) as ListPlace);
  } catch {
    return null;
  }
}

/** Whether two keys are of the same award. */
export const isSameAward = (one: AwardKey, other: AwardKey): boolean =>
  one.identifier === other.identifier && one.destination === other.destination;

/** An award in the list with those before and after it; null where the list does not have it. */
export function findNeighbours({ awards }: ListPlace, award: AwardKey) {
  const index = awards.findIndex((one) => isSameAward(one, award));
  const current = awards[index];
  if (current === undefined) return null;
  return {
    index,
    current,
    previous: awards[index - 1] ?? null,
    next: awards[index + 1] ?? null,
  };
}
