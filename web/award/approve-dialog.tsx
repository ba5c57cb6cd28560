import { IconCheck } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useId } from 'react';
import type { Award, Plan } from '../api/types.ts';
import { QueryContent } from '../parts/query-state.tsx';
import { planQuery } from './award-queries.ts';
import {
  CommentField,
  maxCommentLength,
  checkTextLength,
  useCommentDraft,
} from './comment-field.tsx';
import { DecisionForm, type DecisionDialogProps } from './decision-form.tsx';
import { PlanView } from './plan-view.tsx';
import { approveAward } from './decision-requests.ts';
import { describeBarrier } from './action-rules.ts';
import { useDecision } from './use-decision.ts';
import { formatAwardName } from './award-labels.ts';

/** Approves after the plan was shown. */
export function ApproveDialog({ version: opened, drafts, onClose, onDone }: DecisionDialogProps) {
  const comment = useCommentDraft(drafts, 'approve');
  const decision = useDecision({
    initialVersion: opened,
    sendRequest: async (ifMatch) => {
      await approveAward(opened.award, ifMatch, comment.text.trim());
      comment.forget();
    },
    successMessage: `${formatAwardName(opened.award)} is approved. Its awarding portal is told.`,
    onDone,
    onClose,
  });
  // Read anew at each opening: the next short name may be another by now.
  const plan = useQuery(planQuery(decision.seen, useId()));
  return (
    <DecisionForm
      decision={decision}
      actionLabel="Approve"
      icon={<IconCheck size={16} />}
      blockingReason={
        findApprovalBarrier(decision.seen.award, plan.data) ??
        checkTextLength(comment.text, maxCommentLength)
      }
      isLoading={plan.data === undefined}
      onClose={onClose}
    >
      <QueryContent query={plan} rows={8}>
        {(found) => (
          <PlanView plan={found} barriers={describeBarriers(decision.seen.award, found)} />
        )}
      </QueryContent>
      <CommentField
        label="Comment (optional)"
        description="Kept with the decision, in its history."
        value={comment.text}
        onChange={comment.setText}
        maxLength={maxCommentLength}
      />
    </DecisionForm>
  );
}

function findApprovalBarrier(award: Award, plan: Plan | undefined): string | null {
  return plan === undefined ? null : (describeBarriers(award, plan)[0] ?? null);
}

const describeBarriers = (award: Award, plan: Plan): string[] =>
  plan.barriers.map(({ code, detail }) => describeBarrier(code, detail, award));
