import { ApiError } from '../api/api-error.ts';
import { queryClient } from '../api/query-client.ts';
import type { Award } from '../api/types.ts';
import { readAward } from '../award/award-queries.ts';
import { mapInParallel } from '../parts/map-in-parallel.ts';
import { formatAwardKey } from './award-facts.ts';
import { type AwardListPage, awardListQuery } from './award-list-query.ts';
import { type DeskView, getTab, isInTab } from './desk-view.ts';

/** What has changed in a view since its list was loaded, apart from the contents of its rows. */
export interface ListChanges {
  /** Keys of awards that belong to this page and have no row yet. */
  addedKeys: ReadonlySet<string>;
  /** Keys of awards that have a row and no longer exist. */
  deletedKeys: ReadonlySet<string>;
}

export const noListChanges: ListChanges = { addedKeys: new Set(), deletedKeys: new Set() };

const maxConcurrentReads = 5;

/** Whether an award that has a row no longer belongs to the view. */
export function isOutsideView(award: Award, view: DeskView, { deletedKeys }: ListChanges): boolean {
  return !isInTab(getTab(view), award.state) || deletedKeys.has(formatAwardKey(award));
}

/**
 * Updates the rows of a view in place; no row is added, removed or moved. `changedKeys` are the
 * keys of awards that changed, null where they are not known. Returns what a reload of the list
 * would add and remove. Throws ApiError.
 */
export async function refreshRows(
  view: DeskView,
  changedKeys: ReadonlySet<string> | null,
  previous: ListChanges,
): Promise<ListChanges> {
  const { queryKey } = awardListQuery(view);
  const displayed = queryClient.getQueryData<AwardListPage>(queryKey);
  if (displayed === undefined) return previous;
  const current = await fetchCurrentPage(view, displayed);
  const currentByKey = new Map(current.items.map((award) => [formatAwardKey(award), award]));
  const missing = displayed.items.filter((award) => {
    const key = formatAwardKey(award);
    return !currentByKey.has(key) && (changedKeys?.has(key) ?? true);
  });
  const deletedKeys = new Set(previous.deletedKeys);
  await mapInParallel(missing, maxConcurrentReads, async (award) => {
    const found = await findAward(award);
    if (found === null) deletedKeys.add(formatAwardKey(award));
    else currentByKey.set(formatAwardKey(award), found);
  });
  queryClient.setQueryData<AwardListPage>(queryKey, (page) =>
    // A list that was reloaded meanwhile is newer than what was read here.
    page === displayed
      ? {
          total: current.total,
          items: page.items.map((award) => currentByKey.get(formatAwardKey(award)) ?? award),
        }
      : page,
  );
  const displayedKeys = new Set(displayed.items.map(formatAwardKey));
  const addedKeys = current.items
    .map(formatAwardKey)
    .filter((key) => !displayedKeys.has(key))
    .filter((key) => changedKeys === null || changedKeys.has(key) || previous.addedKeys.has(key));
  return { addedKeys: new Set(addedKeys), deletedKeys };
}

/** The page as it is now; empty where the list has become shorter. */
async function fetchCurrentPage(view: DeskView, displayed: AwardListPage): Promise<AwardListPage> {
  try {
    return await awardListQuery(view).queryFn();
  } catch (error) {
    if (error instanceof ApiError && error.status === 404) return { ...displayed, items: [] };
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
