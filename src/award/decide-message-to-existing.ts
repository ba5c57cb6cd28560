/* Decides about a message to an award that is stored already, by the state of the award. */

import { answerUnchanged } from './build-award-change.ts';
import { decideRejectedUpdate, decideReturn } from './decide-rejected-or-withdrawn.ts';
import { decidePendingUpdate } from './decide-pending-update.ts';
import { decideRunningUpdate } from './decide-running-update.ts';
import { answerWithoutChange, type MessageDecision } from './award-decision.ts';
import type { AwardState } from './award-enums.ts';
import type { ExistingAward } from './existing-award.ts';
import type { IncomingInput, IncomingMessage, MergedMessage } from './incoming-message.ts';
import { mergeMessage } from './merge-message.ts';

const decideByState: Record<AwardState, (message: MergedMessage) => MessageDecision> = {
  pending: decidePendingUpdate,
  approved: decideRunningUpdate,
  rejected: decideRejectedUpdate,
  canceled: decideReturn,
};

/** Merges a message into a stored award and answers by the state of the award. */
export function decideExistingAward(
  incoming: IncomingMessage,
  input: IncomingInput,
  existing: ExistingAward,
): MessageDecision {
  const { template } = incoming.message.details;
  if (template !== null && template !== existing.details.template) {
    return answerWithoutChange({
      kind: 'error',
      message: `template: The template of an award cannot change (it is ${existing.details.template}).`,
    });
  }
  const message = mergeMessage(incoming, input, existing);
  if (message.contradiction !== null) {
    const answer = { kind: 'error', message: message.contradiction } as const;
    return answerUnchanged(existing, message.contradiction, answer);
  }
  return decideByState[existing.state](message);
}
