import { Text } from '@mantine/core';
import { IconQuestionMark } from '@tabler/icons-react';
import { CommentField } from './comment-field.tsx';
import { checkComment, maxNoteLength } from './comment-rules.ts';
import { DecisionForm } from './decision-form.tsx';
import { askPortal } from './decision-requests.ts';
import { type DecisionDialogProps, useDecision } from './use-decision.ts';

/** Asks the awarding portal: a note on the award that it is notified of. */
export function AskPortalDialog(props: DecisionDialogProps) {
  const { award: openedAward } = props.version;
  const decision = useDecision({
    ...props,
    action: 'ask-portal',
    initialValues: { text: '' },
    validate: {
      text: checkComment({ maxLength: maxNoteLength, requiredMessage: 'A question is required.' }),
    },
    sendRequest: (ifMatch, { text }) => askPortal(openedAward, ifMatch, text.trim()),
    successMessage: (_values, delay) =>
      `The question is in the notes. The awarding portal will be notified${delay}.`,
  });
  const { award } = decision.version;
  return (
    <DecisionForm
      decision={decision}
      actionLabel="Ask"
      icon={<IconQuestionMark size={16} />}
      blockingReason={null}
      onClose={props.onClose}
    >
      <Text size="sm">
        The question becomes a note with your name and the time, and cannot be removed. The awarding
        portal {award.project_template_data.portal} will be notified (award_changed)
        {decision.delay}. The award stays as it is; an answer comes as a note or an update.
      </Text>
      <CommentField
        label="Question"
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
