import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useEffect, useMemo, useRef, useState } from 'react';
import { queryKeys } from '../api/query-keys.ts';
import { type ChangedAward, useAwardChangeListener } from '../api/award-events.ts';
import { queryClient } from '../api/query-client.ts';
import { awardCountKey, formatAwardKey, awardListQuery } from './award-list-query.ts';
import { refreshRows, isOutsideView, type ListChanges, noListChanges } from './refresh-rows.ts';
import { throttleBatches } from './throttle-batches.ts';
import type { DeskView } from './desk-view.ts';

const refreshPauseMs = 1_000;
const maxAgeMs = 3_000;

/**
 * The page that a view shows. Its rows are brought up to date where they stand; what would move
 * them waits until the reader asks.
 */
export function useLiveAwards(view: DeskView) {
  const query = useQuery({
    ...awardListQuery(view),
    placeholderData: keepPreviousData,
    // Rows move only when the reader does something; events tell what happens meanwhile.
    staleTime: Number.POSITIVE_INFINITY,
    // Whoever comes back sees what is there now; what was just asked for (begin-early) is that.
    refetchOnMount: ({ state }) => (Date.now() - state.dataUpdatedAt > maxAgeMs ? 'always' : false),
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  });
  const [news, learn] = useListChanges(view);
  useRowRefresh(view, news, learn);
  const shown = query.isPlaceholderData ? undefined : query.data;
  const waiting = useMemo(() => {
    const rows = shown?.items ?? [];
    const known = new Set(rows.map(formatAwardKey));
    const arrived = [...news.addedKeys].filter((key) => !known.has(key));
    return arrived.length + rows.filter((award) => isOutsideView(award, view, news)).length;
  }, [shown, news, view]);
  const show = async (): Promise<void> => {
    const { isSuccess } = await query.refetch();
    if (isSuccess) learn(noListChanges);
  };
  return { query, news, waiting, show };
}

/** News of one view: another has its own. */
function useListChanges(view: DeskView): [ListChanges, (news: ListChanges) => void] {
  const name = JSON.stringify(view);
  const [held, setHeld] = useState({ name, news: noListChanges });
  const learn = (news: ListChanges): void => setHeld({ name, news });
  return [held.name === name ? held.news : noListChanges, learn];
}

function useRowRefresh(
  view: DeskView,
  news: ListChanges,
  learn: (news: ListChanges) => void,
): void {
  const latest = useRef({ view, news, learn });
  latest.current = { view, news, learn };
  const looks = useRef<ReturnType<typeof throttleBatches<readonly ChangedAward[]>>>(null);
  useEffect(() => {
    const look = throttleBatches<readonly ChangedAward[]>(async (batches) => {
      const asked = latest.current;
      const isUnknown = batches.some((batch) => batch.length === 0);
      const changed = isUnknown ? null : new Set(batches.flat().map(formatAwardKey));
      void queryClient.invalidateQueries({ queryKey: awardCountKey });
      try {
        asked.learn(await refreshRows(asked.view, changed, asked.news));
      } catch {
        // Silence: the next event, or the reader, asks again.
      }
    }, refreshPauseMs);
    looks.current = look;
    return look.stop;
  }, []);
  useAwardChangeListener((changed) => looks.current?.add(changed));
}

/** What the reader decided himself is shown at once. */
export async function refreshAfterDecision(): Promise<void> {
  await Promise.all(
    [queryKeys.awards, queryKeys.projects, queryKeys.audit, queryKeys.overview].map((queryKey) =>
      queryClient.invalidateQueries({ queryKey }),
    ),
  );
}
