import { Text } from '@mantine/core';
import { IconRotate } from '@tabler/icons-react';
import { findBlockingReason } from './award-action-rules.ts';
import { formatAwardName } from './award-labels.ts';
import { CommentField } from './comment-field.tsx';
import { checkComment, maxCommentLength } from './comment-rules.ts';
import { DecisionForm } from './decision-form.tsx';
import { reopenAward } from './decision-requests.ts';
import { type DecisionDialogProps, useDecision } from './use-decision.ts';

/** Makes a rejected or canceled award pending again. */
export function ReopenDialog(props: DecisionDialogProps) {
  const { award: openedAward } = props.version;
  const decision = useDecision({
    ...props,
    action: 'reopen',
    initialValues: { comment: '' },
    validate: { comment: checkComment({ maxLength: maxCommentLength }) },
    sendRequest: (ifMatch, { comment }) => reopenAward(openedAward, ifMatch, comment.trim()),
    successMessage: () => `${formatAwardName(openedAward)} waits for a reviewer again.`,
  });
  const { award } = decision.version;
  return (
    <DecisionForm
      decision={decision}
      actionLabel="Reopen"
      icon={<IconRotate size={16} />}
      blockingReason={findBlockingReason('reopen', award)}
      onClose={props.onClose}
    >
      <Text size="sm">
        {formatAwardName(award)} ({award.identifier}) will be pending again and wait for a reviewer.
        The earlier decision stays in the history. The awarding portal{' '}
        {award.project_template_data.portal} will be notified (award_changed){decision.delay}.
      </Text>
      <CommentField
        label="Comment (optional)"
        description="Shown to reviewers while the award is pending."
        maxLength={maxCommentLength}
        hasAutofocus
        value={decision.form.values.comment}
        {...decision.form.getInputProps('comment')}
      />
    </DecisionForm>
  );
}
