import { awardCountQuery, awardListQuery } from '../desk/award-list-query.ts';
import { getPageSize, getTab } from '../desk/desk-view.ts';
import { findNeighbours, isSameAward, type ListPlace } from '../parts/list-place.ts';
import { parsePageNumber } from '../parts/search-params.ts';
import type { AwardKey } from './award-queries.ts';

/**
 * Completes the place in the list for the page of an award: how many awards there are in all, and at
 * the end of a page those of the next or the previous one. Throws ApiError.
 */
export async function extendListPlace(place: ListPlace, awardKey: AwardKey): Promise<ListPlace> {
  const neighbours = findNeighbours(place, awardKey);
  if (neighbours === null) return place;
  const { view, awards } = place;
  const firstPage = awards[0]?.page ?? parsePageNumber(view.page);
  const start = place.start ?? (firstPage - 1) * getPageSize(view);
  const total = Math.max(
    place.total ?? (await awardCountQuery(view, getTab(view)).queryFn()),
    start + awards.length,
  );
  const counted = { ...place, start, total };
  if (neighbours.next === null && start + awards.length < total) return appendPage(counted);
  if (neighbours.previous === null && start > 0) return prependPage(counted, firstPage - 1);
  return counted;
}

type CountedPlace = ListPlace & { start: number; total: number };

/**
 * Adds the awards that follow the last one. Awards that were decided meanwhile have left the list,
 * and those behind them have moved up: so the page of the last award is read, too.
 */
async function appendPage(place: CountedPlace): Promise<ListPlace> {
  const { view, awards, start, total } = place;
  const lastPage = awards.at(-1)?.page ?? parsePageNumber(view.page);
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

/** The awards of a page of the list as it is now; none where the list has no such page. */
async function readPage({ view, total }: CountedPlace, page: number) {
  if (page < 1 || (page - 1) * getPageSize(view) >= total) return [];
  const { items } = await awardListQuery({ ...view, page: String(page) }).queryFn();
  return items.map(({ identifier, destination }) => ({ identifier, destination, page }));
}
