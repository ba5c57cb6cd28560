import { useState } from 'react';
import { FormDialog } from '../parts/form-dialog.tsx';
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
    <FormDialog
      opened={isOpen}
      onClose={close}
      title={key === null ? 'New token' : 'The key of the new token'}
      // A stray key press must not lose a key that is shown only once.
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
    </FormDialog>
  );
}
