import { answerUnchanged } from './build-award-change.ts';
import { decideExistingAward } from './decide-message-to-existing.ts';
import { decideNewAward, refuseStranger } from './decide-new-award.ts';
import type { MessageDecision } from './award-decision.ts';
import type { ExistingAward } from './existing-award.ts';
import type { IncomingInput, IncomingMessage } from './incoming-message.ts';

/**
 * Decides about a message (docs/rules/awards.md, A3 and A5): merge, judge,
 * effects. Pure: the same input gives the same decision, and the same message after it is stored
 * the same answer.
 */
export function decideIncoming(incoming: IncomingMessage, input: IncomingInput): MessageDecision {
  const { existing } = input;
  return existing === null
    ? decideNewAward(incoming, input)
    : decideExistingAward(incoming, input, existing);
}

/**
 * Decides about a message that cannot be read: a stranger is refused; a stored award stays as it
 * is, and shows the reason (A5.16). `reason` has the field and the rule.
 */
export function decideUnreadable(
  existing: ExistingAward | null,
  reason: string,
  lastRefusalReason: string | null,
): MessageDecision {
  return existing === null
    ? refuseStranger(reason, { lastRefusalReason })
    : answerUnchanged(existing, reason, { kind: 'error', message: reason });
}
