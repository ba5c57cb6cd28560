import { Modal } from '@mantine/core';
import { useState } from 'react';
import type { Person } from '../api/types.ts';
import { CopyOnceField } from './copy-once-field.tsx';
import { NewTokenForm } from './new-token-form.tsx';

interface NewTokenDialogProps {
  person: Person;
  isOpen: boolean;
  onClose: () => void;
}

/** Creates an API token, then shows its key, which the API shows only once. */
export function NewTokenDialog({ person, isOpen, onClose }: NewTokenDialogProps) {
  // The only copy of the key; closing the dialog drops it.
  const [key, setKey] = useState<string | null>(null);
  const close = (): void => {
    setKey(null);
    onClose();
  };
  return (
    <Modal
      opened={isOpen}
      onClose={close}
      title={key === null ? 'New token' : 'The key of the new token'}
      // A stray click or key press must not lose a key that is shown only once.
      closeOnClickOutside={key === null}
      closeOnEscape={key === null}
    >
      {key === null ? (
        <NewTokenForm person={person} onCreate={setKey} onCancel={close} />
      ) : (
        <CopyOnceField
          value={key}
          label="Key"
          description="Programs send it as: Authorization: Token …"
          warning="Keep it as safe as a password."
          doneLabel="I have saved it"
          onDone={close}
        />
      )}
    </Modal>
  );
}
