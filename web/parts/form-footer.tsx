import { Button, Group } from '@mantine/core';
import { ErrorAlert } from './query-state.tsx';

interface FormFooterProps {
  /** Names what the form does: "Create customer", never "OK". */
  submitLabel: string;
  isSending: boolean;
  /** Why sending failed, unless a field shows it. */
  error: unknown;
  onCancel?: () => void;
}

/** The end of a form: why it was not saved, Cancel, and the button that submits. */
export function FormFooter({ submitLabel, isSending, error, onCancel }: FormFooterProps) {
  return (
    <>
      {error !== null && <ErrorAlert error={error} title="Not saved" />}
      <Group justify="flex-end">
        {onCancel && (
          <Button variant="default" onClick={onCancel}>
            Cancel
          </Button>
        )}
        <Button type="submit" loading={isSending}>
          {submitLabel}
        </Button>
      </Group>
    </>
  );
}
