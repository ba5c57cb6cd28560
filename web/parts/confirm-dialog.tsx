import { Button, Group, Stack, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { FormDialog } from './form-dialog.tsx';
import { leaveDialog } from './leave-dialog.ts';
import { RequestNotice } from './request-notice.tsx';
import { hasHappened, maySendAgain, type OutcomeCheck, useRequest } from './use-request.ts';

interface ConfirmDialogProps {
  isOpen: boolean;
  onClose: () => void;
  /** Called after `onClose` where the reply was lost and the action has happened all the same. */
  onHappened?: () => void;
  title: string;
  /** What will happen, to what. */
  children: ReactNode;
  /** The button's label: the action itself, not "OK". */
  confirmLabel: string;
  /** Carries out the action. Throws ApiError, whose message is shown. */
  onConfirm: () => Promise<unknown>;
  /** Says whether a request with a lost reply has happened, as in useRequest. */
  checkOutcome: OutcomeCheck<[]>;
  color?: string;
}

/** Asks before an action that cannot simply be undone. Closes when the action has succeeded. */
export function ConfirmDialog(props: ConfirmDialogProps) {
  const { isOpen, onClose, title, children, confirmLabel, onConfirm, color = 'red' } = props;
  const { checkOutcome } = props;
  const request = useRequest({ send: onConfirm, checkOutcome });
  const isDone = hasHappened(request.failure);
  const close = (): void => {
    request.reset();
    onClose();
    if (isDone) props.onHappened?.();
  };
  const confirm = async (): Promise<void> => {
    if ((await request.run()) === null) close();
  };
  return (
    <FormDialog opened={isOpen} onClose={close} title={title}>
      <Stack>
        <Text size="sm" component="div">
          {children}
        </Text>
        <RequestNotice isSending={request.isSending} failure={request.failure} />
        <Group justify="flex-end">
          <Button variant="default" onClick={() => leaveDialog(close)} data-autofocus>
            {isDone ? 'Close' : 'Cancel'}
          </Button>
          {maySendAgain(request.failure) && (
            <Button color={color} loading={request.isBusy} onClick={() => void confirm()}>
              {confirmLabel}
            </Button>
          )}
        </Group>
      </Stack>
    </FormDialog>
  );
}
