import { notifications } from '@mantine/notifications';
import { useNavigate } from '@tanstack/react-router';
import type { Award } from '../api/types.ts';
import { isPendingChange } from '../award/running-change.ts';
import { getStateLabel } from '../parts/award-state-badge.tsx';
import { getAwardName } from './award-facts.ts';
import type { ReviewAction } from './award-list-query.ts';
import type { useAwardRows } from './use-award-rows.ts';
import { useRowShortcuts } from './use-row-shortcuts.ts';

/** The keys of the desk. `a` and `r` decide about the selected awards, else about the current row. */
export function useDeskShortcuts(
  { current, selection, selectedAwards, isDecidable }: ReturnType<typeof useAwardRows>,
  openDialog: (action: ReviewAction, awards: Award[]) => void,
): void {
  const navigate = useNavigate();
  const { currentAward, move } = current;
  const openAward = ({ identifier, destination }: Award): void => {
    void navigate({
      to: '/awards/$identifier/$destination',
      params: { identifier, destination },
    });
  };
  /** The current award; without one that can be decided about, says why and returns undefined. */
  const requireDecidable = (): Award | undefined => {
    if (currentAward === undefined || isDecidable(currentAward)) return currentAward;
    notifications.show({ message: explainUndecidable(currentAward) });
    return undefined;
  };
  const decide = (action: ReviewAction): void => {
    const award = selectedAwards.length > 0 ? undefined : requireDecidable();
    const awards = award ? [award] : selectedAwards;
    if (awards.length === 0) return;
    // Of running awards `r` refuses the change, which does not end them.
    const isRefusal = action === 'reject' && awards.every(isPendingChange);
    openDialog(isRefusal ? 'refuse-change' : action, awards);
  };
  useRowShortcuts({
    next: () => move(1),
    previous: () => move(-1),
    open: () => currentAward && openAward(currentAward),
    select: () => {
      const award = requireDecidable();
      if (award) selection.toggle(award);
    },
    approve: () => decide('approve'),
    reject: () => decide('reject'),
  });
}

function explainUndecidable(award: Award): string {
  const name = getAwardName(award);
  return award.state === 'pending'
    ? `You may read “${name}”, but not decide about it.`
    : `“${name}” is ${getStateLabel(award.state).toLowerCase()}. Only pending awards can be decided about.`;
}
