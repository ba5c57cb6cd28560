import { Button, Group, Stack } from '@mantine/core';
import { IconNotes } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { useMe } from '../api/current-user.ts';
import type { Award, InternalNote } from '../api/types.ts';
import { RequestNotice } from '../parts/request-notice.tsx';
import { showSuccess } from '../parts/show-success.ts';
import { useAddedCheck } from '../parts/use-added-check.ts';
import { useApiForm } from '../parts/use-api-form.ts';
import { isBeingChecked } from '../parts/use-request.ts';
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
  const me = useMe();
  const drafts = useAwardDrafts(award);
  const query = internalNotesQuery(award);
  const added = useAddedCheck(query);
  const { form, formProps, isSending, failure } = useApiForm({
    initialValues: drafts.find<typeof emptyNote>('internal-note') ?? emptyNote,
    validate: { text: checkComment({ maxLength: maxNoteLength, requiredMessage }) },
    staysOpen: true,
    onValuesChange: (values) => drafts.save('internal-note', values, emptyNote),
    onSend: async ({ text }) => {
      added.remember();
      await addInternalNote(award, text.trim());
      clearIfSent(text);
      showSuccess('The internal note is added.');
      await client.invalidateQueries({ queryKey: query.queryKey });
    },
    checkOutcome: async ({ text }) => {
      const isSent = ({ author_uuid: author, text: stored }: InternalNote): boolean =>
        author === me.uuid && stored === text.trim();
      if ((await added.findAdded(isSent)) === null) return null;
      clearIfSent(text);
      return 'The internal note is added.';
    },
  });
  /** What was typed since the text was sent stays. */
  const clearIfSent = (sent: string): void => {
    if (form.getValues().text === sent) form.setValues(emptyNote);
  };
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
            loading={isSending || isBeingChecked(failure)}
          >
            Add internal note
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
