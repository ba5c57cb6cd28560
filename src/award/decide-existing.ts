import { isDeepStrictEqual } from 'node:util';
import { assessCredits } from './credits.ts';
import {
  describeAboveMaximum,
  answerWithoutChange,
  type Decision,
  createPendingAnswer,
  createRejectedAnswer,
  describeUnmappedUnit,
} from './decision.ts';
import type { AwardDetails } from './award-details.ts';
import type { ExistingAward, DecisionTime } from './existing-award.ts';
import { mergeDetails } from './merge-details.ts';
import { createChangeDecision } from './project-change.ts';
import { decideApprovedUpdate } from './decide-approved-update.ts';

/** Step 6 and updates: merge, then by state. Nothing changed, nothing written. */
export function decideExistingAward(
  held: ExistingAward,
  message: AwardDetails,
  instruction: 'create' | 'update',
  moment: DecisionTime,
): Decision {
  const merged = mergeDetails(held.details, message);
  const changed = !isDeepStrictEqual(merged, held.details);
  switch (held.state) {
    case 'approved':
      return decideApprovedUpdate({
        existing: held,
        mergedDetails: merged,
        isChanged: changed,
        message,
        time: moment,
      });
    case 'rejected':
      return updateDetails(held, merged, changed, createRejectedAnswer(held.reviewComment));
    case 'canceled':
      return returnWithdrawnToPending(held, merged);
    default:
      return decidePendingAward(instruction, held, merged, changed);
  }
}

function updateDetails(
  held: ExistingAward,
  merged: AwardDetails,
  changed: boolean,
  answer: Decision['answer'],
): Decision {
  if (!changed) return answerWithoutChange(answer);
  return createChangeDecision(held, {
    award: {
      state: held.state,
      details: merged,
      review: { by: 'unchanged', comment: held.reviewComment },
    },
    action: 'updated',
    answer,
  });
}

function decidePendingAward(
  instruction: 'create' | 'update',
  held: ExistingAward,
  merged: AwardDetails,
  changed: boolean,
): Decision {
  const assessment = assessCredits(merged.allocation, held.template);
  const isAbove = assessment.isAboveMaximum && assessment.unmappedUnit === null;
  if (instruction === 'create' && changed && isAbove) {
    const comment = describeAboveMaximum(assessment, held.template.maxCreditLimit);
    return createChangeDecision(held, {
      award: { state: 'rejected', details: merged, review: { by: 'robot', comment } },
      eventType: 'rejected',
      action: 'rejected',
      note: comment,
      answer: createRejectedAnswer(comment),
    });
  }
  const comment = describeUnmappedUnit(assessment) ?? held.reviewComment;
  return updateDetails(
    { ...held, reviewComment: comment },
    merged,
    changed,
    createPendingAnswer(comment),
  );
}

/** Withdrawn and now asked for again: it waits, whatever the limits say. */
function returnWithdrawnToPending(held: ExistingAward, merged: AwardDetails): Decision {
  const comment = describeUnmappedUnit(assessCredits(merged.allocation, held.template));
  return createChangeDecision(held, {
    award: { state: 'pending', details: merged, review: { by: 'nobody', comment } },
    action: 'returned',
    note: 'Asked for again after it was withdrawn.',
    answer: createPendingAnswer(comment),
  });
}
