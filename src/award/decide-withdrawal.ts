import { withField } from './award-details.ts';
import { changeAward } from './build-award-change.ts';
import { answerWithoutChange, type MessageDecision } from './award-decision.ts';
import type { ExistingAward } from './existing-award.ts';
import { isGranted } from './running-award.ts';

/**
 * Decides about `remove_project`: canceled, the project detached, kept and remembered. An award
 * that is not stored or already withdrawn gets the same answer, and nothing happens.
 */
export function decideWithdrawal(existing: ExistingAward | null): MessageDecision {
  const answer = { kind: 'unmapped' } as const;
  if (existing === null || existing.state === 'canceled') return answerWithoutChange(answer);
  const decision = changeAward(existing, {
    award: {
      state: 'canceled',
      details: withField(existing.details, 'project_link', undefined),
      review: { by: 'unchanged', comment: existing.reviewComment },
      // Without a project the one that it had before stays remembered.
      ...(existing.project !== null && { attachment: 'none' }),
      ...(existing.project !== null && isGranted(existing) && { rememberProject: true }),
      grantedAllocation: null,
      refusedAllocation: null,
      waitingReasons: [],
      messageProblem: null,
    },
    action: 'withdrawn',
    note: 'Withdrawn by its awarding portal.',
  });
  return { ...decision, answer };
}
