import { Button, Group } from '@mantine/core';
import { leaveDialog } from './leave-dialog.ts';
import { RequestNotice } from './request-notice.tsx';
import { hasHappened, isBeingChecked, maySendAgain, type RequestFailure } from './use-request.ts';

interface FormFooterProps {
  /** Names what the form does: "Create customer", never "OK". */
  submitLabel: string;
  isSending: boolean;
  /** Why sending failed, unless a field shows it. */
  failure: RequestFailure | null;
  onCancel?: () => void;
}

/** The end of a form: why it was not saved, Cancel, and the button that submits. */
export function FormFooter({ submitLabel, isSending, failure, onCancel }: FormFooterProps) {
  return (
    <>
      <RequestNotice isSending={isSending} failure={failure} title="Not saved" />
      <Group justify="flex-end">
        {onCancel && (
          <Button variant="default" onClick={() => leaveDialog(onCancel)}>
            {hasHappened(failure) ? 'Close' : 'Cancel'}
          </Button>
        )}
        {maySendAgain(failure) && (
          <Button type="submit" loading={isSending || isBeingChecked(failure)}>
            {submitLabel}
          </Button>
        )}
      </Group>
    </>
  );
}
