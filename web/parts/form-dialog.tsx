import { Alert, Button, Group, Modal, type ModalProps, Text } from '@mantine/core';
import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import { leaveDialog } from './leave-dialog.ts';
import { MarkedText } from './marked-text.tsx';
import { UnsavedChangesGuard } from './unsaved-changes-guard.tsx';

interface FormDialogProps extends ModalProps {
  /** Whether what was typed is there when the dialog opens again; then closing loses nothing. */
  keepsText?: boolean;
}

/**
 * The dialog of a form or a confirmation. A click beside it does not close it. Escape, the cross, links
 * and the way back ask before they lose what was typed, and it cannot be left while its request is under
 * way. A title of text may contain names of others.
 */
export function FormDialog(props: FormDialogProps) {
  const { onClose, keepsText = false, title, children, ...modal } = props;
  const hasText = useRef(false);
  const [isAsking, setAsking] = useState(false);
  const [isLeaving, setLeaving] = useState(false);
  // biome-ignore lint/correctness/useExhaustiveDependencies: each opening begins without text
  useEffect(() => {
    hasText.current = false;
    setAsking(false);
  }, [modal.opened]);
  const close = (): void => {
    if (hasText.current && !keepsText && !isAsking) setAsking(true);
    else leaveDialog(onClose);
  };
  return (
    <Modal
      closeOnClickOutside={false}
      {...modal}
      // Escape closes the question above it alone.
      closeOnEscape={!isLeaving && modal.closeOnEscape !== false}
      title={typeof title === 'string' ? <MarkedText text={title} /> : title}
      onClose={close}
    >
      {isAsking && (
        <DiscardQuestion onKeep={() => setAsking(false)} onDiscard={() => leaveDialog(onClose)} />
      )}
      <div
        onInput={() => {
          hasText.current = true;
          setAsking(false);
        }}
      >
        {children}
      </div>
      {!keepsText && (
        <UnsavedChangesGuard
          isDirty={() => hasText.current}
          // Some send the tab to another site when they are done.
          isUnloadGuarded={false}
          onAsk={setLeaving}
        />
      )}
    </Modal>
  );
}

function DiscardQuestion({ onKeep, onDiscard }: { onKeep: () => void; onDiscard: () => void }) {
  const ref = useRef<HTMLButtonElement>(null);
  // Before the next key: Enter in the field behind the question would send the form.
  useLayoutEffect(() => ref.current?.focus(), []);
  return (
    <Alert color="orange" role="alert" title="Close and lose what you entered?" mb="md">
      <Text size="sm">Nothing of it is saved yet. Escape again closes the dialog.</Text>
      <Group mt="xs" gap="xs">
        <Button ref={ref} size="xs" onClick={onKeep}>
          Go on
        </Button>
        <Button size="xs" variant="default" onClick={onDiscard}>
          Close without saving
        </Button>
      </Group>
    </Alert>
  );
}
