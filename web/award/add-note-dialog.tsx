import { Text } from '@mantine/core';
import { IconMessagePlus } from '@tabler/icons-react';
import { useState } from 'react';
import { CommentField, maxNoteLength, checkTextLength, useCommentDraft } from './comment-field.tsx';
import { DecisionForm, type DecisionDialogProps } from './decision-form.tsx';
import { addNote } from './decision-requests.ts';
import { useDecision } from './use-decision.ts';
import { formatAwardName } from './award-labels.ts';

/** Adds to what is said about an award. */
export function AddNoteDialog({ version: opened, drafts, onClose, onDone }: DecisionDialogProps) {
  const note = useCommentDraft(drafts, 'add-note');
  const [missing, setMissing] = useState<string | null>(null);
  const decision = useDecision({
    initialVersion: opened,
    sendRequest: async (ifMatch) => {
      await addNote(opened.award, ifMatch, note.text.trim());
      note.forget();
    },
    successMessage: 'The note is added. The awarding portal is told.',
    onDone,
    onClose,
  });
  const { award } = decision.seen;
  const isComplete = (): boolean => {
    const isThere = note.text.trim() !== '';
    setMissing(isThere ? null : 'A note has some words.');
    return isThere;
  };
  return (
    <DecisionForm
      decision={decision}
      actionLabel="Add note"
      icon={<IconMessagePlus size={16} />}
      blockingReason={checkTextLength(note.text, maxNoteLength)}
      validate={isComplete}
      onClose={onClose}
    >
      <Text size="sm">
        The note will be added to {formatAwardName(award)} ({award.identifier}) with your name and
        the time, and cannot be taken back. The awarding portal {award.project_template_data.portal}{' '}
        is told (award_changed) and can read it.
      </Text>
      <CommentField
        label="Note"
        description="Whoever may see the award reads it."
        value={note.text}
        onChange={note.setText}
        maxLength={maxNoteLength}
        required
        error={note.text.trim() === '' ? missing : null}
        hasAutofocus
      />
    </DecisionForm>
  );
}
