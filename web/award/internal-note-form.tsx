import { Button, Group, Stack } from '@mantine/core';
import { IconNotes } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import type { Award } from '../api/types.ts';
import { RequestNotice } from '../parts/request-notice.tsx';
import { showSuccess } from '../parts/show-success.ts';
import { useAddedCheck } from '../parts/use-added-check.ts';
import { useApiForm } from '../parts/use-api-form.ts';
import { CommentField } from './comment-field.tsx';
import { checkComment, maxNoteLength } from './comment-rules.ts';
import { DecisionError } from './decision-error.tsx';
import { useAwardDrafts } from './use-award-drafts.ts';
import { addInternalNote, internalNotesQuery } from './internal-notes-query.ts';

const emptyNote = { text: '' };
const requiredMessage = 'A text is required.';

/** Adds an internal note. It needs no If-Match: a note is about the award, not about a version. */
export function InternalNoteForm({ award }: { award: Award }) {
  const client = useQueryClient();
  const drafts = useAwardDrafts(award);
  const query = internalNotesQuery(award);
  const added = useAddedCheck(query);
  const { form, formProps, isSending, failure } = useApiForm({
    initialValues: drafts.find<typeof emptyNote>('internal-note') ?? emptyNote,
    validate: { text: checkComment({ maxLength: maxNoteLength, requiredMessage }) },
    onValuesChange: (values) => drafts.save('internal-note', values, emptyNote),
    onSend: async ({ text }) => {
      added.remember();
      await addInternalNote(award, text.trim());
      form.setValues(emptyNote);
      showSuccess('The internal note is added.');
      await client.invalidateQueries({ queryKey: query.queryKey });
    },
    checkOutcome: async ({ text }) => {
      if ((await added.findAdded((note) => note.text === text.trim())) === null) return null;
      form.setValues(emptyNote);
      return 'The internal note is added.';
    },
  });
  return (
    <form {...formProps}>
      <Stack gap="xs">
        <CommentField
          label="New internal note"
          description="Your name and the time are added. It cannot be removed. @user name mentions a reviewer."
          maxLength={maxNoteLength}
          value={form.values.text}
          {...form.getInputProps('text')}
        />
        <RequestNotice
          isSending={isSending}
          failure={failure}
          renderRefusal={(error) => <DecisionError error={error} actionLabel="Add internal note" />}
        />
        <Group justify="flex-end">
          <Button
            type="submit"
            variant="default"
            size="xs"
            leftSection={<IconNotes size={16} />}
            loading={isSending}
          >
            Add internal note
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
