/* The state of the desk's rows: the current one, the selected ones, those that left the view. */

import { useRouter } from '@tanstack/react-router';
import { useEffect, useMemo, useRef, useState } from 'react';
import { useMe } from '../api/current-user.ts';
import { saveListPlace } from '../parts/list-place.ts';
import { mayReview } from '../api/permissions.ts';
import type { Award } from '../api/types.ts';
import type { SelectAllState } from './award-list-props.ts';
import { formatAwardKey } from './award-facts.ts';
import type { AwardRowActions, AwardRowProps } from './award-row.ts';
import { type DeskView, getTab, isInTab } from './desk-view.ts';
import { buildListParams } from './list-params.ts';
import { isOutsideView } from './refresh-rows.ts';
import { type AwardSelection, useAwardSelection } from './use-award-selection.ts';
import { useCurrentMinute } from './use-current-minute.ts';
import { useCurrentRow } from './use-current-row.ts';
import type { useLiveAwards } from './use-live-awards.ts';

const noAwards: readonly Award[] = [];

const awardRoute = ({ identifier, destination }: Award) => ({
  to: '/awards/$identifier/$destination' as const,
  params: { identifier, destination },
});

/** The rows of a view: which one is current, which are selected, which have left the view. */
export function useAwardRows(view: DeskView, { query, changes }: ReturnType<typeof useLiveAwards>) {
  const me = useMe();
  const router = useRouter();
  const now = useCurrentMinute();
  const awards = query.data?.items ?? noAwards;
  const total = query.data?.total;
  const viewName = JSON.stringify(view);
  const selection = useAwardSelection(
    viewName,
    query.isPlaceholderData ? undefined : query.data?.items,
  );
  const tab = getTab(view);
  const current = useCurrentRow(viewName, awards);
  useEffect(() => {
    if (query.isPlaceholderData || awards.length === 0) return;
    saveListPlace({
      view,
      query: buildListParams(view),
      awards: [...awards],
      ...(total !== undefined && { total }),
    });
  }, [view, awards, total, query.isPlaceholderData]);
  const reviewable = useMemo(
    () => new Set(awards.filter((award) => mayReview(me, award))),
    [awards, me],
  );
  const isDeleted = (award: Award): boolean => changes.deletedKeys.has(formatAwardKey(award));
  const isDecidable = (award: Award): boolean =>
    award.state === 'pending' && !isDeleted(award) && reviewable.has(award);

  const latest = useRef({ selection, current });
  latest.current = { selection, current };
  const [actions] = useState<AwardRowActions>(() => ({
    toggle: (award) => latest.current.selection.toggle(award),
    setCurrent: (award) => latest.current.current.setCurrent(award),
    open: (award) => void router.navigate(awardRoute(award)),
    prepareOpening: (award) => void router.preloadRoute(awardRoute(award)),
  }));

  const rows = awards.map(
    (award): AwardRowProps => ({
      award,
      tab,
      now,
      isCurrent: award === current.currentAward,
      isSelected: selection.has(award),
      maySelect: reviewable.has(award),
      isOutsideView: !query.isPlaceholderData && isOutsideView(award, view, changes),
      isDeleted: isDeleted(award),
    }),
  );
  const displayed = new Map(awards.map((award) => [formatAwardKey(award), award]));
  // An award that somebody else has decided about meanwhile drops out of the selection.
  const selectedAwards = selection.awards.filter((award) => {
    const row = displayed.get(formatAwardKey(award));
    return row === undefined || isDecidable(row);
  });
  return {
    rows,
    actions,
    current,
    selection,
    selectedAwards,
    otherPagesCount: selectedAwards.filter((award) => !displayed.has(formatAwardKey(award))).length,
    isDecidable,
    selectAll: getSelectAllState(tab, rows, awards.filter(isDecidable), selection),
  };
}

/** The checkbox that selects all rows; null where no row can be decided about. */
function getSelectAllState(
  tab: string,
  rows: readonly AwardRowProps[],
  decidable: readonly Award[],
  selection: AwardSelection,
): SelectAllState | null {
  const hasPendingAwards = isInTab(tab, 'pending');
  if (!hasPendingAwards || !rows.some((row) => row.maySelect)) return null;
  const selectedCount = decidable.filter(selection.has).length;
  return {
    isAllSelected: decidable.length > 0 && selectedCount === decidable.length,
    isSomeSelected: selectedCount > 0,
    onSelectAll: (isSelected) => selection.setSelected(decidable, isSelected),
  };
}
