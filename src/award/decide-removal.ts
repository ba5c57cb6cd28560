import { answerWithoutChange, type Decision } from './decision.ts';
import type { ExistingAward } from './existing-award.ts';
import { setProjectLink } from './merge-details.ts';
import { createChangeDecision } from './project-change.ts';

/**
 * Decides about `remove_project`: canceled, the project detached and kept. Nothing held, or
 * withdrawn already: nothing happens, the answer is the same.
 */
export function decideRemoval(held: ExistingAward | null): Decision {
  const answer = { kind: 'unmapped' } as const;
  if (held === null || held.state === 'canceled') return answerWithoutChange(answer);
  return createChangeDecision(held, {
    award: {
      state: 'canceled',
      details: setProjectLink(held.details, undefined),
      review: { by: 'unchanged', comment: held.reviewComment },
      attachment: 'none',
      appliedAllocation: null,
    },
    eventType: 'deleted',
    action: 'withdrawn',
    note: 'Withdrawn by its awarding portal.',
    answer,
  });
}
