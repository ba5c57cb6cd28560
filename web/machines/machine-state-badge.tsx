import { Badge } from '@mantine/core';
import type { MachineListItem } from '../api/types.ts';

export type MachineState = MachineListItem['state'];

/** A new state does not compile until it has a label and a colour. */
const stateStyles: Record<MachineState, { color: string; label: string }> = {
  needs_attention: { color: 'red', label: 'Needs attention' },
  observed: { color: 'gray', label: 'Observed' },
  paused: { color: 'gray', label: 'Paused' },
  being_made: { color: 'blue', label: 'Being made' },
  being_changed: { color: 'blue', label: 'Being changed' },
  present: { color: 'green', label: 'Present' },
  being_blocked: { color: 'orange', label: 'Being blocked' },
  blocked: { color: 'orange', label: 'Blocked' },
  not_made: { color: 'gray', label: 'Not made' },
  being_removed: { color: 'orange', label: 'Being removed' },
  absent: { color: 'gray', label: 'Removed' },
};

/** The state of a project on a resource as a coloured badge. */
export function MachineStateBadge({ state }: { state: MachineState }) {
  const { color, label } = stateStyles[state];
  return (
    <Badge color={color} variant="light" miw="max-content">
      {label}
    </Badge>
  );
}

/** Whether instructions are under way or due, so that the state will change soon. */
export const isStateChanging = (state: MachineState): boolean => state.startsWith('being_');
