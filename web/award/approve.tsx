import { IconCheck } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useId } from 'react';
import type { Award, Plan } from '../api/types.ts';
import { Shown } from '../parts/feedback.tsx';
import { planQuery } from './award-query.ts';
import { Comment, longestComment, tooLong, useDraft } from './comment.tsx';
import { DecisionForm, type DialogProps } from './decision-dialog.tsx';
import { PlanView } from './plan.tsx';
import { approve } from './requests.ts';
import { barrierInWords } from './rules.ts';
import { useDecision } from './use-decision.ts';
import { nameOf } from './words.ts';

/** Approves after the plan was shown. */
export function ApproveDialog({ seen: opened, drafts, onClose, onDone }: DialogProps) {
  const comment = useDraft(drafts, 'approve');
  const decision = useDecision({
    opened,
    send: async (ifMatch) => {
      await approve(opened.award, ifMatch, comment.text.trim());
      comment.forget();
    },
    done: `${nameOf(opened.award)} is approved. Its awarding portal is told.`,
    onDone,
    onClose,
  });
  // Read anew at each opening: the next short name may be another by now.
  const plan = useQuery(planQuery(decision.seen, useId()));
  return (
    <DecisionForm
      decision={decision}
      words="Approve"
      icon={<IconCheck size={16} />}
      reason={whyNotYet(decision.seen.award, plan.data) ?? tooLong(comment.text, longestComment)}
      isWaiting={plan.data === undefined}
      onClose={onClose}
    >
      <Shown query={plan} rows={8}>
        {(found) => <PlanView plan={found} barriers={barriersOf(decision.seen.award, found)} />}
      </Shown>
      <Comment
        label="Comment (optional)"
        description="Kept with the decision, in its history."
        value={comment.text}
        onChange={comment.setText}
        most={longestComment}
      />
    </DecisionForm>
  );
}

function whyNotYet(award: Award, plan: Plan | undefined): string | null {
  return plan === undefined ? null : (barriersOf(award, plan)[0] ?? null);
}

const barriersOf = (award: Award, plan: Plan): string[] =>
  plan.barriers.map(({ code, detail }) => barrierInWords(code, detail, award));
