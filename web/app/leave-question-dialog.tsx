import { Button, Group, Modal, Stack, Text } from '@mantine/core';

interface LeaveQuestionDialogProps {
  isOpen: boolean;
  onStay: () => void;
  onStopWaiting: () => void;
}

/** Asks whether to wait for the reply of a request that is under way. */
export function LeaveQuestionDialog({ isOpen, onStay, onStopWaiting }: LeaveQuestionDialogProps) {
  return (
    <Modal
      opened={isOpen}
      onClose={onStay}
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
          <Button variant="default" onClick={onStopWaiting}>
            Stop waiting
          </Button>
          <Button onClick={onStay} data-autofocus>
            Keep waiting
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
