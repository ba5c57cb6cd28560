import { Alert, Text } from '@mantine/core';
import { IconAlertTriangle, IconX } from '@tabler/icons-react';
import { findBlockingReason } from './award-action-rules.ts';
import { formatAwardName } from './award-labels.ts';
import { CommentField } from './comment-field.tsx';
import { checkComment, maxCommentLength } from './comment-rules.ts';
import { DecisionForm } from './decision-form.tsx';
import { rejectAward } from './decision-requests.ts';
import { SavedReplies } from './saved-replies.tsx';
import { describeGrant, isPendingChange } from './running-change.ts';
import { type DecisionDialogProps, useDecision } from './use-decision.ts';

const requiredMessage = 'A comment is required: say why the award is rejected.';

/** Rejects the award with a comment. */
export function RejectDialog(props: DecisionDialogProps) {
  const { award: openedAward } = props.version;
  const decision = useDecision({
    ...props,
    action: 'reject',
    initialValues: { comment: '' },
    validate: { comment: checkComment({ maxLength: maxCommentLength, requiredMessage }) },
    sendRequest: (ifMatch, { comment }) => rejectAward(openedAward, ifMatch, comment.trim()),
    successMessage: (_values, delay) =>
      `${formatAwardName(openedAward)} is rejected. The awarding portal will be notified${delay}.`,
  });
  const { award } = decision.version;
  return (
    <DecisionForm
      decision={decision}
      actionLabel="Reject"
      icon={<IconX size={16} />}
      color="red"
      blockingReason={findBlockingReason('reject', award)}
      onClose={props.onClose}
    >
      {isPendingChange(award) && (
        <Alert
          color="red"
          icon={<IconAlertTriangle />}
          title={`The running project ${award.project_data.name} would lose its award`}
        >
          <Text size="sm">
            To refuse only what is new, cancel and choose “Refuse change”: the project keeps running
            with {describeGrant(award)}.
          </Text>
        </Alert>
      )}
      <Text size="sm">
        {formatAwardName(award)} ({award.identifier}) will be rejected
        {award.project_data.url === '' ? ', and no project is created' : ''}. The awarding portal{' '}
        {award.project_template_data.portal} will be notified (award_rejected){decision.delay} and
        receives your comment. You can reopen the award later.
      </Text>
      <SavedReplies
        comment={decision.form.values.comment}
        onChoose={(comment) => decision.form.setFieldValue('comment', comment)}
      />
      <CommentField
        label="Comment"
        description="Why the award is rejected. The awarding portal can read it."
        maxLength={maxCommentLength}
        required
        hasAutofocus
        value={decision.form.values.comment}
        {...decision.form.getInputProps('comment')}
      />
    </DecisionForm>
  );
}
