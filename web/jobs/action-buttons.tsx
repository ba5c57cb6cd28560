import { Button, Group } from '@mantine/core';
import type { ReactNode } from 'react';

interface ActionButtonsProps {
  /** null where the reader cannot retry it. */
  onRetry: (() => void) | null;
  /** null where the reader cannot give it up. */
  onGiveUp: (() => void) | null;
  /** Buttons after these. */
  children?: ReactNode;
}

/** The buttons "Retry" and "Give up" of a job or a delivery. */
export function ActionButtons({ onRetry, onGiveUp, children }: ActionButtonsProps) {
  return (
    <Group gap="xs" justify="flex-end" wrap="nowrap">
      {onRetry && (
        <Button size="compact-sm" variant="light" onClick={onRetry}>
          Retry
        </Button>
      )}
      {onGiveUp && (
        <Button size="compact-sm" variant="light" color="red" onClick={onGiveUp}>
          Give up
        </Button>
      )}
      {children}
    </Group>
  );
}
