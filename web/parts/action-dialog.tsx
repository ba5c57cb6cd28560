import { type QueryKey, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useRef } from 'react';
import { ConfirmDialog } from './confirm-dialog.tsx';
import { showSuccess } from './show-success.ts';

/** What can be done about an entry of a list, with the question before it. */
export interface DialogAction {
  title: string;
  label: string;
  color: 'blue' | 'red';
  /** What will happen. */
  explanation: ReactNode;
  /** Sends the request and returns the text of the success notice. Throws ApiError. */
  run: () => Promise<string>;
  /** Says whether a request with a lost reply has happened, as in useRequest. */
  checkOutcome: () => Promise<string | null>;
}

interface ActionDialogProps {
  /** null closes the dialog. */
  action: DialogAction | null;
  onClose: () => void;
  /** The prefix of the queries that are read again after the action. */
  queryKey: QueryKey;
}

/** Asks before an action about an entry of a list, and reads the list again after it. */
export function ActionDialog({ action, onClose, queryKey }: ActionDialogProps) {
  const queries = useQueryClient();
  // The dialog fades out: until then it still needs its texts.
  const last = useRef(action);
  if (action !== null) last.current = action;
  const { title = '', label = '', color = 'red', explanation = '' } = last.current ?? {};
  const confirm = async (): Promise<void> => {
    if (action === null) return;
    showSuccess(await action.run());
    await queries.invalidateQueries({ queryKey });
  };
  return (
    <ConfirmDialog
      isOpen={action !== null}
      onClose={onClose}
      title={title}
      confirmLabel={label}
      color={color}
      onConfirm={confirm}
      checkOutcome={async () => (await last.current?.checkOutcome()) ?? null}
    >
      {explanation}
    </ConfirmDialog>
  );
}
