import { Problem } from '../api/problem.ts';
import type { Award } from '../api/types.ts';
import { inParallel } from '../app/in-parallel.ts';
import { queryClient } from '../app/query-client.ts';
import { readAward } from '../award/award-query.ts';
import { type AwardPage, keyOf, listQuery } from './awards.ts';
import { tabOf, type View } from './view.ts';

/** What happened to a view since it was asked for, beside what its rows show by themselves. */
export interface News {
  /** Awards that belong to this page and are not shown yet. */
  arrived: ReadonlySet<string>;
  /** Awards that are shown and are no more. */
  gone: ReadonlySet<string>;
}

export const noNews: News = { arrived: new Set(), gone: new Set() };

/** Whether an award that is shown does not belong to the view any more. */
export function hasLeft(award: Award, view: View, { gone }: News): boolean {
  const tab = tabOf(view);
  return (tab !== 'all' && award.state !== tab) || gone.has(keyOf(award));
}

/**
 * Brings the rows that are shown up to date where they stand; none comes, goes or moves.
 * `changed`: the awards that something happened to; null where that is not known.
 */
export async function catchUp(
  view: View,
  changed: ReadonlySet<string> | null,
  before: News,
): Promise<News> {
  const { queryKey } = listQuery(view);
  const shown = queryClient.getQueryData<AwardPage>(queryKey);
  if (shown === undefined) return before;
  const fresh = await freshPage(view, shown);
  const now = new Map(fresh.items.map((award) => [keyOf(award), award]));
  const missing = shown.items.filter((award) => {
    const key = keyOf(award);
    return !now.has(key) && (changed?.has(key) ?? true);
  });
  const gone = new Set(before.gone);
  await inParallel(missing, 5, async (award) => {
    const found = await findAward(award);
    if (found === null) gone.add(keyOf(award));
    else now.set(keyOf(award), found);
  });
  queryClient.setQueryData<AwardPage>(queryKey, (page) =>
    // What was asked for anew meanwhile is newer than what was found here.
    page === shown
      ? { total: fresh.total, items: page.items.map((award) => now.get(keyOf(award)) ?? award) }
      : page,
  );
  const known = new Set(shown.items.map(keyOf));
  const arrived = fresh.items
    .map(keyOf)
    .filter((key) => !known.has(key))
    .filter((key) => changed === null || changed.has(key) || before.arrived.has(key));
  return { arrived: new Set(arrived), gone };
}

/** The page as it is now; one that is no longer there is empty. */
async function freshPage(view: View, shown: AwardPage): Promise<AwardPage> {
  try {
    return await listQuery(view).queryFn();
  } catch (error) {
    if (error instanceof Problem && error.status === 404) return { ...shown, items: [] };
    throw error;
  }
}

async function findAward(award: Award): Promise<Award | null> {
  try {
    return (await readAward(award)).award;
  } catch (error) {
    if (error instanceof Problem && error.status === 404) return null;
    throw error;
  }
}
