import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { api, bodyOf, type ListPage, pageOf } from '../api/client.ts';
import { keys } from '../api/keys.ts';
import { Problem } from '../api/problem.ts';
import type { Award } from '../api/types.ts';
import { inParallel } from '../app/in-parallel.ts';
import { type ChangedAward, useChangedAwards } from '../app/live.ts';
import { nameOf } from './awards.ts';
import { type DeskSearch, queryOf } from './view.ts';

const listKey = [...keys.awards, 'list'];
const lookupsAtOnce = 5;

/**
 * The page of the list that is shown. Nothing in it moves by itself: an award that changes does
 * so in its place, and what is new is only counted, until the reader asks for it.
 */
export function useDeskList(search: DeskSearch) {
  const client = useQueryClient();
  const query = queryOf(search);
  const queryKey = [...listKey, query];
  const view = JSON.stringify(query);
  const [news, setNews] = useState<ReadonlySet<string>>(new Set());
  const [gone, setGone] = useState<ReadonlySet<string>>(new Set());
  const list = useQuery({
    queryKey,
    queryFn: async () =>
      (await pageOf(
        api.GET('/api/openportal-managed-projects/', { params: { query } }),
      )) as unknown as ListPage<Award>,
    placeholderData: keepPreviousData,
    staleTime: Number.POSITIVE_INFINITY,
    refetchOnMount: 'always',
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  });

  // biome-ignore lint/correctness/useExhaustiveDependencies: another view, or the same one read anew, has no news yet
  useEffect(() => {
    setNews(new Set());
    setGone(new Set());
  }, [view]);

  const replace = async (changed: ChangedAward): Promise<void> => {
    const fresh = await readAward(changed);
    if (fresh === null) setGone((old) => new Set([...old, nameOf(changed)]));
    else client.setQueryData<ListPage<Award>>(queryKey, (old) => old && withAward(old, fresh));
  };

  useChangedAwards((changed) => {
    const shown = new Set((list.data?.items ?? []).map(nameOf));
    const others = changed.filter((award) => !shown.has(nameOf(award)));
    // Nothing named: something may have happened while nobody was heard.
    const names = changed.length === 0 ? [missed] : others.map(nameOf);
    if (names.length > 0) setNews((old) => new Set([...old, ...names]));
    void inParallel(
      changed.filter((award) => shown.has(nameOf(award))),
      lookupsAtOnce,
      replace,
    );
    void client.invalidateQueries({ queryKey: [...keys.awards, 'counts'] });
  });

  const showNews = async (): Promise<void> => {
    await list.refetch();
    setNews(new Set());
    setGone(new Set());
  };
  return { list, news: news.size, hasMissed: news.has(missed), gone, showNews };
}

const missed = 'missed';

/** The award as it is now; null where it is gone. Other failures leave what is shown. */
async function readAward(path: ChangedAward): Promise<Award | null> {
  try {
    const award = await bodyOf(
      api.GET('/api/openportal-managed-projects/{identifier}/{destination}/', { params: { path } }),
    );
    return award as unknown as Award;
  } catch (error) {
    if (error instanceof Problem && error.status === 404) return null;
    throw error;
  }
}

function withAward(page: ListPage<Award>, fresh: Award): ListPage<Award> {
  const name = nameOf(fresh);
  return { ...page, items: page.items.map((old) => (nameOf(old) === name ? fresh : old)) };
}
