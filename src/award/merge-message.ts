import { isSameAllocation } from './allocation.ts';
import { type AwardDetails, withField } from './award-details.ts';
import type { ExistingAward } from './existing-award.ts';
import type { IncomingInput, IncomingMessage, MergedMessage } from './incoming-message.ts';
import { judgeDates } from './judge-request.ts';
import { judgeSize } from './judge-size.ts';
import { mergeDetails } from './merge-details.ts';
import { describeOddities } from './oddities.ts';
import { isSameDetails } from './wire-details.ts';

/** Merges a message into a stored award, with everything that the merge says of it. */
export function mergeMessage(
  { instruction, message }: IncomingMessage,
  input: IncomingInput,
  existing: ExistingAward,
): MergedMessage {
  const asksRefusedChange = isRefusedChange(existing, message.details);
  const details = asksRefusedChange
    ? withField(message.details, 'allocation', null)
    : message.details;
  const merged = mergeDetails(existing.details, { ...message, details }, instruction);
  const isChanged = !isSameDetails(existing.details, merged);
  return {
    existing,
    instruction,
    merged,
    contradiction: isChanged ? findContradiction(existing, merged, input.maxAwardBytes) : null,
    isChanged,
    asksRefusedChange,
    namesMembers: message.details.members !== null,
    oddities: message.oddities,
    problem: describeOddities(message.oddities),
    input,
  };
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

/**
 * An award that would be too large (A3.20), or dates that contradict each other (A5.6), where the
 * message changes dates.
 */
function findContradiction(
  { details, project }: ExistingAward,
  merged: AwardDetails,
  maxBytes: number,
): string | null {
  const tooLarge = judgeSize(merged, maxBytes, details);
  if (tooLarge !== null) return tooLarge;
  const isSame = merged.start_date === details.start_date && merged.end_date === details.end_date;
  return isSame ? null : judgeDates(merged, project);
}
