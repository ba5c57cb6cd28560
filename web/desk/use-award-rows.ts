import { useEffect, useMemo, useRef, useState } from 'react';
import { mayReview } from '../api/permissions.ts';
import type { Award } from '../api/types.ts';
import { useMe } from '../api/current-user.ts';
import { formatAwardKey } from './award-list-query.ts';
import { isOutsideView } from './refresh-rows.ts';
import type { SelectAllState } from './award-list.tsx';
import type { AwardRowActions, AwardRowProps } from './award-row.ts';
import { useCurrentRow } from './use-current-row.ts';
import type { useLiveAwards } from './use-live-awards.ts';
import { useAwardSelection } from './use-award-selection.ts';
import { getTab, type DeskView } from './desk-view.ts';

const noAwards: readonly Award[] = [];
const minuteMs = 60_000;

/** The rows of a view with their marks: where the reader is, what is selected, what has left. */
export function useAwardRows(view: DeskView, { query, news }: ReturnType<typeof useLiveAwards>) {
  const me = useMe();
  const now = useCurrentMinute();
  const selection = useAwardSelection();
  const awards = query.data?.items ?? noAwards;
  const tab = getTab(view);
  const here = useCurrentRow(JSON.stringify(view), awards);
  const may = useMemo(
    () => new Map(awards.map((award) => [award, mayReview(me, award)])),
    [awards, me],
  );
  const isDecidable = (award: Award): boolean =>
    award.state === 'pending' &&
    !news.deletedKeys.has(formatAwardKey(award)) &&
    (may.get(award) ?? false);

  const latest = useRef({ selection, here });
  latest.current = { selection, here };
  const [actions] = useState<AwardRowActions>(() => ({
    toggle: (award) => latest.current.selection.toggle(award),
    setCurrent: (award) => latest.current.here.put(award),
  }));

  const rows = awards.map(
    (award): AwardRowProps => ({
      award,
      tab,
      now,
      isCurrent: award === here.here,
      isSelected: selection.has(award),
      maySelect: may.get(award) ?? false,
      isOutsideView: !query.isPlaceholderData && isOutsideView(award, view, news),
      isDeleted: news.deletedKeys.has(formatAwardKey(award)),
      actions,
    }),
  );
  const shown = new Map(awards.map((award) => [formatAwardKey(award), award]));
  // What somebody else has decided meanwhile is not to be decided again.
  const selected = selection.awards.filter((award) => {
    const now = shown.get(formatAwardKey(award));
    return now === undefined || isDecidable(now);
  });
  return {
    rows,
    here,
    selection,
    selected,
    elsewhere: selected.filter((award) => !shown.has(formatAwardKey(award))).length,
    isDecidable,
    picking: getSelectAllState(tab, rows, awards.filter(isDecidable), selection),
  };
}

/** The box over all boxes; none where nothing here can be decided on. */
function getSelectAllState(
  tab: string,
  rows: readonly AwardRowProps[],
  decidable: readonly Award[],
  selection: ReturnType<typeof useAwardSelection>,
): SelectAllState | null {
  const isFor = tab === 'pending' || tab === 'all';
  if (!isFor || !rows.some((row) => row.maySelect)) return null;
  const chosen = decidable.filter(selection.has);
  return {
    isAllSelected: decidable.length > 0 && chosen.length === decidable.length,
    isSomeSelected: chosen.length > 0,
    onSelectAll: (isIn) => selection.setSelected(decidable, isIn),
  };
}

/** The time, for what is counted in minutes and more. */
function useCurrentMinute(): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), minuteMs);
    return () => clearInterval(timer);
  }, []);
  return now;
}
