import { assess } from './credits.ts';
import { compareInstants } from './dates.ts';
import type { Decision } from './decision.ts';
import type { Note } from './details.ts';
import type { HeldAward, Moment, ProjectFacts } from './facts.ts';
import { mergeNotes, withProjectLink } from './merge.ts';
import { changeOf, makeProject, projectLink, updateProject } from './project-change.ts';
import { skippedNote } from './update.ts';
import type { ReviewState } from './vocabulary.ts';

export type BarrierCode = 'wrong_state' | 'embargoed' | 'conflict' | 'bad_project';

/** Why a reviewer's decision does not happen. The message is for that reviewer. */
export class DecisionRefused extends Error {
  readonly code: BarrierCode;

  constructor(code: BarrierCode, message: string) {
    super(message);
    this.name = 'DecisionRefused';
    this.code = code;
  }
}

const mapped = { kind: 'mapping' } as const;

/** As much of an award as can stand in the way of approving it. */
export type Approvable = Pick<HeldAward, 'state' | 'details'> & {
  project: Pick<ProjectFacts, 'isRemoved'> | null;
};

/** What stands in the way of approving now; empty when nothing does. */
export function approvalBarriers(held: Approvable, moment: Moment): DecisionRefused[] {
  const barriers: DecisionRefused[] = [];
  const { earliest_approve: earliest, end_date: end } = held.details;
  if (held.state !== 'pending') barriers.push(wrongState(['pending']));
  if (earliest !== undefined && compareInstants(earliest, moment.now) > 0) {
    barriers.push(
      new DecisionRefused('embargoed', `This award cannot be approved before ${earliest}.`),
    );
  }
  if (held.project === null && end !== null && end <= moment.today) {
    barriers.push(
      new DecisionRefused('conflict', `A new project cannot end on ${end}, today or before.`),
    );
  }
  if (held.project?.isRemoved) {
    barriers.push(
      new DecisionRefused('conflict', 'The attached project was removed. Detach it first.'),
    );
  }
  return barriers;
}

export interface ApprovalFacts extends Moment {
  /** For a project that is made now. */
  newProjectUuid: string;
  /** The web address of a project, for links. */
  projectUrl: (uuid: string) => string;
}

/** What approving does, whether or not something stands in its way: the plan shows this. */
export function approvalOf(
  held: HeldAward,
  facts: ApprovalFacts,
  comment: string | null,
): Decision {
  const { template, project, identifier } = held;
  const { credits } = assess(held.details.allocation, template);
  const uuid = project?.uuid ?? facts.newProjectUuid;
  const details = withProjectLink(held.details, projectLink(uuid, facts.projectUrl));
  const effects = project
    ? updateProject(details, template, project, { credits })
    : makeProject({ identifier, uuid, details, template, credits });
  return changeOf(held, {
    award: {
      state: 'approved',
      details,
      review: { by: 'caller', comment },
      ...(project === null && { attachment: 'project' }),
      appliedAllocation: details.allocation,
    },
    eventType: 'approved',
    action: 'approved',
    note: [comment ?? '', skippedNote(effects.members.skipped)].join('').trim(),
    by: 'caller',
    tell: ['award_accepted'],
    effects,
    answer: mapped,
  });
}

/** Pending, and earliest_approve has passed. Throws DecisionRefused. */
export function decideApproval(
  held: HeldAward,
  facts: ApprovalFacts,
  comment: string | null,
): Decision {
  const [barrier] = approvalBarriers(held, facts);
  if (barrier) throw barrier;
  return approvalOf(held, facts, comment);
}

/** Pending. Throws DecisionRefused. */
export function decideRejection(held: HeldAward, comment: string | null): Decision {
  requireState(held, ['pending']);
  return changeOf(held, {
    award: { state: 'rejected', details: held.details, review: { by: 'caller', comment } },
    eventType: 'rejected',
    action: 'rejected',
    note: comment ?? '',
    by: 'caller',
    tell: ['award_rejected'],
    answer: mapped,
  });
}

/** The same words for a project that is not there and one that is none of the reviewer's business. */
export const noSuchProject = 'There is no such project of the customer of the template.';

export interface AttachFacts {
  project: ProjectFacts;
  /** The award that manages it already, if any. */
  managedBy: string | null;
  /** Staff may attach a project of another customer than the template's. */
  mayCrossCustomers: boolean;
  projectUrl: (uuid: string) => string;
}

/** Any state; the project must be free, there, and the template's customer's. Throws DecisionRefused. */
export function decideAttachment(held: HeldAward, facts: AttachFacts): Decision {
  const { project } = facts;
  if (held.project !== null) {
    throw new DecisionRefused('conflict', 'A project is attached already. Detach it first.');
  }
  if (project.customerId !== held.template.customerId && !facts.mayCrossCustomers) {
    throw new DecisionRefused('bad_project', noSuchProject);
  }
  if (project.isRemoved) throw new DecisionRefused('conflict', 'This project was removed.');
  if (facts.managedBy !== null) {
    throw new DecisionRefused('conflict', 'Another award manages this project already.');
  }
  const details = withProjectLink(held.details, projectLink(project.uuid, facts.projectUrl));
  return changeOf(held, {
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
    answer: mapped,
  });
}

/** A project is attached. The award waits for a reviewer again. Throws DecisionRefused. */
export function decideDetachment(held: HeldAward): Decision {
  const { project } = held;
  if (project === null) throw new DecisionRefused('conflict', 'No project is attached.');
  return changeOf(held, {
    award: {
      state: 'pending',
      details: withProjectLink(held.details, undefined),
      review: { by: 'nobody', comment: null },
      attachment: 'none',
      appliedAllocation: null,
    },
    eventType: 'project_detached',
    action: 'detached',
    note: `Detached the project "${project.name}" (${project.uuid}).`,
    by: 'caller',
    tell: ['award_changed'],
    answer: mapped,
  });
}

/** Any state. */
export function decideNote(held: HeldAward, note: Note): Decision {
  return changeOf(held, {
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
    answer: mapped,
  });
}

/** Rejected or canceled: pending again; the old decision stays in the audit. Throws DecisionRefused. */
export function decideReopening(held: HeldAward, comment: string | null): Decision {
  requireState(held, ['rejected', 'canceled']);
  return changeOf(held, {
    award: { state: 'pending', details: held.details, review: { by: 'nobody', comment } },
    action: 'reopened',
    note: comment ?? '',
    by: 'caller',
    tell: ['award_changed'],
    answer: mapped,
  });
}

/** Any state: the record goes; the project and the audit stay. */
export function decideDeletion(held: HeldAward): Decision {
  return {
    award: { deleted: true },
    audit: [
      {
        eventType: 'deleted',
        action: 'deleted',
        by: 'caller',
        note: '',
        previous: held.details,
        next: null,
      },
    ],
    tell: ['award_removed'],
    answer: { kind: 'unmapped' },
  };
}

function requireState(held: HeldAward, states: readonly ReviewState[]): void {
  if (!states.includes(held.state)) throw wrongState(states);
}

function wrongState(states: readonly ReviewState[]): DecisionRefused {
  return new DecisionRefused('wrong_state', `Valid states for operation: ${states.join(', ')}.`);
}
