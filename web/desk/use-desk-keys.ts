import { notifications } from '@mantine/notifications';
import { useNavigate } from '@tanstack/react-router';
import type { Award } from '../api/types.ts';
import { type Decision, nameOf } from './awards.ts';
import { useRowKeys } from './use-row-keys.ts';
import type { useRows } from './use-rows.ts';

/** What the keys do on the desk. A decision is on what is selected, else on the marked row. */
export function useDeskKeys(
  { here: { here, move }, selection, selected, isDecidable }: ReturnType<typeof useRows>,
  ask: (decision: Decision, awards: Award[]) => void,
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
    notifications.show({ message: whyNot(here) });
    return undefined;
  };
  const decide = (decision: Decision): void => {
    const one = selected.length > 0 ? undefined : decidable();
    const awards = one ? [one] : selected;
    if (awards.length > 0) ask(decision, awards);
  };
  useRowKeys({
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

function whyNot(award: Award): string {
  return award.state === 'pending'
    ? `You may read “${nameOf(award)}”, but not decide on it.`
    : `“${nameOf(award)}” is ${award.state}: only what is pending is decided on here.`;
}
