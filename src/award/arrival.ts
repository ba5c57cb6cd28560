import { type Assessment, assess } from './credits.ts';
import { compareInstants, isPastGrace } from './dates.ts';
import {
  type AuditNote,
  aboveMaximumComment,
  answerOnly,
  type Decision,
  pendingAnswer,
  rejectedAnswer,
  unmappedComment,
} from './decision.ts';
import type { AwardDetails } from './details.ts';
import type { HeldAward, Moment, ProjectFacts, TemplateFacts } from './facts.ts';
import { decideHeld } from './held.ts';
import { mergeDetails, withProjectLink } from './merge.ts';
import { makeProject, projectLink } from './project-change.ts';
import { skippedNote } from './update.ts';

/** A create_project or update_project, read into the desk's own words. */
export interface Arrival {
  instruction: 'create' | 'update';
  /** Such as `p1.ukri`. */
  identifier: string;
  details: AwardDetails;
}

export interface ArrivalFacts extends Moment {
  /** The award if we hold it. */
  held: HeldAward | null;
  /** The template that the message names, for (its portal, its name, the offering). */
  template: TemplateFacts | null;
  /** Whether the template asks for no key or the message brought the right one. */
  keyAccepted: boolean;
  /** An active project of the same name in the template's customer that no award manages. */
  namesake: ProjectFacts | null;
  /** The last refusal on record, where the last thing on record is one. */
  lastRefusal: string | null;
  /** For a project that is made now. */
  newProjectUuid: string;
  /** The web address of a project, for links. */
  projectUrl: (uuid: string) => string;
}

/**
 * Decides about an award that arrives (awards.md, "An award arrives" and "An update arrives").
 * Pure: the same facts give the same decision.
 */
export function decideArrival(arrival: Arrival, facts: ArrivalFacts): Decision {
  const { held } = facts;
  if (arrival.instruction === 'create' || held === null) {
    const refusal = whyRefused(arrival, facts);
    if (refusal !== null) return refuse(refusal, facts);
  }
  if (held === null) return decideNew(arrival, facts, facts.template as TemplateFacts);
  if (arrival.details.template !== null && arrival.details.template !== held.details.template) {
    return answerOnly({
      kind: 'error',
      message: `template: The template of an award cannot change (it is ${held.details.template}).`,
    });
  }
  return decideHeld(held, arrival.details, arrival.instruction, facts);
}

/** Steps 2 and 3. A wrong key and an unknown template are told apart by nobody. */
function whyRefused({ details }: Arrival, facts: ArrivalFacts): string | null {
  if (isPastGrace(details.end_date, facts.today)) {
    return `end_date: The award ended on ${details.end_date}, more than 30 days ago.`;
  }
  if (facts.template === null || !facts.keyAccepted) {
    return 'template: There is no such template on this offering, or its key is another.';
  }
  return null;
}

/** A refused stranger leaves one audit entry, repeated only when the reason changes. */
function refuse(reason: string, facts: ArrivalFacts): Decision {
  const decision = answerOnly({ kind: 'rejected', message: reason });
  if (facts.held !== null || facts.lastRefusal === reason) return decision;
  return { ...decision, audit: [refusalNote(reason)] };
}

export function refusalNote(reason: string): AuditNote {
  return {
    eventType: 'rejected',
    action: 'refused',
    by: 'robot',
    note: reason,
    previous: null,
    next: null,
  };
}

/** Steps 4, 5, 7 and 8 for an award that we do not hold. */
function decideNew(arrival: Arrival, facts: ArrivalFacts, template: TemplateFacts): Decision {
  const details = withProjectLink(mergeDetails(arrival.details, arrival.details), undefined);
  const assessment = assess(details.allocation, template);
  const isAbove = assessment.aboveMaximum && assessment.unmappedUnit === null;
  if (arrival.instruction === 'create' && isAbove)
    return storeRejected(details, assessment, template);
  const waits = whyItWaits(arrival, facts, assessment, details, template);
  if (waits !== null) return storePending(details, waits, facts);
  if (details.end_date !== null && details.end_date <= facts.today) {
    return refuse(
      `end_date: A new project cannot end on ${details.end_date}, today or before.`,
      facts,
    );
  }
  return storeApproved(arrival, facts, details, template, assessment);
}

/** Why a new award waits for a reviewer. */
interface Waiting {
  /** What the reviewer must know beside the award itself; stored with it. */
  comment: string | null;
  /** For the audit. */
  note: string;
}

/** null where it does not wait. */
function whyItWaits(
  arrival: Arrival,
  facts: ArrivalFacts,
  assessment: Assessment,
  details: AwardDetails,
  template: TemplateFacts,
): Waiting | null {
  const comments = [
    unmappedComment(assessment),
    facts.namesake &&
      `A project named "${facts.namesake.name}" exists already and was linked; please review.`,
  ].filter((reason) => reason !== null);
  if (comments.length > 0) return { comment: comments.join(' '), note: '' };
  const embargoed =
    details.earliest_approve !== undefined &&
    compareInstants(details.earliest_approve, facts.now) > 0;
  if (embargoed) return waiting(`Not to be approved before ${details.earliest_approve}.`);
  if (assessment.needsApproval) return waiting(aboveApprovalLimit(assessment, template));
  return arrival.instruction === 'update' ? waiting('Arrived as an update.') : null;
}

function waiting(note: string): Waiting {
  return { comment: null, note };
}

function aboveApprovalLimit(assessment: Assessment, template: TemplateFacts): string {
  const { approvalLimit } = template;
  return Number(approvalLimit) === 0
    ? 'Every award of this template waits for a reviewer.'
    : `${assessment.credits} credits are above the approval limit of ${approvalLimit}.`;
}

function storeRejected(
  details: AwardDetails,
  assessment: Assessment,
  template: TemplateFacts,
): Decision {
  const comment = aboveMaximumComment(assessment, template.maxCreditLimit);
  return {
    award: { state: 'rejected', details, review: { by: 'robot', comment } },
    audit: [
      arrived(details, ''),
      {
        eventType: 'rejected',
        action: 'rejected',
        by: 'robot',
        note: comment,
        previous: null,
        next: details,
      },
    ],
    tell: [],
    answer: rejectedAnswer(comment),
  };
}

function storePending(details: AwardDetails, waits: Waiting, facts: ArrivalFacts): Decision {
  const { comment } = waits;
  const { namesake } = facts;
  const linked = namesake
    ? withProjectLink(details, projectLink(namesake.uuid, facts.projectUrl))
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
      arrived(linked, comment ?? waits.note),
      ...(namesake ? [linkedNote(linked, namesake)] : []),
    ],
    tell: [],
    answer: pendingAnswer(comment),
  };
}

function linkedNote(details: AwardDetails, namesake: ProjectFacts): AuditNote {
  return {
    eventType: 'project_attached',
    action: 'linked',
    by: 'robot',
    note: `Linked to the project "${namesake.name}" (${namesake.uuid}) of the same name.`,
    previous: null,
    next: details,
  };
}

function storeApproved(
  arrival: Arrival,
  facts: ArrivalFacts,
  asked: AwardDetails,
  template: TemplateFacts,
  assessment: Assessment,
): Decision {
  const uuid = facts.newProjectUuid;
  const details = withProjectLink(asked, projectLink(uuid, facts.projectUrl));
  const { identifier } = arrival;
  const made = makeProject({ identifier, uuid, details, template, credits: assessment.credits });
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
      arrived(details, ''),
      {
        eventType: 'approved',
        action: 'approved',
        by: 'robot',
        note: `Within the limits of the template.${skippedNote(made.members.skipped)}`,
        previous: null,
        next: details,
      },
    ],
    tell: [],
    answer: { kind: 'mapping' },
  };
}

function arrived(details: AwardDetails, note: string): AuditNote {
  return {
    eventType: 'created',
    action: 'created',
    by: 'robot',
    note,
    previous: null,
    next: details,
  };
}
