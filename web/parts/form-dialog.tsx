import { Modal, type ModalProps } from '@mantine/core';
import { leaveDialog } from './leave-dialog.ts';

/**
 * The dialog of a form or a confirmation. A click beside it does not close it, which would lose
 * what was typed, and it cannot be left while its request is under way.
 */
export function FormDialog({ onClose, ...modal }: ModalProps) {
  return <Modal closeOnClickOutside={false} {...modal} onClose={() => leaveDialog(onClose)} />;
}
