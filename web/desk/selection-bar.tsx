import { Button, Group, Paper, Text } from '@mantine/core';
import type { ReviewAction } from './award-list-query.ts';

interface SelectionBarProps {
  count: number;
  /** How many of them are on another page or under other filters. */
  otherPagesCount: number;
  onDecide: (decision: ReviewAction) => void;
  onClear: () => void;
}

/** What can be done with what is selected; at the foot of the window, so that no row moves. */
export function SelectionBar({
  count,
  otherPagesCount: elsewhere,
  onDecide,
  onClear,
}: SelectionBarProps) {
  if (count === 0) return null;
  return (
    <Paper
      className="selection-bar"
      shadow="md"
      withBorder
      p="xs"
      role="region"
      aria-label="Selection"
    >
      <Group gap={6} justify="center">
        <Text size="sm" fw={600} aria-live="polite">
          {count} selected{elsewhere > 0 && `, ${elsewhere} not on this page`}
        </Text>
        <Button size="xs" px="sm" onClick={() => onDecide('approve')}>
          Approve…
        </Button>
        <Button size="xs" px="sm" color="red" variant="outline" onClick={() => onDecide('reject')}>
          Reject…
        </Button>
        <Button size="xs" px="sm" variant="subtle" onClick={onClear}>
          Clear
        </Button>
      </Group>
    </Paper>
  );
}
