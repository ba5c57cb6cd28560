import { api, readCount } from '../api/api-client.ts';
import { ApiError } from '../api/api-error.ts';
import { readAwardPage } from '../api/award-response.ts';
import type { AwardListQuery } from '../api/types.ts';
import { findNeighbours, isSameAward, type ListPlace } from '../parts/list-place.ts';
import type { AwardKey } from './award-queries.ts';

const listPath = '/api/openportal-managed-projects/';

/** A place of which the request and the numbers are known. */
type CountedPlace = ListPlace & { query: AwardListQuery; start: number; total: number };

type PagedAward = AwardKey & { page: number };

/**
 * Completes the place in the list for the page of an award: how many awards there are in all, and at
 * the end of a page those of the next or the previous one. Throws ApiError.
 */
export async function extendListPlace(place: ListPlace, awardKey: AwardKey): Promise<ListPlace> {
  const neighbours = findNeighbours(place, awardKey);
  const { query, awards } = place;
  if (neighbours === null || query === undefined) return place;
  const firstPage = awards[0]?.page ?? query.page ?? 1;
  const start = place.start ?? (firstPage - 1) * getPageSize(query);
  const isLast = neighbours.next === null;
  const isFirst = neighbours.previous === null && start > 0;
  // The stored total is of the time when the list was shown: the pages to read need today's.
  const count =
    place.total === undefined || isLast || isFirst ? await countAwards(query) : place.total;
  const total = Math.max(place.total ?? count, start + awards.length);
  const counted = { ...place, query, start, total };
  const pageCount = Math.ceil(count / getPageSize(query));
  const extended = isLast ? await appendPages(counted, pageCount, count) : counted;
  return isFirst ? prependPages(extended, Math.min(firstPage, pageCount)) : extended;
}

const getPageSize = ({ page_size: size = 1 }: AwardListQuery): number => Number(size);

/**
 * Adds the awards that follow the last one. Awards that were decided meanwhile have left the list,
 * and those behind them have moved up: so pages are read from the next one back to the one that has
 * a known award. In this order an award that moves up between two readings is in both.
 */
async function appendPages(
  place: CountedPlace,
  pageCount: number,
  count: number,
): Promise<CountedPlace> {
  const { query, awards, start } = place;
  const knownPage = awards.at(-1)?.page ?? query.page ?? 1;
  const lastPage = Math.min(knownPage + 1, pageCount);
  let found: PagedAward[] = [];
  for (let page = lastPage; page >= 1 && !found.some(isKnownIn(place)); page--) {
    found = [...(await readPage(query, page)), ...found];
  }
  const added = omitKnown(place, found.slice(found.findLastIndex(isKnownIn(place)) + 1));
  const remaining = Math.max(0, count - lastPage * getPageSize(query));
  return {
    ...place,
    awards: [...awards, ...added],
    total: start + awards.length + added.length + remaining,
  };
}

/**
 * Adds the awards before the first one: pages are read from the first known one back, until one has
 * an award before it.
 */
async function prependPages(place: CountedPlace, lastPage: number): Promise<CountedPlace> {
  const { query, awards, start, total } = place;
  let found: PagedAward[] = [];
  let page = lastPage + 1;
  while (page > 1 && found.findIndex(isKnownIn(place)) <= 0) {
    page--;
    found = [...(await readPage(query, page)), ...found];
  }
  const firstKnown = found.findIndex(isKnownIn(place));
  // Without a known award, those before the place are before it still.
  const before = found.slice(0, firstKnown < 0 ? start : firstKnown);
  const added = omitKnown(place, before);
  const newStart = Math.max(0, (page - 1) * getPageSize(query));
  return {
    ...place,
    awards: [...added, ...awards],
    start: newStart,
    total: total - start + newStart + added.length,
  };
}

const isKnownIn =
  ({ awards }: ListPlace) =>
  (one: AwardKey): boolean =>
    awards.some((known) => isSameAward(known, one));

/** The awards that the place does not have, each once: an award can move from page to page. */
function omitKnown(place: ListPlace, found: readonly PagedAward[]): PagedAward[] {
  return found.filter(
    (one, index) =>
      !isKnownIn(place)(one) && found.findIndex((other) => isSameAward(other, one)) === index,
  );
}

/** The awards of a page of the list as it is now; none where the list has become shorter. */
async function readPage(query: AwardListQuery, page: number): Promise<PagedAward[]> {
  try {
    const call = api.GET(listPath, { params: { query: { ...query, page } } });
    const { items } = await readAwardPage(call);
    return items.map(({ identifier, destination }) => ({ identifier, destination, page }));
  } catch (error) {
    if (error instanceof ApiError && error.status === 404) return [];
    throw error;
  }
}

function countAwards({ page: _page, ...query }: AwardListQuery): Promise<number> {
  return readCount(api.HEAD(listPath, { params: { query } }));
}
