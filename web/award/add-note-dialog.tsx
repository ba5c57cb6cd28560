import { Text } from '@mantine/core';
import { IconMessagePlus } from '@tabler/icons-react';
import { formatAwardName } from './award-labels.ts';
import { CommentField } from './comment-field.tsx';
import { checkComment, maxNoteLength } from './comment-rules.ts';
import { DecisionForm } from './decision-form.tsx';
import { addNote } from './decision-requests.ts';
import { type DecisionDialogProps, useDecision } from './use-decision.ts';

/** Adds a note, which the awarding portal can read, to the award. */
export function AddNoteDialog(props: DecisionDialogProps) {
  const { award: openedAward } = props.version;
  const decision = useDecision({
    ...props,
    action: 'add-note',
    initialValues: { text: '' },
    validate: {
      text: checkComment({ maxLength: maxNoteLength, requiredMessage: 'A text is required.' }),
    },
    sendRequest: (ifMatch, { text }) => addNote(openedAward, ifMatch, text.trim()),
    successMessage: (_values, delay) =>
      `The note is added. The awarding portal will be notified${delay}.`,
  });
  const { award } = decision.version;
  return (
    <DecisionForm
      decision={decision}
      actionLabel="Add note"
      icon={<IconMessagePlus size={16} />}
      blockingReason={null}
      onClose={props.onClose}
    >
      <Text size="sm">
        The note will be added to {formatAwardName(award)} ({award.identifier}) with your name and
        the time. It cannot be removed. The awarding portal {award.project_template_data.portal}{' '}
        will be notified (award_changed){decision.delay} and can read the note.
      </Text>
      <CommentField
        label="Note"
        description="Everybody who can see the award can read it."
        maxLength={maxNoteLength}
        required
        hasAutofocus
        value={decision.form.values.text}
        {...decision.form.getInputProps('text')}
      />
    </DecisionForm>
  );
}
