import { Badge } from '@mantine/core';
import type { AwardState } from '../api/types.ts';

const stateStyles: Record<AwardState, { color: string; word: string }> = {
  pending: { color: 'orange', word: 'Pending' },
  approved: { color: 'green', word: 'Approved' },
  rejected: { color: 'red', word: 'Rejected' },
  canceled: { color: 'gray', word: 'Canceled' },
  draft: { color: 'gray', word: 'Draft' },
};

/** The state of an award, by word and colour. */
export function StateBadge({ state }: { state: AwardState }) {
  const { color, word } = stateStyles[state];
  return (
    <Badge color={color} variant="light" tt="none" className="state-badge" data-state={state}>
      {word}
    </Badge>
  );
}

export const getStateLabel = (state: AwardState): string => stateStyles[state].word;
