import { notifications } from '@mantine/notifications';
import { useNavigate } from '@tanstack/react-router';
import type { Award } from '../api/types.ts';
import { type ReviewAction, getAwardName } from './award-list-query.ts';
import { useRowShortcuts } from './use-row-shortcuts.ts';
import type { useAwardRows } from './use-award-rows.ts';

/** What the keys do on the desk. A decision is on what is selected, else on the marked row. */
export function useDeskShortcuts(
  { here: { here, move }, selection, selected, isDecidable }: ReturnType<typeof useAwardRows>,
  ask: (decision: ReviewAction, awards: Award[]) => void,
): void {
  const navigate = useNavigate();
  const open = ({ identifier, destination }: Award): void => {
    void navigate({
      to: '/awards/$identifier/$destination',
      params: { identifier, destination },
    });
  };
  const decidable = (): Award | undefined => {
    if (here === undefined || isDecidable(here)) return here;
    notifications.show({ message: explainUndecidable(here) });
    return undefined;
  };
  const decide = (decision: ReviewAction): void => {
    const one = selected.length > 0 ? undefined : decidable();
    const awards = one ? [one] : selected;
    if (awards.length > 0) ask(decision, awards);
  };
  useRowShortcuts({
    next: () => move(1),
    previous: () => move(-1),
    open: () => here && open(here),
    select: () => {
      const award = decidable();
      if (award) selection.toggle(award);
    },
    approve: () => decide('approve'),
    reject: () => decide('reject'),
  });
}

function explainUndecidable(award: Award): string {
  return award.state === 'pending'
    ? `You may read “${getAwardName(award)}”, but not decide on it.`
    : `“${getAwardName(award)}” is ${award.state}: only what is pending is decided on here.`;
}
