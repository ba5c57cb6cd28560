import { Text } from '@mantine/core';
import { IconRotate } from '@tabler/icons-react';
import { Comment, longestComment, tooLong, useDraft } from './comment.tsx';
import { DecisionForm, type DialogProps } from './decision-dialog.tsx';
import { reopen } from './requests.ts';
import { whyNot } from './rules.ts';
import { useDecision } from './use-decision.ts';
import { nameOf } from './words.ts';

/** Lets an award that was rejected or withdrawn wait for a reviewer again. */
export function ReopenDialog({ seen: opened, drafts, onClose, onDone }: DialogProps) {
  const comment = useDraft(drafts, 'reopen');
  const decision = useDecision({
    opened,
    send: async (ifMatch) => {
      await reopen(opened.award, ifMatch, comment.text.trim());
      comment.forget();
    },
    done: `${nameOf(opened.award)} waits for a reviewer again.`,
    onDone,
    onClose,
  });
  const { award } = decision.seen;
  return (
    <DecisionForm
      decision={decision}
      words="Reopen"
      icon={<IconRotate size={16} />}
      reason={whyNot('reopen', award) ?? tooLong(comment.text, longestComment)}
      onClose={onClose}
    >
      <Text size="sm">
        {nameOf(award)} ({award.identifier}) will be pending again and wait for a reviewer. The old
        decision stays in its history. The awarding portal {award.project_template_data.portal} is
        told (award_changed).
      </Text>
      <Comment
        label="Comment (optional)"
        description="Shown to reviewers while the award waits."
        value={comment.text}
        onChange={comment.setText}
        most={longestComment}
      />
    </DecisionForm>
  );
}
