import { Button, Group, Paper, Text } from '@mantine/core';
import type { ReviewAction } from './award-list-query.ts';
import { ReviewButtons } from './review-buttons.tsx';

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
        <ReviewButtons
          hasPendingChange={hasPendingChange}
          variant="outline"
          px="sm"
          onDecide={onDecide}
        />
        <Button size="xs" px="sm" variant="subtle" onClick={onClear}>
          Clear
        </Button>
      </Group>
    </Paper>
  );
}
