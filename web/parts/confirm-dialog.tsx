import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { ErrorAlert } from './query-state.tsx';
import { useSingleFlight } from './use-single-flight.ts';

interface ConfirmDialogProps {
  isOpen: boolean;
  onClose: () => void;
  title: string;
  /** What will happen, to what. */
  children: ReactNode;
  /** The button's label: the action itself, not "OK". */
  confirmLabel: string;
  /** Carries out the action. Throws ApiError, whose message is shown. */
  onConfirm: () => Promise<unknown>;
  color?: string;
}

/** Asks before an action that cannot simply be undone. Closes when the action has succeeded. */
export function ConfirmDialog(props: ConfirmDialogProps) {
  const { isOpen, onClose, title, children, confirmLabel, onConfirm, color = 'red' } = props;
  const action = useMutation({ mutationFn: useSingleFlight(onConfirm), onSuccess: () => close() });
  const close = (): void => {
    action.reset();
    onClose();
  };
  return (
    <Modal opened={isOpen} onClose={close} title={title}>
      <Stack>
        <Text size="sm" component="div">
          {children}
        </Text>
        {action.isError && <ErrorAlert error={action.error} />}
        <Group justify="flex-end">
          <Button variant="default" onClick={close} data-autofocus>
            Cancel
          </Button>
          <Button color={color} loading={action.isPending} onClick={() => action.mutate()}>
            {confirmLabel}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
