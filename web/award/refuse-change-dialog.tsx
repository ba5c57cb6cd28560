import { Text } from '@mantine/core';
import { IconArrowBackUp } from '@tabler/icons-react';
import { findBlockingReason } from './award-action-rules.ts';
import { formatAwardName } from './award-labels.ts';
import { CommentField } from './comment-field.tsx';
import { checkComment, maxCommentLength } from './comment-rules.ts';
import { DecisionForm } from './decision-form.tsx';
import { refuseChange } from './decision-requests.ts';
import { describeGrant, findAllocationChange } from './running-change.ts';
import { type DecisionDialogProps, useDecision } from './use-decision.ts';

const requiredMessage = 'A comment is required: say why the change is refused.';

/** Refuses the change of a running award, whose project keeps what was granted before. */
export function RefuseChangeDialog(props: DecisionDialogProps) {
  const { award: openedAward } = props.version;
  const decision = useDecision({
    ...props,
    action: 'refuse-change',
    initialValues: { comment: '' },
    validate: { comment: checkComment({ maxLength: maxCommentLength, requiredMessage }) },
    sendRequest: (ifMatch, { comment }) => refuseChange(openedAward, ifMatch, comment.trim()),
    successMessage: (_values, delay) =>
      `The change of ${formatAwardName(openedAward)} is refused. The awarding portal will be notified${delay}.`,
  });
  const { award } = decision.version;
  const change = findAllocationChange(award);
  return (
    <DecisionForm
      decision={decision}
      actionLabel="Refuse change"
      icon={<IconArrowBackUp size={16} />}
      blockingReason={findBlockingReason('refuse-change', award)}
      onClose={props.onClose}
    >
      {change !== null && (
        <Text size="sm">
          {formatAwardName(award)} ({award.identifier}) asks to change its allocation from{' '}
          {change.from} to {change.to}.
        </Text>
      )}
      <Text size="sm" fw={600}>
        The project keeps running with {describeGrant(award)}.
      </Text>
      <Text size="sm">
        The award is approved again. The awarding portal {award.project_template_data.portal} will
        be notified (award_changed){decision.delay} and receives your comment as a note. The same
        request coming again changes nothing.
      </Text>
      <CommentField
        label="Comment"
        description="Why the change is refused. The awarding portal can read it."
        maxLength={maxCommentLength}
        required
        hasAutofocus
        value={decision.form.values.comment}
        {...decision.form.getInputProps('comment')}
      />
    </DecisionForm>
  );
}
