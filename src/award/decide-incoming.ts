import { type Assessment, assessCredits } from './credits.ts';
import { compareInstants, isPastGrace } from './dates.ts';
import {
  type AuditEntry,
  describeAboveMaximum,
  answerWithoutChange,
  type Decision,
  createPendingAnswer,
  createRejectedAnswer,
  describeUnmappedUnit,
} from './decision.ts';
import type { AwardDetails } from './award-details.ts';
import type {
  ExistingAward,
  DecisionTime,
  ProjectSnapshot,
  TemplateTerms,
} from './existing-award.ts';
import { decideExistingAward } from './decide-existing.ts';
import { mergeDetails, setProjectLink } from './merge-details.ts';
import { planProjectCreation, createProjectLink } from './project-change.ts';
import { describeSkippedMembers } from './decide-approved-update.ts';

/** A create_project or update_project, read into the desk's own words. */
export interface IncomingAward {
  instruction: 'create' | 'update';
  /** Such as `p1.ukri`. */
  identifier: string;
  details: AwardDetails;
}

export interface IncomingAwardInput extends DecisionTime {
  /** The award if we hold it. */
  existing: ExistingAward | null;
  /** The template that the message names, for (its portal, its name, the offering). */
  template: TemplateTerms | null;
  /** Whether the template asks for no key or the message brought the right one. */
  isKeyAccepted: boolean;
  /** An active project of the same name in the template's customer that no award manages. */
  sameNameProject: ProjectSnapshot | null;
  /** The last refusal on record, where the last thing on record is one. */
  lastRefusalReason: string | null;
  /** For a project that is made now. */
  newProjectUuid: string;
  /** The web address of a project, for links. */
  projectUrl: (uuid: string) => string;
}

/**
 * Decides about an award that arrives (awards.md, "An award arrives" and "An update arrives").
 * Pure: the same facts give the same decision.
 */
export function decideIncomingAward(arrival: IncomingAward, facts: IncomingAwardInput): Decision {
  const { existing: held } = facts;
  if (arrival.instruction === 'create' || held === null) {
    const refusal = findRefusalReason(arrival, facts);
    if (refusal !== null) return refuseMessage(refusal, facts);
  }
  if (held === null) return decideNewAward(arrival, facts, facts.template as TemplateTerms);
  if (arrival.details.template !== null && arrival.details.template !== held.details.template) {
    return answerWithoutChange({
      kind: 'error',
      message: `template: The template of an award cannot change (it is ${held.details.template}).`,
    });
  }
  return decideExistingAward(held, arrival.details, arrival.instruction, facts);
}

/** Steps 2 and 3. A wrong key and an unknown template are told apart by nobody. */
function findRefusalReason({ details }: IncomingAward, facts: IncomingAwardInput): string | null {
  if (isPastGrace(details.end_date, facts.today)) {
    return `end_date: The award ended on ${details.end_date}, more than 30 days ago.`;
  }
  if (facts.template === null || !facts.isKeyAccepted) {
    return 'template: There is no such template on this offering, or its key is another.';
  }
  return null;
}

/** A refused stranger leaves one audit entry, repeated only when the reason changes. */
function refuseMessage(reason: string, facts: IncomingAwardInput): Decision {
  const decision = answerWithoutChange({ kind: 'rejected', message: reason });
  if (facts.existing !== null || facts.lastRefusalReason === reason) return decision;
  return { ...decision, audit: [createRefusalEntry(reason)] };
}

export function createRefusalEntry(reason: string): AuditEntry {
  return {
    eventType: 'rejected',
    action: 'refused',
    by: 'robot',
    note: reason,
    previousDetails: null,
    newDetails: null,
  };
}

/** Steps 4, 5, 7 and 8 for an award that we do not hold. */
function decideNewAward(
  arrival: IncomingAward,
  facts: IncomingAwardInput,
  template: TemplateTerms,
): Decision {
  const details = setProjectLink(mergeDetails(arrival.details, arrival.details), undefined);
  const assessment = assessCredits(details.allocation, template);
  const isAbove = assessment.isAboveMaximum && assessment.unmappedUnit === null;
  if (arrival.instruction === 'create' && isAbove)
    return rejectNewAward(details, assessment, template);
  const waits = findPendingReason(arrival, facts, assessment, details, template);
  if (waits !== null) return makeNewAwardPending(details, waits, facts);
  if (details.end_date !== null && details.end_date <= facts.today) {
    return refuseMessage(
      `end_date: A new project cannot end on ${details.end_date}, today or before.`,
      facts,
    );
  }
  return approveNewAward(arrival, facts, details, template, assessment);
}

/** Why a new award waits for a reviewer. */
interface PendingReason {
  /** What the reviewer must know beside the award itself; stored with it. */
  comment: string | null;
  /** For the audit. */
  note: string;
}

/** null where it does not wait. */
function findPendingReason(
  arrival: IncomingAward,
  facts: IncomingAwardInput,
  assessment: Assessment,
  details: AwardDetails,
  template: TemplateTerms,
): PendingReason | null {
  const comments = [
    describeUnmappedUnit(assessment),
    facts.sameNameProject &&
      `A project named "${facts.sameNameProject.name}" exists already and was linked; please review.`,
  ].filter((reason) => reason !== null);
  if (comments.length > 0) return { comment: comments.join(' '), note: '' };
  const embargoed =
    details.earliest_approve !== undefined &&
    compareInstants(details.earliest_approve, facts.now) > 0;
  if (embargoed)
    return createPendingReason(`Not to be approved before ${details.earliest_approve}.`);
  if (assessment.needsApproval)
    return createPendingReason(describeApprovalLimit(assessment, template));
  return arrival.instruction === 'update' ? createPendingReason('Arrived as an update.') : null;
}

function createPendingReason(note: string): PendingReason {
  return { comment: null, note };
}

function describeApprovalLimit(assessment: Assessment, template: TemplateTerms): string {
  const { approvalLimit } = template;
  return Number(approvalLimit) === 0
    ? 'Every award of this template waits for a reviewer.'
    : `${assessment.credits} credits are above the approval limit of ${approvalLimit}.`;
}

function rejectNewAward(
  details: AwardDetails,
  assessment: Assessment,
  template: TemplateTerms,
): Decision {
  const comment = describeAboveMaximum(assessment, template.maxCreditLimit);
  return {
    award: { state: 'rejected', details, review: { by: 'robot', comment } },
    audit: [
      createReceiptEntry(details, ''),
      {
        eventType: 'rejected',
        action: 'rejected',
        by: 'robot',
        note: comment,
        previousDetails: null,
        newDetails: details,
      },
    ],
    notifications: [],
    answer: createRejectedAnswer(comment),
  };
}

function makeNewAwardPending(
  details: AwardDetails,
  waits: PendingReason,
  facts: IncomingAwardInput,
): Decision {
  const { comment } = waits;
  const { sameNameProject: namesake } = facts;
  const linked = namesake
    ? setProjectLink(details, createProjectLink(namesake.uuid, facts.projectUrl))
    : details;
  return {
    award: {
      state: 'pending',
      details: linked,
      review: { by: 'nobody', comment },
      ...(namesake && { attachment: 'project' }),
    },
    ...(namesake && { project: { kind: 'link', projectId: namesake.id } }),
    audit: [
      createReceiptEntry(linked, comment ?? waits.note),
      ...(namesake ? [createLinkEntry(linked, namesake)] : []),
    ],
    notifications: [],
    answer: createPendingAnswer(comment),
  };
}

function createLinkEntry(details: AwardDetails, namesake: ProjectSnapshot): AuditEntry {
  return {
    eventType: 'project_attached',
    action: 'linked',
    by: 'robot',
    note: `Linked to the project "${namesake.name}" (${namesake.uuid}) of the same name.`,
    previousDetails: null,
    newDetails: details,
  };
}

function approveNewAward(
  arrival: IncomingAward,
  facts: IncomingAwardInput,
  asked: AwardDetails,
  template: TemplateTerms,
  assessment: Assessment,
): Decision {
  const uuid = facts.newProjectUuid;
  const details = setProjectLink(asked, createProjectLink(uuid, facts.projectUrl));
  const { identifier } = arrival;
  const made = planProjectCreation({
    identifier,
    uuid,
    details,
    template,
    credits: assessment.credits,
  });
  return {
    award: {
      state: 'approved',
      details,
      review: { by: 'robot', comment: null },
      attachment: 'project',
      appliedAllocation: details.allocation,
    },
    ...made,
    audit: [
      createReceiptEntry(details, ''),
      {
        eventType: 'approved',
        action: 'approved',
        by: 'robot',
        note: `Within the limits of the template.${describeSkippedMembers(made.members.skippedMembers)}`,
        previousDetails: null,
        newDetails: details,
      },
    ],
    notifications: [],
    answer: { kind: 'mapping' },
  };
}

function createReceiptEntry(details: AwardDetails, note: string): AuditEntry {
  return {
    eventType: 'created',
    action: 'created',
    by: 'robot',
    note,
    previousDetails: null,
    newDetails: details,
  };
}
