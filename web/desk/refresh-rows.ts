import { ApiError } from '../api/api-error.ts';
import type { Award } from '../api/types.ts';
import { mapInParallel } from '../parts/map-in-parallel.ts';
import { queryClient } from '../api/query-client.ts';
import { readAward } from '../award/award-queries.ts';
import { type AwardListPage, formatAwardKey, awardListQuery } from './award-list-query.ts';
import { getTab, type DeskView } from './desk-view.ts';

/** What happened to a view since it was asked for, beside what its rows show by themselves. */
export interface ListChanges {
  /** Awards that belong to this page and are not shown yet. */
  addedKeys: ReadonlySet<string>;
  /** Awards that are shown and are no more. */
  deletedKeys: ReadonlySet<string>;
}

export const noListChanges: ListChanges = { addedKeys: new Set(), deletedKeys: new Set() };

/** Whether an award that is shown does not belong to the view any more. */
export function isOutsideView(
  award: Award,
  view: DeskView,
  { deletedKeys: gone }: ListChanges,
): boolean {
  const tab = getTab(view);
  return (tab !== 'all' && award.state !== tab) || gone.has(formatAwardKey(award));
}

/**
 * Brings the rows that are shown up to date where they stand; none comes, goes or moves.
 * `changed`: the awards that something happened to; null where that is not known.
 */
export async function refreshRows(
  view: DeskView,
  changed: ReadonlySet<string> | null,
  before: ListChanges,
): Promise<ListChanges> {
  const { queryKey } = awardListQuery(view);
  const shown = queryClient.getQueryData<AwardListPage>(queryKey);
  if (shown === undefined) return before;
  const fresh = await fetchCurrentPage(view, shown);
  const now = new Map(fresh.items.map((award) => [formatAwardKey(award), award]));
  const missing = shown.items.filter((award) => {
    const key = formatAwardKey(award);
    return !now.has(key) && (changed?.has(key) ?? true);
  });
  const gone = new Set(before.deletedKeys);
  await mapInParallel(missing, 5, async (award) => {
    const found = await findAward(award);
    if (found === null) gone.add(formatAwardKey(award));
    else now.set(formatAwardKey(award), found);
  });
  queryClient.setQueryData<AwardListPage>(queryKey, (page) =>
    // What was asked for anew meanwhile is newer than what was found here.
    page === shown
      ? {
          total: fresh.total,
          items: page.items.map((award) => now.get(formatAwardKey(award)) ?? award),
        }
      : page,
  );
  const known = new Set(shown.items.map(formatAwardKey));
  const arrived = fresh.items
    .map(formatAwardKey)
    .filter((key) => !known.has(key))
    .filter((key) => changed === null || changed.has(key) || before.addedKeys.has(key));
  return { addedKeys: new Set(arrived), deletedKeys: gone };
}

/** The page as it is now; one that is no longer there is empty. */
async function fetchCurrentPage(view: DeskView, shown: AwardListPage): Promise<AwardListPage> {
  try {
    return await awardListQuery(view).queryFn();
  } catch (error) {
    if (error instanceof ApiError && error.status === 404) return { ...shown, items: [] };
    throw error;
  }
}

async function findAward(award: Award): Promise<Award | null> {
  try {
    return (await readAward(award)).award;
  } catch (error) {
    if (error instanceof ApiError && error.status === 404) return null;
    throw error;
  }
}
