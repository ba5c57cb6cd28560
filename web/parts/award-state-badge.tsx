import type { AwardState } from '../../src/award/award-enums.ts';
import { PlainBadge } from './plain-badge.tsx';

/** A new state does not compile until it has a label and a colour. */
const stateStyles: {
  [State in AwardState]: { color: 'orange' | 'green' | 'red' | 'gray'; label: string };
} = {
  pending: { color: 'orange', label: 'Pending' },
  approved: { color: 'green', label: 'Approved' },
  rejected: { color: 'red', label: 'Rejected' },
  canceled: { color: 'gray', label: 'Canceled' },
};

/** The state of an award as a coloured badge. */
export function StateBadge({ state }: { state: AwardState }) {
  const { color, label } = stateStyles[state];
  return (
    <PlainBadge color={color} className="state-badge" data-state={state}>
      {label}
    </PlainBadge>
  );
}

/** Nothing of the award may be deleted. */
export const LegalHoldBadge = () => <PlainBadge color="red">Legal hold</PlainBadge>;

/** The name of a state, for people to read. */
export const getStateLabel = (state: AwardState): string => stateStyles[state].label;
