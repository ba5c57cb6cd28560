import { Text } from '@mantine/core';
import { IconRotate } from '@tabler/icons-react';
import {
  CommentField,
  maxCommentLength,
  checkTextLength,
  useCommentDraft,
} from './comment-field.tsx';
import { DecisionForm, type DecisionDialogProps } from './decision-form.tsx';
import { reopenAward } from './decision-requests.ts';
import { findBlockingReason } from './action-rules.ts';
import { useDecision } from './use-decision.ts';
import { formatAwardName } from './award-labels.ts';

/** Lets an award that was rejected or withdrawn wait for a reviewer again. */
export function ReopenDialog({ version: opened, drafts, onClose, onDone }: DecisionDialogProps) {
  const comment = useCommentDraft(drafts, 'reopen');
  const decision = useDecision({
    initialVersion: opened,
    sendRequest: async (ifMatch) => {
      await reopenAward(opened.award, ifMatch, comment.text.trim());
      comment.forget();
    },
    successMessage: `${formatAwardName(opened.award)} waits for a reviewer again.`,
    onDone,
    onClose,
  });
  const { award } = decision.seen;
  return (
    <DecisionForm
      decision={decision}
      actionLabel="Reopen"
      icon={<IconRotate size={16} />}
      blockingReason={
        findBlockingReason('reopen', award) ?? checkTextLength(comment.text, maxCommentLength)
      }
      onClose={onClose}
    >
      <Text size="sm">
        {formatAwardName(award)} ({award.identifier}) will be pending again and wait for a reviewer.
        The old decision stays in its history. The awarding portal{' '}
        {award.project_template_data.portal} is told (award_changed).
      </Text>
      <CommentField
        label="Comment (optional)"
        description="Shown to reviewers while the award waits."
        value={comment.text}
        onChange={comment.setText}
        maxLength={maxCommentLength}
      />
    </DecisionForm>
  );
}
