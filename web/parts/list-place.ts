import type { SearchParams } from './search-params.ts';

interface AwardKey {
  identifier: string;
  destination: string;
}

/** The page of the list that the reader came from. */
export interface ListPlace {
  /** The search parameters of its URL. */
  view: SearchParams<string>;
  awards: AwardKey[];
}

/** Of this tab, so that a reload of an award's page keeps it and another tab has its own. */
const storageKey = 'gatehouse list';

/** Remembers the page of the list that is shown. */
export function saveListPlace(view: SearchParams<string>, awards: readonly AwardKey[]): void {
  const keys = awards.map(({ identifier, destination }) => ({ identifier, destination }));
  try {
    sessionStorage.setItem(storageKey, JSON.stringify({ view, awards: keys }));
  } catch {
    // Without storage there is no way back to the place, and nothing else is lost.
  }
}

/** The page of the list that was shown last in this tab; null for none. */
export function findListPlace(): ListPlace | null {
  try {
    const text = sessionStorage.getItem(storageKey);
    return text === null ? null : (JSON.parse(text) as ListPlace);
  } catch {
    return null;
  }
}

/** The awards before and after one in the list; null where the list does not have it. */
export function findNeighbours({ awards }: ListPlace, award: AwardKey) {
  const index = awards.findIndex(
    ({ identifier, destination }) =>
      identifier === award.identifier && destination === award.destination,
  );
  if (index === -1) return null;
  return { index, previous: awards[index - 1] ?? null, next: awards[index + 1] ?? null };
}
