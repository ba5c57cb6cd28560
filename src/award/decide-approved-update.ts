import { assessCredits, compareCredits } from './credits.ts';
import { isExpired, isPastGrace } from './dates.ts';
import {
  describeAboveMaximum,
  answerWithoutChange,
  type Decision,
  createPendingAnswer,
  createRejectedAnswer,
  describeUnmappedUnit,
} from './decision.ts';
import type { AwardDetails } from './award-details.ts';
import type { ExistingAward, DecisionTime, ProjectSnapshot } from './existing-award.ts';
import { createChangeDecision, planProjectUpdate } from './project-change.ts';

interface ApprovedUpdate {
  existing: ExistingAward;
  mergedDetails: AwardDetails;
  /** Whether the merge changed anything. */
  isChanged: boolean;
  message: AwardDetails;
  time: DecisionTime;
}

/** What an approved award's project does when its award changes (awards.md, update_project). */
export function decideApprovedUpdate(update: ApprovedUpdate): Decision {
  const { existing: held, isChanged: changed, time: moment } = update;
  const { project } = held;
  if (project === null) return returnToReview(update, 'The award has no project any more.');
  const extended = movesEndDate(update, project);
  const lost = findLostProjectReason(project, moment);
  if (lost !== null && !extended) return rejectUpdate(update, lost);
  if (!changed) return answerWithoutChange({ kind: 'mapping' });
  const revived = project.isRemoved ? ({ isRemoved: false } as const) : {};
  const credits = decideCredits(update, project);
  if (credits.verdict === 'rejected') return rejectUpdate(update, credits.comment);
  if (credits.verdict === 'waits') return returnToReview(update, credits.comment, revived);
  const applied = credits.verdict === 'applied';
  const effects = planProjectUpdate(update.mergedDetails, held.template, project, {
    ...revived,
    ...(applied && { credits: credits.credits }),
  });
  return createChangeDecision(held, {
    award: {
      state: 'approved',
      details: update.mergedDetails,
      review: { by: 'unchanged', comment: held.reviewComment },
      ...(applied && { appliedAllocation: update.mergedDetails.allocation }),
    },
    action: 'updated',
    note: credits.comment + describeSkippedMembers(effects.members.skippedMembers),
    effects,
    answer: { kind: 'mapping' },
  });
}

/** Whom we did not invite, for the audit. */
export function describeSkippedMembers(
  skipped: readonly { email: string; reason: string }[],
): string {
  return skipped.map(({ email, reason }) => ` Not invited: ${email}. ${reason}`).join('');
}

function movesEndDate(
  { message, time: moment }: ApprovedUpdate,
  project: ProjectSnapshot,
): boolean {
  const { end_date: end } = message;
  return end !== null && end >= moment.today && end !== project.endDate;
}

function findLostProjectReason(project: ProjectSnapshot, { today }: DecisionTime): string | null {
  if (project.isRemoved) return 'The project of this award was removed.';
  if (!isPastGrace(project.endDate, today)) return null;
  return `The project of this award ended on ${project.endDate}, more than 30 days ago.`;
}

type CreditVerdict =
  | { verdict: 'applied'; credits: string | null; comment: string }
  | { verdict: 'kept' | 'waits' | 'rejected'; comment: string };

/** Fewer credits apply at once, more up to the approval limit; in grace none do. */
function decideCredits(
  { existing: held, mergedDetails: merged, time: moment }: ApprovedUpdate,
  project: ProjectSnapshot,
): CreditVerdict {
  if (merged.allocation === held.appliedAllocation) return { verdict: 'kept', comment: '' };
  if (isExpired(merged.end_date ?? project.endDate, moment.today)) {
    return { verdict: 'kept', comment: 'In grace: the changed allocation is not applied.' };
  }
  const assessment = assessCredits(merged.allocation, held.template);
  const unmapped = describeUnmappedUnit(assessment);
  if (unmapped !== null) return { verdict: 'waits', comment: unmapped };
  if (assessment.isAboveMaximum) {
    return {
      verdict: 'rejected',
      comment: describeAboveMaximum(assessment, held.template.maxCreditLimit),
    };
  }
  const { credits } = assessment;
  const isMore = compareCredits(credits, project.credits) > 0;
  if (!isMore || !assessment.needsApproval) return { verdict: 'applied', credits, comment: '' };
  const comment =
    `More credits (${credits}) than the project has (${project.credits ?? '0.00'}) ` +
    `need a reviewer above ${held.template.approvalLimit}.`;
  return { verdict: 'waits', comment };
}

/** To the reviewers again; the project follows in all but its credits. */
function returnToReview(
  { existing: held, mergedDetails: merged }: ApprovedUpdate,
  comment: string,
  revived: { isRemoved?: false } = {},
): Decision {
  const effects = held.project
    ? planProjectUpdate(merged, held.template, held.project, revived)
    : undefined;
  return createChangeDecision(held, {
    award: { state: 'pending', details: merged, review: { by: 'nobody', comment } },
    action: 'sent_back',
    note: comment,
    ...(effects && { effects }),
    answer: createPendingAnswer(comment),
  });
}

function rejectUpdate(
  { existing: held, mergedDetails: merged }: ApprovedUpdate,
  comment: string,
): Decision {
  return createChangeDecision(held, {
    award: { state: 'rejected', details: merged, review: { by: 'robot', comment } },
    eventType: 'rejected',
    action: 'rejected',
    note: comment,
    answer: createRejectedAnswer(comment),
  });
}
