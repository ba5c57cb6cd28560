import { Button, Group, Paper, Text } from '@mantine/core';
import type { ReviewAction } from './award-list-query.ts';

interface SelectionBarProps {
  count: number;
  /** Whether one of them is a change of a running award, which can be refused alone. */
  hasPendingChange: boolean;
  /** How many of them the current page does not show. */
  otherPagesCount: number;
  onDecide: (action: ReviewAction) => void;
  onClear: () => void;
}

/** Buttons for the selected awards; over the bottom of the list, so that no row moves. */
export function SelectionBar(props: SelectionBarProps) {
  const { count, hasPendingChange, otherPagesCount, onDecide, onClear } = props;
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
          {count} selected{otherPagesCount > 0 && `, ${otherPagesCount} not on this page`}
        </Text>
        {hasPendingChange && (
          <Button
            size="xs"
            px="sm"
            color="orange"
            variant="outline"
            onClick={() => onDecide('refuse-change')}
          >
            Refuse change…
          </Button>
        )}
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
