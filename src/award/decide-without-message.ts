import { withField } from './award-details.ts';
import { changeAward } from './build-award-change.ts';
import { isExpired } from './dates.ts';
import type { AwardDecision } from './award-decision.ts';
import type { DecisionTime, ExistingAward } from './existing-award.ts';
import { type ApprovalInput, grantAward } from './grant-award.ts';
import { judgeRequest } from './judge-request.ts';
import { loseProject } from './lose-project.ts';
import { isEmptyPlan } from './membership.ts';
import { describeReasons, orderReasons, waitsForEmbargoAlone } from './waiting-reason-uses.ts';
import { describeSkippedMembers, planMembers } from './project-change.ts';
import { isGranted } from './running-award.ts';
import { describeWaitingReason } from './waiting-reason.ts';

/*
 * What happens to an award without a message and without a review: the end of an embargo, and what
 * somebody (the caller) changes about its project or its template. A decision without any change
 * says that nothing happens.
 */

const nothing: AwardDecision = { audit: [], notifications: [] };

/**
 * The embargo of a pending award has ended: the robot approves the award if nothing else keeps it
 * waiting. Where the template has changed meanwhile, it waits for a reviewer with the new reasons.
 */
export function decideEmbargoEnd(existing: ExistingAward, input: ApprovalInput): AwardDecision {
  if (existing.state !== 'pending') return nothing;
  if (!waitsForEmbargoAlone(existing.waitingReasons)) return nothing;
  const project = existing.project ?? existing.previousProject;
  const { details, template } = existing;
  const verdict = judgeRequest({ details, template, project, namesake: null, oddities: [] }, input);
  if (verdict.reasons.some(({ code }) => code === 'embargoed')) return nothing;
  const reasons = [...verdict.reasons, ...(verdict.cannotStart ? [verdict.cannotStart] : [])];
  if (reasons.length > 0) {
    const waitingReasons = orderReasons(reasons);
    const comment = describeReasons(waitingReasons);
    return changeAward(existing, {
      award: { state: 'pending', details, review: { by: 'nobody', comment }, waitingReasons },
      action: 'updated',
      note: `The embargo ended. ${waitingReasons.map(describeWaitingReason).join(' ')}`,
    });
  }
  const review = { by: 'robot', comment: null } as const;
  const { award, effects } = grantAward(existing, details, verdict.credits, input, review);
  return changeAward(existing, {
    award,
    action: 'approved',
    note: 'The embargo ended; within the limits of the template.',
    notifications: ['award_accepted'],
    effects,
  });
}

/**
 * The project of an award was removed here. A running award goes back to the reviewers, or ends
 * with its project where that had ended; an award that was not granted only loses the link.
 */
export function decideProjectRemoved(existing: ExistingAward, time: DecisionTime): AwardDecision {
  const { state, project, details } = existing;
  if (project === null || (state !== 'approved' && state !== 'pending')) return nothing;
  const hadEnded = isGranted(existing) && isExpired(project.endDate, time.today);
  if (!hadEnded) {
    const { comment: _, ...decision } = loseProject(existing, {
      details,
      messageProblem: existing.messageProblem,
      by: 'caller',
    });
    return decision;
  }
  return changeAward(existing, {
    award: {
      state: 'canceled',
      details: withField(details, 'project_link', undefined),
      review: { by: 'unchanged', comment: existing.reviewComment },
      attachment: 'none',
      grantedAllocation: null,
      refusedAllocation: null,
      waitingReasons: [],
    },
    action: 'ended',
    note: `The project of this award ended on ${project.endDate} and was removed here.`,
    by: 'caller',
    notifications: ['award_removed'],
  });
}

/** The template's role_mapping was corrected: a running award's members follow it at once. */
export function decideRoleMapping(existing: ExistingAward): AwardDecision {
  const { project, details, template } = existing;
  if (project === null || project.isRemoved || !isGranted(existing)) return nothing;
  if (existing.state === 'rejected' || existing.state === 'canceled') return nothing;
  const members = planMembers(details, template, project, false);
  if (isEmptyPlan(members)) return nothing;
  return {
    project: { kind: 'update', projectId: project.id },
    members,
    audit: [
      {
        action: 'roles_mapped',
        by: 'caller',
        note: `The role mapping of the template changed. ${describeSkippedMembers(members)}`.trim(),
        previousDetails: details,
        newDetails: details,
      },
    ],
    notifications: [],
  };
}
