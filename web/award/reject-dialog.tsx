import { Text } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useState } from 'react';
import {
  CommentField,
  maxCommentLength,
  checkTextLength,
  useCommentDraft,
} from './comment-field.tsx';
import { DecisionForm, type DecisionDialogProps } from './decision-form.tsx';
import { rejectAward } from './decision-requests.ts';
import { findBlockingReason } from './action-rules.ts';
import { useDecision } from './use-decision.ts';
import { formatAwardName } from './award-labels.ts';

/** Rejects with a few words why. */
export function RejectDialog({ version: opened, drafts, onClose, onDone }: DecisionDialogProps) {
  const comment = useCommentDraft(drafts, 'reject');
  const [missing, setMissing] = useState<string | null>(null);
  const decision = useDecision({
    initialVersion: opened,
    sendRequest: async (ifMatch) => {
      await rejectAward(opened.award, ifMatch, comment.text.trim());
      comment.forget();
    },
    successMessage: `${formatAwardName(opened.award)} is rejected. Its awarding portal is told.`,
    onDone,
    onClose,
  });
  const { award } = decision.seen;
  const isComplete = (): boolean => {
    const isThere = comment.text.trim() !== '';
    setMissing(isThere ? null : 'A few words why, please.');
    return isThere;
  };
  return (
    <DecisionForm
      decision={decision}
      actionLabel="Reject"
      icon={<IconX size={16} />}
      color="red"
      blockingReason={
        findBlockingReason('reject', award) ?? checkTextLength(comment.text, maxCommentLength)
      }
      validate={isComplete}
      onClose={onClose}
    >
      <Text size="sm">
        {formatAwardName(award)} ({award.identifier}) will be rejected, and no project is made for
        it. The awarding portal {award.project_template_data.portal} is told (award_rejected) and
        answered with your comment. It can be reopened later.
      </Text>
      <CommentField
        label="Comment"
        description="A few words why: whoever asked reads them."
        value={comment.text}
        onChange={comment.setText}
        maxLength={maxCommentLength}
        required
        error={comment.text.trim() === '' ? missing : null}
        hasAutofocus
      />
    </DecisionForm>
  );
}
