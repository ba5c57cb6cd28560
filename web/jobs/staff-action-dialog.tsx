import { useQueryClient } from '@tanstack/react-query';
import { useRef } from 'react';
import { queryKeys } from '../api/query-keys.ts';
import { ConfirmDialog } from '../parts/confirm-dialog.tsx';
import { showSuccess } from '../parts/show-success.ts';

/** What staff can do about jobs or deliveries, with the question before it. */
export interface StaffAction {
  title: string;
  label: string;
  color: 'blue' | 'red';
  /** What will happen. */
  explanation: string;
  /** Sends the request and returns the text of the success notice. Throws ApiError. */
  run: () => Promise<string>;
}

interface StaffActionDialogProps {
  /** null closes the dialog. */
  action: StaffAction | null;
  onClose: () => void;
}

/** Asks before an action about jobs or deliveries, and reads the lists again after it. */
export function StaffActionDialog({ action, onClose }: StaffActionDialogProps) {
  const queries = useQueryClient();
  // The dialog fades out: until then it still needs its texts.
  const last = useRef(action);
  if (action !== null) last.current = action;
  const { title = '', label = '', color = 'red', explanation = '' } = last.current ?? {};
  const confirm = async (): Promise<void> => {
    if (action === null) return;
    showSuccess(await action.run());
    await queries.invalidateQueries({ queryKey: queryKeys.jobs });
  };
  return (
    <ConfirmDialog
      isOpen={action !== null}
      onClose={onClose}
      title={title}
      confirmLabel={label}
      color={color}
      onConfirm={confirm}
    >
      {explanation}
    </ConfirmDialog>
  );
}
