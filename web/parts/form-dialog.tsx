import { Modal, type ModalProps } from '@mantine/core';
import { leaveDialog } from './leave-dialog.ts';
import { MarkedText } from './marked-text.tsx';

/**
 * The dialog of a form or a confirmation. A click beside it does not close it, which would lose
 * what was typed, and it cannot be left while its request is under way. A title of text may contain
 * names of others.
 */
export function FormDialog({ onClose, title, ...modal }: ModalProps) {
  return (
    <Modal
      closeOnClickOutside={false}
      {...modal}
      title={typeof title === 'string' ? <MarkedText text={title} /> : title}
      onClose={() => leaveDialog(onClose)}
    />
  );
}
