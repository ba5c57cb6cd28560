import { changeAward } from './build-award-change.ts';
import { createRejectedAnswer, type MessageDecision } from './award-decision.ts';
import { grantAward } from './grant-award.ts';
import type { MergedMessage } from './incoming-message.ts';
import type { Verdict } from './judge-request.ts';

/** The robot approves a stored award that is within the limits. */
export function approveByRobot(
  { existing, merged, problem, input }: MergedMessage,
  { credits }: Pick<Verdict, 'credits'>,
): MessageDecision {
  const review = { by: 'robot', comment: null } as const;
  const { award, effects } = grantAward(existing, merged, credits, input, review);
  return {
    ...changeAward(existing, {
      award: { ...award, messageProblem: problem },
      action: 'approved',
      note: 'Within the limits of the template.',
      effects,
    }),
    answer: { kind: 'mapping' },
  };
}

/** The robot rejects a stored award, with the reason that its awarding portal reads. */
export function rejectByRobot(
  { existing, merged, problem }: MergedMessage,
  comment: string,
): MessageDecision {
  return {
    ...changeAward(existing, {
      award: {
        state: 'rejected',
        details: merged,
        review: { by: 'robot', comment },
        waitingReasons: [],
        messageProblem: problem,
      },
      action: 'rejected',
      note: comment,
    }),
    answer: createRejectedAnswer(comment),
  };
}
