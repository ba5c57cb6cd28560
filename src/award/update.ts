import { assess, compareCredits } from './credits.ts';
import { hasExpired, isPastGrace } from './dates.ts';
import {
  aboveMaximumComment,
  answerOnly,
  type Decision,
  pendingAnswer,
  rejectedAnswer,
  unmappedComment,
} from './decision.ts';
import type { AwardDetails } from './details.ts';
import type { HeldAward, Moment, ProjectFacts } from './facts.ts';
import { changeOf, updateProject } from './project-change.ts';

interface ApprovedUpdate {
  held: HeldAward;
  merged: AwardDetails;
  /** Whether the merge changed anything. */
  changed: boolean;
  message: AwardDetails;
  moment: Moment;
}

/** What an approved award's project does when its award changes (awards.md, update_project). */
export function followApproved(update: ApprovedUpdate): Decision {
  const { held, changed, moment } = update;
  const { project } = held;
  if (project === null) return sendBack(update, 'The award has no project any more.');
  const extended = movesTheEnd(update, project);
  const lost = whyLost(project, moment);
  if (lost !== null && !extended) return reject(update, lost);
  if (!changed) return answerOnly({ kind: 'mapping' });
  const revived = project.isRemoved ? ({ isRemoved: false } as const) : {};
  const credits = judgeCredits(update, project);
  if (credits.verdict === 'rejected') return reject(update, credits.comment);
  if (credits.verdict === 'waits') return sendBack(update, credits.comment, revived);
  const applied = credits.verdict === 'applied';
  const effects = updateProject(update.merged, held.template, project, {
    ...revived,
    ...(applied && { credits: credits.credits }),
  });
  return changeOf(held, {
    award: {
      state: 'approved',
      details: update.merged,
      review: { by: 'unchanged', comment: held.reviewComment },
      ...(applied && { appliedAllocation: update.merged.allocation }),
    },
    action: 'updated',
    note: credits.comment + skippedNote(effects.members.skipped),
    effects,
    answer: { kind: 'mapping' },
  });
}

/** Whom we did not invite, for the audit. */
export function skippedNote(skipped: readonly { email: string; reason: string }[]): string {
  return skipped.map(({ email, reason }) => ` Not invited: ${email}. ${reason}`).join('');
}

function movesTheEnd({ message, moment }: ApprovedUpdate, project: ProjectFacts): boolean {
  const { end_date: end } = message;
  return end !== null && end >= moment.today && end !== project.endDate;
}

function whyLost(project: ProjectFacts, { today }: Moment): string | null {
  if (project.isRemoved) return 'The project of this award was removed.';
  if (!isPastGrace(project.endDate, today)) return null;
  return `The project of this award ended on ${project.endDate}, more than 30 days ago.`;
}

type CreditVerdict =
  | { verdict: 'applied'; credits: string | null; comment: string }
  | { verdict: 'kept' | 'waits' | 'rejected'; comment: string };

/** Fewer credits apply at once, more up to the approval limit; in grace none do. */
function judgeCredits(
  { held, merged, moment }: ApprovedUpdate,
  project: ProjectFacts,
): CreditVerdict {
  if (merged.allocation === held.appliedAllocation) return { verdict: 'kept', comment: '' };
  if (hasExpired(merged.end_date ?? project.endDate, moment.today)) {
    return { verdict: 'kept', comment: 'In grace: the changed allocation is not applied.' };
  }
  const assessment = assess(merged.allocation, held.template);
  const unmapped = unmappedComment(assessment);
  if (unmapped !== null) return { verdict: 'waits', comment: unmapped };
  if (assessment.aboveMaximum) {
    return {
      verdict: 'rejected',
      comment: aboveMaximumComment(assessment, held.template.maxCreditLimit),
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
function sendBack(
  { held, merged }: ApprovedUpdate,
  comment: string,
  revived: { isRemoved?: false } = {},
): Decision {
  const effects = held.project
    ? updateProject(merged, held.template, held.project, revived)
    : undefined;
  return changeOf(held, {
    award: { state: 'pending', details: merged, review: { by: 'nobody', comment } },
    action: 'sent_back',
    note: comment,
    ...(effects && { effects }),
    answer: pendingAnswer(comment),
  });
}

function reject({ held, merged }: ApprovedUpdate, comment: string): Decision {
  return changeOf(held, {
    award: { state: 'rejected', details: merged, review: { by: 'robot', comment } },
    eventType: 'rejected',
    action: 'rejected',
    note: comment,
    answer: rejectedAnswer(comment),
  });
}
