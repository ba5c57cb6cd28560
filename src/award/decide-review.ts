import { assessCredits } from './credits.ts';
import { compareInstants } from './dates.ts';
import type { Decision } from './decision.ts';
import type { AwardNote } from './award-details.ts';
import type { ExistingAward, DecisionTime, ProjectSnapshot } from './existing-award.ts';
import { mergeNotes, setProjectLink } from './merge-details.ts';
import {
  createChangeDecision,
  planProjectCreation,
  createProjectLink,
  planProjectUpdate,
} from './project-change.ts';
import { describeSkippedMembers } from './decide-approved-update.ts';
import type { ReviewState } from './enums.ts';

export type BarrierCode = 'wrong_state' | 'embargoed' | 'conflict' | 'bad_project';

/** Why a reviewer's decision does not happen. The message is for that reviewer. */
export class DecisionRefusedError extends Error {
  readonly code: BarrierCode;

  constructor(code: BarrierCode, message: string) {
    super(message);
    this.name = 'DecisionRefused';
    this.code = code;
  }
}

const mappingAnswer = { kind: 'mapping' } as const;

/** As much of an award as can stand in the way of approving it. */
export type ApprovalCandidate = Pick<ExistingAward, 'state' | 'details'> & {
  project: Pick<ProjectSnapshot, 'isRemoved'> | null;
};

/** What stands in the way of approving now; empty when nothing does. */
export function findApprovalBarriers(
  held: ApprovalCandidate,
  moment: DecisionTime,
): DecisionRefusedError[] {
  const barriers: DecisionRefusedError[] = [];
  const { earliest_approve: earliest, end_date: end } = held.details;
  if (held.state !== 'pending') barriers.push(createWrongStateError(['pending']));
  if (earliest !== undefined && compareInstants(earliest, moment.now) > 0) {
    barriers.push(
      new DecisionRefusedError('embargoed', `This award cannot be approved before ${earliest}.`),
    );
  }
  if (held.project === null && end !== null && end <= moment.today) {
    barriers.push(
      new DecisionRefusedError('conflict', `A new project cannot end on ${end}, today or before.`),
    );
  }
  if (held.project?.isRemoved) {
    barriers.push(
      new DecisionRefusedError('conflict', 'The attached project was removed. Detach it first.'),
    );
  }
  return barriers;
}

export interface ApprovalInput extends DecisionTime {
  /** For a project that is made now. */
  newProjectUuid: string;
  /** The web address of a project, for links. */
  projectUrl: (uuid: string) => string;
}

/** What approving does, whether or not something stands in its way: the plan shows this. */
export function createApprovalDecision(
  held: ExistingAward,
  facts: ApprovalInput,
  comment: string | null,
): Decision {
  const { template, project, identifier } = held;
  const { credits } = assessCredits(held.details.allocation, template);
  const uuid = project?.uuid ?? facts.newProjectUuid;
  const details = setProjectLink(held.details, createProjectLink(uuid, facts.projectUrl));
  const effects = project
    ? planProjectUpdate(details, template, project, { credits })
    : planProjectCreation({ identifier, uuid, details, template, credits });
  return createChangeDecision(held, {
    award: {
      state: 'approved',
      details,
      review: { by: 'caller', comment },
      ...(project === null && { attachment: 'project' }),
      appliedAllocation: details.allocation,
    },
    eventType: 'approved',
    action: 'approved',
    note: [comment ?? '', describeSkippedMembers(effects.members.skippedMembers)].join('').trim(),
    by: 'caller',
    tell: ['award_accepted'],
    effects,
    answer: mappingAnswer,
  });
}

/** Pending, and earliest_approve has passed. Throws DecisionRefused. */
export function decideApproval(
  held: ExistingAward,
  facts: ApprovalInput,
  comment: string | null,
): Decision {
  const [barrier] = findApprovalBarriers(held, facts);
  if (barrier) throw barrier;
  return createApprovalDecision(held, facts, comment);
}

/** Pending. Throws DecisionRefused. */
export function decideRejection(held: ExistingAward, comment: string | null): Decision {
  requireState(held, ['pending']);
  return createChangeDecision(held, {
    award: { state: 'rejected', details: held.details, review: { by: 'caller', comment } },
    eventType: 'rejected',
    action: 'rejected',
    note: comment ?? '',
    by: 'caller',
    tell: ['award_rejected'],
    answer: mappingAnswer,
  });
}

/** The same words for a project that is not there and one that is none of the reviewer's business. */
export const NO_SUCH_PROJECT_MESSAGE = 'There is no such project of the customer of the template.';

export interface AttachmentInput {
  project: ProjectSnapshot;
  /** The award that manages it already, if any. */
  managedBy: string | null;
  /** Staff may attach a project of another customer than the template's. */
  mayCrossCustomers: boolean;
  projectUrl: (uuid: string) => string;
}

/** Any state; the project must be free, there, and the template's customer's. Throws DecisionRefused. */
export function decideAttachment(held: ExistingAward, facts: AttachmentInput): Decision {
  const { project } = facts;
  if (held.project !== null) {
    throw new DecisionRefusedError('conflict', 'A project is attached already. Detach it first.');
  }
  if (project.customerId !== held.template.customerId && !facts.mayCrossCustomers) {
    throw new DecisionRefusedError('bad_project', NO_SUCH_PROJECT_MESSAGE);
  }
  if (project.isRemoved) throw new DecisionRefusedError('conflict', 'This project was removed.');
  if (facts.managedBy !== null) {
    throw new DecisionRefusedError('conflict', 'Another award manages this project already.');
  }
  const details = setProjectLink(held.details, createProjectLink(project.uuid, facts.projectUrl));
  return createChangeDecision(held, {
    award: {
      state: held.state,
      details,
      review: { by: 'unchanged', comment: held.reviewComment },
      attachment: 'project',
    },
    eventType: 'project_attached',
    action: 'attached',
    note: `Attached the project "${project.name}" (${project.uuid}).`,
    by: 'caller',
    tell: ['award_changed'],
    effects: {
      project: {
        kind: 'link',
        projectId: project.id,
        ...(project.shortName === null && { shortnamePattern: held.template.shortname }),
      },
    },
    answer: mappingAnswer,
  });
}

/** A project is attached. The award waits for a reviewer again. Throws DecisionRefused. */
export function decideDetachment(held: ExistingAward): Decision {
  const { project } = held;
  if (project === null) throw new DecisionRefusedError('conflict', 'No project is attached.');
  return createChangeDecision(held, {
    award: {
      state: 'pending',
      details: setProjectLink(held.details, undefined),
      review: { by: 'nobody', comment: null },
      attachment: 'none',
      appliedAllocation: null,
    },
    eventType: 'project_detached',
    action: 'detached',
    note: `Detached the project "${project.name}" (${project.uuid}).`,
    by: 'caller',
    tell: ['award_changed'],
    answer: mappingAnswer,
  });
}

/** Any state. */
export function decideNote(held: ExistingAward, note: AwardNote): Decision {
  return createChangeDecision(held, {
    award: {
      state: held.state,
      details: { ...held.details, notes: mergeNotes(held.details.notes, [note]) },
      review: { by: 'unchanged', comment: held.reviewComment },
    },
    eventType: 'note_added',
    action: 'note_added',
    note: note.text,
    by: 'caller',
    tell: ['award_changed'],
    answer: mappingAnswer,
  });
}

/** Rejected or canceled: pending again; the old decision stays in the audit. Throws DecisionRefused. */
export function decideReopening(held: ExistingAward, comment: string | null): Decision {
  requireState(held, ['rejected', 'canceled']);
  return createChangeDecision(held, {
    award: { state: 'pending', details: held.details, review: { by: 'nobody', comment } },
    action: 'reopened',
    note: comment ?? '',
    by: 'caller',
    tell: ['award_changed'],
    answer: mappingAnswer,
  });
}

/** Any state: the record goes; the project and the audit stay. */
export function decideDeletion(held: ExistingAward): Decision {
  return {
    award: { deleted: true },
    audit: [
      {
        eventType: 'deleted',
        action: 'deleted',
        by: 'caller',
        note: '',
        previousDetails: held.details,
        newDetails: null,
      },
    ],
    notifications: ['award_removed'],
    answer: { kind: 'unmapped' },
  };
}

function requireState(held: ExistingAward, states: readonly ReviewState[]): void {
  if (!states.includes(held.state)) throw createWrongStateError(states);
}

function createWrongStateError(states: readonly ReviewState[]): DecisionRefusedError {
  return new DecisionRefusedError(
    'wrong_state',
    `Valid states for operation: ${states.join(', ')}.`,
  );
}
