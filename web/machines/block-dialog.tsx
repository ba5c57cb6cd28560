import { Stack, Text, Textarea } from '@mantine/core';
import { isNotEmpty } from '@mantine/form';
import { FormDialog } from '../parts/form-dialog.tsx';
import { FormFooter } from '../parts/form-footer.tsx';
import { useApiForm } from '../parts/use-api-form.ts';

const maxCommentLength = 1000;

interface BlockDialogProps {
  resourceName: string;
  isOpen: boolean;
  onClose: () => void;
  /** Blocks the project. Throws ApiError, which the form shows. */
  onBlock: (comment: string) => Promise<void>;
  /** Says whether a request with a lost reply has happened, as in useRequest. */
  checkOutcome: (comment: string) => Promise<string | null>;
}

/** Asks why, then blocks a project on a resource. */
export function BlockDialog({ isOpen, onClose, ...form }: BlockDialogProps) {
  return (
    <FormDialog opened={isOpen} onClose={onClose} title={`Block on ${form.resourceName}?`}>
      <BlockForm onClose={onClose} {...form} />
    </FormDialog>
  );
}

type BlockFormProps = Pick<BlockDialogProps, 'onClose' | 'onBlock' | 'checkOutcome'>;

function BlockForm({ onClose, onBlock, checkOutcome }: BlockFormProps) {
  const { form, formProps, ...sending } = useApiForm({
    initialValues: { comment: '' },
    validate: { comment: isNotEmpty('A comment is required.') },
    onSend: async ({ comment }) => {
      await onBlock(comment.trim());
      onClose();
    },
    checkOutcome: ({ comment }) => checkOutcome(comment.trim()),
  });
  return (
    <form {...formProps} aria-label="Block">
      <Stack>
        <Text size="sm">
          Nobody can log in to the project there, and no job starts. Some machines also end running
          jobs within half a minute. Unblocking gives everything back but those jobs.
        </Text>
        <Textarea
          label="Comment"
          description="Members of the project see it."
          maxLength={maxCommentLength}
          autosize
          minRows={2}
          required
          data-autofocus
          {...form.getInputProps('comment')}
        />
        <FormFooter submitLabel="Block" {...sending} onCancel={onClose} />
      </Stack>
    </form>
  );
}
