import type {
  AuditEntry,
  AwardAnswer,
  AwardDecision,
  MessageDecision,
  StoredAward,
} from './award-decision.ts';
import { answerWithoutChange } from './award-decision.ts';
import type { DecisionAction } from './award-enums.ts';
import type { ExistingAward } from './existing-award.ts';
import { describeSkippedMembers, type ProjectEffects } from './project-change.ts';

/** What a decision does to an award that is stored, with its one audit entry. */
export interface AwardChangePlan {
  award: StoredAward;
  action: DecisionAction;
  note?: string;
  by?: AuditEntry['by'];
  notifications?: AwardDecision['notifications'];
  effects?: Partial<ProjectEffects>;
}

/** The decision that carries out a change of a stored award. Its note ends with who is not invited. */
export function changeAward(existing: ExistingAward, change: AwardChangePlan): AwardDecision {
  const skipped = change.effects?.members && describeSkippedMembers(change.effects.members);
  return {
    award: change.award,
    ...change.effects,
    audit: [
      {
        action: change.action,
        by: change.by ?? 'robot',
        note: [change.note, skipped].filter(Boolean).join(' '),
        previousDetails: existing.details,
        newDetails: change.award.deleted ? null : change.award.details,
      },
    ],
    notifications: change.notifications ?? [],
  };
}

/** The stored award as it is, for a change of a part of it. */
export function keepAward(existing: ExistingAward): StoredAward {
  return {
    state: existing.state,
    details: existing.details,
    review: { by: 'unchanged', comment: existing.reviewComment },
    waitingReasons: [...existing.waitingReasons],
  };
}

/**
 * An answer that leaves the award as it is, but for what it shows of its last message: `problem`
 * says what was refused or left out, null that nothing was. One audit entry, only where that
 * changes.
 */
export function answerUnchanged(
  existing: ExistingAward,
  problem: string | null,
  answer: AwardAnswer,
): MessageDecision {
  if (problem === existing.messageProblem) return answerWithoutChange(answer);
  return {
    ...changeAward(existing, {
      award: { ...keepAward(existing), messageProblem: problem },
      action: 'message_problem',
      note: problem ?? 'The last message was taken as it came.',
    }),
    answer,
  };
}
