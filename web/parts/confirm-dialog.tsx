import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { ErrorAlert } from './query-state.tsx';
import { useSingleFlight } from './use-single-flight.ts';

interface ConfirmDialogProps {
  isOpen: boolean;
  onClose: () => void;
  title: string;
  /** What will happen, and to whom. */
  children: ReactNode;
  /** What the button says: the act itself, never "OK". */
  confirmLabel: string;
  /** Does it. Throws Problem, whose words are shown. */
  onConfirm: () => Promise<unknown>;
  color?: string;
}

/** Asks before something is done that cannot simply be undone. Closes once it is done. */
export function ConfirmDialog(props: ConfirmDialogProps) {
  const {
    isOpen,
    onClose,
    title,
    children,
    confirmLabel: action,
    onConfirm,
    color = 'red',
  } = props;
  const doing = useMutation({ mutationFn: useSingleFlight(onConfirm), onSuccess: () => close() });
  const close = (): void => {
    doing.reset();
    onClose();
  };
  return (
    <Modal opened={isOpen} onClose={close} title={title}>
      <Stack>
        <Text size="sm" component="div">
          {children}
        </Text>
        {doing.isError && <ErrorAlert error={doing.error} />}
        <Group justify="flex-end">
          <Button variant="default" onClick={close} data-autofocus>
            Cancel
          </Button>
          <Button color={color} loading={doing.isPending} onClick={() => doing.mutate()}>
            {action}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
