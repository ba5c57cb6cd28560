import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { useBlocker } from '@tanstack/react-router';
import { useEffect, useSyncExternalStore } from 'react';
import { abortChanges, hasChangesInFlight, subscribeToChanges } from '../api/changes-in-flight.ts';
import {
  closeLeaveQuestion,
  isLeaveQuestionOpen,
  subscribeToLeaveQuestion,
} from '../parts/leave-dialog.ts';

/**
 * Asked when somebody leaves a dialog or a page while a request is under way. Those who stop waiting
 * stay, and the form says what has become of the request.
 */
export function LeaveQuestion() {
  const isInFlight = useSyncExternalStore(subscribeToChanges, hasChangesInFlight);
  const isAsked = useSyncExternalStore(subscribeToLeaveQuestion, isLeaveQuestionOpen);
  const blocker = useBlocker({
    shouldBlockFn: () => hasChangesInFlight(),
    enableBeforeUnload: () => hasChangesInFlight(),
    withResolver: true,
  });
  const close = (): void => {
    closeLeaveQuestion();
    blocker.reset?.();
  };
  // The reply has come: the form says what happened.
  useEffect(() => {
    if (!isInFlight) closeLeaveQuestion();
    if (!isInFlight && blocker.status === 'blocked') blocker.reset();
  }, [isInFlight, blocker]);
  return (
    <Modal
      opened={isInFlight && (isAsked || blocker.status === 'blocked')}
      onClose={close}
      title="The request is under way"
      closeOnClickOutside={false}
      zIndex={350}
    >
      <Stack>
        <Text size="sm">
          The service has not answered yet. It may have happened already, and leaving would not undo
          it. Keep waiting, or stop waiting and see what happened.
        </Text>
        <Group justify="flex-end">
          <Button
            variant="default"
            onClick={() => {
              close();
              abortChanges();
            }}
          >
            Stop waiting
          </Button>
          <Button onClick={close} data-autofocus>
            Keep waiting
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
