import { isSameAllocation } from './allocation.ts';
import { type AwardDetails, withField } from './award-details.ts';
import { answerUnchanged } from './change-award.ts';
import { decidePendingUpdate } from './decide-pending-update.ts';
import { decideRejectedUpdate, decideReturn } from './decide-asked-again.ts';
import { decideRunningUpdate } from './decide-running-update.ts';
import { answerWithoutChange, type MessageDecision } from './decision.ts';
import type { AwardState } from './enums.ts';
import type { ExistingAward } from './existing-award.ts';
import type { IncomingInput, IncomingMessage, MergedMessage } from './incoming-message.ts';
import { judgeDates } from './judge.ts';
import { mergeDetails } from './merge-details.ts';
import { describeOddities } from './oddities.ts';
import { isSameDetails } from './wire-details.ts';

const decideByState: Record<AwardState, (message: MergedMessage) => MessageDecision> = {
  pending: decidePendingUpdate,
  approved: decideRunningUpdate,
  rejected: decideRejectedUpdate,
  canceled: decideReturn,
};

/** Merges a message into a stored award and answers by the state of the award. */
export function decideExistingAward(
  { instruction, message }: IncomingMessage,
  input: IncomingInput,
  existing: ExistingAward,
): MessageDecision {
  const { template } = message.details;
  if (template !== null && template !== existing.details.template) {
    return answerWithoutChange({
      kind: 'error',
      message: `template: The template of an award cannot change (it is ${existing.details.template}).`,
    });
  }
  const asksRefusedChange = isRefusedChange(existing, message.details);
  const details = asksRefusedChange
    ? withField(message.details, 'allocation', null)
    : message.details;
  const merged = mergeDetails(existing.details, { ...message, details }, instruction);
  const contradiction = findContradiction(existing, merged);
  if (contradiction !== null) {
    return answerUnchanged(existing, contradiction, { kind: 'error', message: contradiction });
  }
  return decideByState[existing.state]({
    existing,
    instruction,
    merged,
    isChanged: !isSameDetails(existing.details, merged),
    asksRefusedChange,
    namesMembers: message.details.members !== null,
    oddities: message.oddities,
    problem: describeOddities(message.oddities),
    input,
  });
}

/** Whether the message asks again for a change that was refused (A5.11, A5.12). */
function isRefusedChange(
  { refusedAllocation }: ExistingAward,
  { allocation }: AwardDetails,
): boolean {
  return (
    refusedAllocation !== null &&
    allocation !== null &&
    isSameAllocation(allocation, refusedAllocation)
  );
}

/** Dates of the merged award that contradict each other (A5.6), where the message changes dates. */
function findContradiction(
  { details, project }: ExistingAward,
  merged: AwardDetails,
): string | null {
  const isSame = merged.start_date === details.start_date && merged.end_date === details.end_date;
  return isSame ? null : judgeDates(merged, project);
}
