import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useEffect, useMemo, useRef, useState } from 'react';
import { type ChangedAward, useAwardChangeListener } from '../api/award-events.ts';
import { queryClient } from '../api/query-client.ts';
import { formatAwardKey } from './award-facts.ts';
import { awardCountKey, awardListQuery } from './award-list-query.ts';
import type { DeskView } from './desk-view.ts';
import { isOutsideView, type ListChanges, noListChanges, refreshRows } from './refresh-rows.ts';
import { throttleBatches } from './throttle-batches.ts';

const refreshPauseMs = 1_000;
/** A list that was loaded less than this before is not loaded again: it was prefetched. */
const maxPrefetchAgeMs = 3_000;

/**
 * The page of awards that a view shows. Rows are updated in place; changes that would move rows
 * are counted, and shown when the reader asks for them.
 */
export function useLiveAwards(view: DeskView) {
  const query = useQuery({
    ...awardListQuery(view),
    placeholderData: keepPreviousData,
    // Events bring the changes; a refetch would move rows under the pointer.
    staleTime: Number.POSITIVE_INFINITY,
    refetchOnMount: ({ state }) =>
      // A decision on the page of an award makes even a list of the last seconds stale.
      state.isInvalidated || Date.now() - state.dataUpdatedAt > maxPrefetchAgeMs ? 'always' : false,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  });
  const [changes, setChanges] = useListChanges(view);
  useRowRefresh(view, changes, setChanges);
  const displayed = query.isPlaceholderData ? undefined : query.data;
  const changeCount = useMemo(() => {
    const awards = displayed?.items ?? [];
    const displayedKeys = new Set(awards.map(formatAwardKey));
    const added = [...changes.addedKeys].filter((key) => !displayedKeys.has(key));
    return added.length + awards.filter((award) => isOutsideView(award, view, changes)).length;
  }, [displayed, changes, view]);
  const showChanges = async (): Promise<void> => {
    const { isSuccess } = await query.refetch();
    if (isSuccess) setChanges(noListChanges);
  };
  return { query, changes, changeCount, showChanges };
}

/** The changes of one view; another view starts without any. */
function useListChanges(view: DeskView): [ListChanges, (changes: ListChanges) => void] {
  const viewName = JSON.stringify(view);
  const [stored, setStored] = useState({ viewName, changes: noListChanges });
  const setChanges = (changes: ListChanges): void => setStored({ viewName, changes });
  return [stored.viewName === viewName ? stored.changes : noListChanges, setChanges];
}

/** Updates the rows when events say that awards have changed. */
function useRowRefresh(
  view: DeskView,
  changes: ListChanges,
  setChanges: (changes: ListChanges) => void,
): void {
  const latest = useRef({ view, changes, setChanges });
  latest.current = { view, changes, setChanges };
  const refreshes = useRef<ReturnType<typeof throttleBatches<readonly ChangedAward[]>>>(null);
  useEffect(() => {
    const throttled = throttleBatches<readonly ChangedAward[]>(async (events) => {
      const { view, changes, setChanges } = latest.current;
      // An empty event means that events were missed.
      const isUnknown = events.some((event) => event.length === 0);
      const changedKeys = isUnknown ? null : new Set(events.flat().map(formatAwardKey));
      void queryClient.invalidateQueries({ queryKey: awardCountKey });
      try {
        setChanges(await refreshRows(view, changedKeys, changes));
      } catch {
        // The next event or the reader's next action requests the rows again.
      }
    }, refreshPauseMs);
    refreshes.current = throttled;
    return throttled.stop;
  }, []);
  useAwardChangeListener((changed) => refreshes.current?.add(changed));
}
