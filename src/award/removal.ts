import { answerOnly, type Decision } from './decision.ts';
import type { HeldAward } from './facts.ts';
import { withProjectLink } from './merge.ts';
import { changeOf } from './project-change.ts';

/**
 * Decides about `remove_project`: canceled, the project detached and kept. Nothing held, or
 * withdrawn already: nothing happens, the answer is the same.
 */
export function decideRemoval(held: HeldAward | null): Decision {
  const answer = { kind: 'unmapped' } as const;
  if (held === null || held.state === 'canceled') return answerOnly(answer);
  return changeOf(held, {
    award: {
      state: 'canceled',
      details: withProjectLink(held.details, undefined),
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
