import { Text } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useState } from 'react';
import { Comment, longestComment, tooLong, useDraft } from './comment.tsx';
import { DecisionForm, type DialogProps } from './decision-dialog.tsx';
import { reject } from './requests.ts';
import { whyNot } from './rules.ts';
import { useDecision } from './use-decision.ts';
import { nameOf } from './words.ts';

/** Rejects with a few words why. */
export function RejectDialog({ seen: opened, drafts, onClose, onDone }: DialogProps) {
  const comment = useDraft(drafts, 'reject');
  const [missing, setMissing] = useState<string | null>(null);
  const decision = useDecision({
    opened,
    send: async (ifMatch) => {
      await reject(opened.award, ifMatch, comment.text.trim());
      comment.forget();
    },
    done: `${nameOf(opened.award)} is rejected. Its awarding portal is told.`,
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
      words="Reject"
      icon={<IconX size={16} />}
      color="red"
      reason={whyNot('reject', award) ?? tooLong(comment.text, longestComment)}
      isComplete={isComplete}
      onClose={onClose}
    >
      <Text size="sm">
        {nameOf(award)} ({award.identifier}) will be rejected, and no project is made for it. The
        awarding portal {award.project_template_data.portal} is told (award_rejected) and answered
        with your comment. It can be reopened later.
      </Text>
      <Comment
        label="Comment"
        description="A few words why: whoever asked reads them."
        value={comment.text}
        onChange={comment.setText}
        most={longestComment}
        required
        error={comment.text.trim() === '' ? missing : null}
        isFirst
      />
    </DecisionForm>
  );
}
