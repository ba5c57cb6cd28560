import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useEffect, useMemo, useRef, useState } from 'react';
import { keys } from '../api/keys.ts';
import { type ChangedAward, useChangedAwards } from '../app/live.ts';
import { queryClient } from '../app/query-client.ts';
import { countKey, keyOf, listQuery } from './awards.ts';
import { catchUp, hasLeft, type News, noNews } from './catch-up.ts';
import { gather } from './gather.ts';
import type { View } from './view.ts';

const pauseBetweenLooks = 1_000;
const freshMs = 3_000;

/**
 * The page that a view shows. Its rows are brought up to date where they stand; what would move
 * them waits until the reader asks.
 */
export function useLiveAwards(view: View) {
  const query = useQuery({
    ...listQuery(view),
    placeholderData: keepPreviousData,
    // Rows move only when the reader does something; events tell what happens meanwhile.
    staleTime: Number.POSITIVE_INFINITY,
    // Whoever comes back sees what is there now; what was just asked for (begin-early) is that.
    refetchOnMount: ({ state }) => (Date.now() - state.dataUpdatedAt > freshMs ? 'always' : false),
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  });
  const [news, learn] = useNews(view);
  useCatchingUp(view, news, learn);
  const shown = query.isPlaceholderData ? undefined : query.data;
  const waiting = useMemo(() => {
    const rows = shown?.items ?? [];
    const known = new Set(rows.map(keyOf));
    const arrived = [...news.arrived].filter((key) => !known.has(key));
    return arrived.length + rows.filter((award) => hasLeft(award, view, news)).length;
  }, [shown, news, view]);
  const show = async (): Promise<void> => {
    const { isSuccess } = await query.refetch();
    if (isSuccess) learn(noNews);
  };
  return { query, news, waiting, show };
}

/** News of one view: another has its own. */
function useNews(view: View): [News, (news: News) => void] {
  const name = JSON.stringify(view);
  const [held, setHeld] = useState({ name, news: noNews });
  const learn = (news: News): void => setHeld({ name, news });
  return [held.name === name ? held.news : noNews, learn];
}

function useCatchingUp(view: View, news: News, learn: (news: News) => void): void {
  const latest = useRef({ view, news, learn });
  latest.current = { view, news, learn };
  const looks = useRef<ReturnType<typeof gather<readonly ChangedAward[]>>>(null);
  useEffect(() => {
    const look = gather<readonly ChangedAward[]>(async (batches) => {
      const asked = latest.current;
      const isUnknown = batches.some((batch) => batch.length === 0);
      const changed = isUnknown ? null : new Set(batches.flat().map(keyOf));
      void queryClient.invalidateQueries({ queryKey: countKey });
      try {
        asked.learn(await catchUp(asked.view, changed, asked.news));
      } catch {
        // Silence: the next event, or the reader, asks again.
      }
    }, pauseBetweenLooks);
    looks.current = look;
    return look.stop;
  }, []);
  useChangedAwards((changed) => looks.current?.add(changed));
}

/** What the reader decided himself is shown at once. */
export async function showOwnDecisions(): Promise<void> {
  await Promise.all(
    [keys.awards, keys.projects, keys.audit, keys.overview].map((queryKey) =>
      queryClient.invalidateQueries({ queryKey }),
    ),
  );
}
