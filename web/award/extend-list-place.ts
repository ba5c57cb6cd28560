import { api, readCount } from '../api/api-client.ts';
import { readAwardPage } from '../api/award-response.ts';
import type { AwardListQuery } from '../api/types.ts';
import { findNeighbours, isSameAward, type ListPlace } from '../parts/list-place.ts';
import type { AwardKey } from './award-queries.ts';

const listPath = '/api/openportal-managed-projects/';

/** A place of which the request and the numbers are known. */
type CountedPlace = ListPlace & { query: AwardListQuery; start: number; total: number };

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
  const total = Math.max(place.total ?? (await countAwards(query)), start + awards.length);
  const counted = { ...place, query, start, total };
  if (neighbours.next === null && start + awards.length < total) return appendPage(counted);
  if (neighbours.previous === null && start > 0) return prependPage(counted, firstPage - 1);
  return counted;
}

const getPageSize = ({ page_size: size = 1 }: AwardListQuery): number => Number(size);

/**
 * Adds the awards that follow the last one. Awards that were decided meanwhile have left the list,
 * and those behind them have moved up: so the page of the last award is read, too.
 */
async function appendPage(place: CountedPlace): Promise<ListPlace> {
  const { query, awards, start, total } = place;
  const lastPage = awards.at(-1)?.page ?? query.page ?? 1;
  const pages = [await readPage(place, lastPage), await readPage(place, lastPage + 1)].flat();
  const isKnown = (one: AwardKey): boolean => awards.some((known) => isSameAward(known, one));
  const added = pages.slice(pages.findLastIndex(isKnown) + 1);
  // Where the list has become shorter, the last award is the last one.
  if (added.length === 0) return { ...place, total: start + awards.length };
  return {
    ...place,
    awards: [...awards, ...added],
    total: Math.max(total, start + awards.length + added.length),
  };
}

/** Adds the awards of the page before the first one. */
async function prependPage(place: CountedPlace, page: number): Promise<ListPlace> {
  const { awards, start } = place;
  const added = (await readPage(place, page)).filter(
    (one) => !awards.some((known) => isSameAward(known, one)),
  );
  return { ...place, awards: [...added, ...awards], start: Math.max(0, start - added.length) };
}

/** The awards of a page of the list as it is now; none beyond its end. */
async function readPage({ query, total }: CountedPlace, page: number) {
  if (page < 1 || (page - 1) * getPageSize(query) >= total) return [];
  const call = api.GET(listPath, { params: { query: { ...query, page } } });
  const { items } = await readAwardPage(call);
  return items.map(({ identifier, destination }) => ({ identifier, destination, page }));
}

function countAwards({ page: _page, ...query }: AwardListQuery): Promise<number> {
  return readCount(api.HEAD(listPath, { params: { query } }));
}
