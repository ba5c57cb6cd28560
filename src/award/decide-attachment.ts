import { withField } from './award-details.ts';
import { changeAward, keepAward } from './build-award-change.ts';
import type { AwardDecision } from './award-decision.ts';
import { DecisionRefusedError } from './decision-refused-error.ts';
import type { ExistingAward, ExistingProject } from './existing-award.ts';
import { createProjectLink, type ProjectUrl, planProjectLink } from './project-change.ts';

/** The same words for a project that does not exist and for one that the reviewer may not see. */
export const NO_SUCH_PROJECT_MESSAGE = 'There is no such project of the customer of the template.';

export interface AttachmentInput {
  project: ExistingProject;
  /** The award that manages it already, if any. */
  managedBy: string | null;
  /** Staff may attach a project of another customer than the template's. */
  mayCrossCustomers: boolean;
  projectUrl: ProjectUrl;
}

/**
 * Any state; the project must exist, belong to the template's customer and be managed by no award.
 * Throws DecisionRefusedError.
 */
export function decideAttachment(existing: ExistingAward, input: AttachmentInput): AwardDecision {
  const { project } = input;
  if (existing.project !== null) {
    throw new DecisionRefusedError('conflict', 'A project is attached already. Detach it first.');
  }
  if (project.customerId !== existing.template.customerId && !input.mayCrossCustomers) {
    throw new DecisionRefusedError('bad_project', NO_SUCH_PROJECT_MESSAGE);
  }
  if (project.isRemoved) throw new DecisionRefusedError('conflict', 'This project was removed.');
  if (input.managedBy !== null) {
    throw new DecisionRefusedError('conflict', 'Another award manages this project already.');
  }
  const link = createProjectLink(project.uuid, input.projectUrl);
  return changeAward(existing, {
    award: {
      ...keepAward(existing),
      details: withField(existing.details, 'project_link', link),
      attachment: 'project',
    },
    action: 'attached',
    note: `Attached the project "${project.name}" (${project.uuid}).`,
    by: 'caller',
    notifications: ['award_changed'],
    effects: { project: planProjectLink(project, existing.template) },
  });
}

/** A project is attached. The award waits for a reviewer again. Throws DecisionRefusedError. */
export function decideDetachment(existing: ExistingAward): AwardDecision {
  const { project } = existing;
  if (project === null) throw new DecisionRefusedError('conflict', 'No project is attached.');
  return changeAward(existing, {
    award: {
      state: 'pending',
      details: withField(existing.details, 'project_link', undefined),
      review: { by: 'nobody', comment: null },
      attachment: 'none',
      grantedAllocation: null,
      refusedAllocation: null,
      waitingReasons: [{ code: 'detached' }],
    },
    action: 'detached',
    note: `Detached the project "${project.name}" (${project.uuid}).`,
    by: 'caller',
    notifications: ['award_changed'],
  });
}
