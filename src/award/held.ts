import { isDeepStrictEqual } from 'node:util';
import { assess } from './credits.ts';
import {
  aboveMaximumComment,
  answerOnly,
  type Decision,
  pendingAnswer,
  rejectedAnswer,
  unmappedComment,
} from './decision.ts';
import type { AwardDetails } from './details.ts';
import type { HeldAward, Moment } from './facts.ts';
import { mergeDetails } from './merge.ts';
import { changeOf } from './project-change.ts';
import { followApproved } from './update.ts';

/** Step 6 and updates: merge, then by state. Nothing changed, nothing written. */
export function decideHeld(
  held: HeldAward,
  message: AwardDetails,
  instruction: 'create' | 'update',
  moment: Moment,
): Decision {
  const merged = mergeDetails(held.details, message);
  const changed = !isDeepStrictEqual(merged, held.details);
  switch (held.state) {
    case 'approved':
      return followApproved({ held, merged, changed, message, moment });
    case 'rejected':
      return keepState(held, merged, changed, rejectedAnswer(held.reviewComment));
    case 'canceled':
      return returnWithdrawn(held, merged);
    default:
      return decidePending(instruction, held, merged, changed);
  }
}

function keepState(
  held: HeldAward,
  merged: AwardDetails,
  changed: boolean,
  answer: Decision['answer'],
): Decision {
  if (!changed) return answerOnly(answer);
  return changeOf(held, {
    award: {
      state: held.state,
      details: merged,
      review: { by: 'unchanged', comment: held.reviewComment },
    },
    action: 'updated',
    answer,
  });
}

function decidePending(
  instruction: 'create' | 'update',
  held: HeldAward,
  merged: AwardDetails,
  changed: boolean,
): Decision {
  const assessment = assess(merged.allocation, held.template);
  const isAbove = assessment.aboveMaximum && assessment.unmappedUnit === null;
  if (instruction === 'create' && changed && isAbove) {
    const comment = aboveMaximumComment(assessment, held.template.maxCreditLimit);
    return changeOf(held, {
      award: { state: 'rejected', details: merged, review: { by: 'robot', comment } },
      eventType: 'rejected',
      action: 'rejected',
      note: comment,
      answer: rejectedAnswer(comment),
    });
  }
  const comment = unmappedComment(assessment) ?? held.reviewComment;
  return keepState({ ...held, reviewComment: comment }, merged, changed, pendingAnswer(comment));
}

/** Withdrawn and now asked for again: it waits, whatever the limits say. */
function returnWithdrawn(held: HeldAward, merged: AwardDetails): Decision {
  const comment = unmappedComment(assess(merged.allocation, held.template));
  return changeOf(held, {
    award: { state: 'pending', details: merged, review: { by: 'nobody', comment } },
    action: 'returned',
    note: 'Asked for again after it was withdrawn.',
    answer: pendingAnswer(comment),
  });
}
