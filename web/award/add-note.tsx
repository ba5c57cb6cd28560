import { Text } from '@mantine/core';
import { IconMessagePlus } from '@tabler/icons-react';
import { useState } from 'react';
import { Comment, longestNote, tooLong, useDraft } from './comment.tsx';
import { DecisionForm, type DialogProps } from './decision-dialog.tsx';
import { addNote } from './requests.ts';
import { useDecision } from './use-decision.ts';
import { nameOf } from './words.ts';

/** Adds to what is said about an award. */
export function NoteDialog({ seen: opened, drafts, onClose, onDone }: DialogProps) {
  const note = useDraft(drafts, 'add-note');
  const [missing, setMissing] = useState<string | null>(null);
  const decision = useDecision({
    opened,
    send: async (ifMatch) => {
      await addNote(opened.award, ifMatch, note.text.trim());
      note.forget();
    },
    done: 'The note is added. The awarding portal is told.',
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
      words="Add note"
      icon={<IconMessagePlus size={16} />}
      reason={tooLong(note.text, longestNote)}
      isComplete={isComplete}
      onClose={onClose}
    >
      <Text size="sm">
        The note will be added to {nameOf(award)} ({award.identifier}) with your name and the time,
        and cannot be taken back. The awarding portal {award.project_template_data.portal} is told
        (award_changed) and can read it.
      </Text>
      <Comment
        label="Note"
        description="Whoever may see the award reads it."
        value={note.text}
        onChange={note.setText}
        most={longestNote}
        required
        error={note.text.trim() === '' ? missing : null}
        isFirst
      />
    </DecisionForm>
  );
}
