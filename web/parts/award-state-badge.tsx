import { Badge } from '@mantine/core';
import type { AwardState } from '../api/types.ts';

/** A new state does not compile until it has a label and a colour. */
const stateStyles: Record<AwardState, { color: string; label: string }> = {
  pending: { color: 'orange', label: 'Pending' },
  approved: { color: 'green', label: 'Approved' },
  rejected: { color: 'red', label: 'Rejected' },
  canceled: { color: 'gray', label: 'Canceled' },
};

/** The state of an award as a coloured badge. */
export function StateBadge({ state }: { state: AwardState }) {
  const { color, label } = stateStyles[state];
  return (
    <Badge color={color} variant="light" tt="none" className="state-badge" data-state={state}>
      {label}
    </Badge>
  );
}

/** The name of a state, for people to read. */
export const getStateLabel = (state: AwardState): string => stateStyles[state].label;
