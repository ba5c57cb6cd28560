import { useEffect, useMemo, useRef, useState } from 'react';
import { mayReview } from '../api/may.ts';
import type { Award } from '../api/types.ts';
import { useMe } from '../app/session.tsx';
import { keyOf } from './awards.ts';
import { hasLeft } from './catch-up.ts';
import type { Picking } from './list.tsx';
import type { RowActions, RowProps } from './rows.ts';
import { useHere } from './use-here.ts';
import type { useLiveAwards } from './use-live-awards.ts';
import { useSelection } from './use-selection.ts';
import { tabOf, type View } from './view.ts';

const none: readonly Award[] = [];
const minute = 60_000;

/** The rows of a view with their marks: where the reader is, what is selected, what has left. */
export function useRows(view: View, { query, news }: ReturnType<typeof useLiveAwards>) {
  const me = useMe();
  const now = useMinute();
  const selection = useSelection();
  const awards = query.data?.items ?? none;
  const tab = tabOf(view);
  const here = useHere(JSON.stringify(view), awards);
  const may = useMemo(
    () => new Map(awards.map((award) => [award, mayReview(me, award)])),
    [awards, me],
  );
  const isDecidable = (award: Award): boolean =>
    award.state === 'pending' && !news.gone.has(keyOf(award)) && (may.get(award) ?? false);

  const latest = useRef({ selection, here });
  latest.current = { selection, here };
  const [actions] = useState<RowActions>(() => ({
    toggle: (award) => latest.current.selection.toggle(award),
    mark: (award) => latest.current.here.put(award),
  }));

  const rows = awards.map(
    (award): RowProps => ({
      award,
      tab,
      now,
      isHere: award === here.here,
      isSelected: selection.has(award),
      mayPick: may.get(award) ?? false,
      isLeft: !query.isPlaceholderData && hasLeft(award, view, news),
      isGone: news.gone.has(keyOf(award)),
      actions,
    }),
  );
  const shown = new Map(awards.map((award) => [keyOf(award), award]));
  // What somebody else has decided meanwhile is not to be decided again.
  const selected = selection.awards.filter((award) => {
    const now = shown.get(keyOf(award));
    return now === undefined || isDecidable(now);
  });
  return {
    rows,
    here,
    selection,
    selected,
    elsewhere: selected.filter((award) => !shown.has(keyOf(award))).length,
    isDecidable,
    picking: pickingOf(tab, rows, awards.filter(isDecidable), selection),
  };
}

/** The box over all boxes; none where nothing here can be decided on. */
function pickingOf(
  tab: string,
  rows: readonly RowProps[],
  decidable: readonly Award[],
  selection: ReturnType<typeof useSelection>,
): Picking | null {
  const isFor = tab === 'pending' || tab === 'all';
  if (!isFor || !rows.some((row) => row.mayPick)) return null;
  const chosen = decidable.filter(selection.has);
  return {
    isAll: decidable.length > 0 && chosen.length === decidable.length,
    isSome: chosen.length > 0,
    onAll: (isIn) => selection.set(decidable, isIn),
  };
}

/** The time, for what is counted in minutes and more. */
function useMinute(): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), minute);
    return () => clearInterval(timer);
  }, []);
  return now;
}
