/* The dialog that approves an award. */

import { IconCheck } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useId } from 'react';
import type { Award, Plan } from '../api/types.ts';
import { QueryContent } from '../parts/query-state.tsx';
import { describeBarrier } from './award-action-rules.ts';
import { formatAwardName } from './award-labels.ts';
import { planQuery } from './award-queries.ts';
import { CommentField } from './comment-field.tsx';
import { checkComment, maxCommentLength } from './comment-rules.ts';
import { DecisionForm } from './decision-form.tsx';
import { approveAward } from './decision-requests.ts';
import { PlanView } from './plan-view.tsx';
import { type DecisionDialogProps, useDecision } from './use-decision.ts';

/** Shows the plan, then approves the award. */
export function ApproveDialog(props: DecisionDialogProps) {
  const { award: openedAward } = props.version;
  const decision = useDecision({
    ...props,
    action: 'approve',
    initialValues: { comment: '' },
    validate: { comment: checkComment({ maxLength: maxCommentLength }) },
    sendRequest: (ifMatch, { comment }) => approveAward(openedAward, ifMatch, comment.trim()),
    successMessage: (_values, delay) =>
      `${formatAwardName(openedAward)} is approved. The awarding portal will be notified${delay}.`,
  });
  // The id makes each opening fetch a new plan, because the next short name may have changed.
  const plan = useQuery(planQuery(decision.version, useId()));
  const barriers = plan.data ? describeBarriers(decision.version.award, plan.data) : [];
  return (
    <DecisionForm
      decision={decision}
      actionLabel="Approve"
      icon={<IconCheck size={16} />}
      blockingReason={barriers[0] ?? null}
      isLoading={plan.data === undefined}
      onClose={props.onClose}
      hasAutofocus
    >
      <QueryContent query={plan} rows={8}>
        {(data) => <PlanView plan={data} barriers={barriers} />}
      </QueryContent>
      <CommentField
        label="Comment (optional)"
        description="Stored with the decision and shown in the history."
        maxLength={maxCommentLength}
        value={decision.form.values.comment}
        {...decision.form.getInputProps('comment')}
      />
    </DecisionForm>
  );
}

const describeBarriers = (award: Award, plan: Plan): string[] =>
  plan.barriers.map(({ code, detail }) => describeBarrier(code, detail, award));
