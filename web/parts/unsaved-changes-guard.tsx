import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { useBlocker } from '@tanstack/react-router';
import { useEffect } from 'react';

interface UnsavedChangesGuardProps {
  /** Whether there are unsaved changes. */
  isDirty: () => boolean;
  /** Whether the browser asks, too, before the tab is closed or loads something else. */
  isUnloadGuarded?: boolean;
  /** Called with whether it asks. */
  onAsk?: (isAsking: boolean) => void;
}

/** Asks before the reader leaves a page with unsaved changes. */
export function UnsavedChangesGuard({
  isDirty,
  isUnloadGuarded = true,
  onAsk,
}: UnsavedChangesGuardProps) {
  const blocker = useBlocker({
    shouldBlockFn: ({ current, next }) => current.pathname !== next.pathname && isDirty(),
    enableBeforeUnload: () => isUnloadGuarded && isDirty(),
    withResolver: true,
  });
  const isAsking = blocker.status === 'blocked';
  useEffect(() => onAsk?.(isAsking), [isAsking, onAsk]);
  return (
    <Modal opened={isAsking} onClose={() => blocker.reset?.()} title="Leave without saving?">
      <Stack>
        <Text size="sm">What you changed is not saved and would be lost.</Text>
        <Group justify="flex-end">
          <Button variant="default" onClick={() => blocker.reset?.()} data-autofocus>
            Stay on this page
          </Button>
          <Button color="red" onClick={() => blocker.proceed?.()}>
            Leave without saving
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
