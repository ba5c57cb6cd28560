import { NO_ALLOCATION } from './allocation.ts';
import { type AwardDetails, withField } from './award-details.ts';
import type { Review, StoredAward } from './award-decision.ts';
import type { DecisionTime, ExistingAward } from './existing-award.ts';
import {
  createProjectLink,
  planProjectCreation,
  planProjectUpdate,
  type ProjectEffects,
  type ProjectUrl,
} from './project-change.ts';

/** What an approval needs beside the award. */
export interface ApprovalInput extends DecisionTime {
  /** For a project that is made now. */
  newProjectUuid: string;
  projectUrl: ProjectUrl;
}

/** The award that is approved; a new one has no project. */
export type GrantedAward = Pick<ExistingAward, 'identifier' | 'template' | 'project'> &
  Partial<Pick<ExistingAward, 'previousProject' | 'grantedAllocation'>>;

/**
 * What approving does, the same for the robot and for reviewers: the award stands on its details,
 * and its project is made, or brought up to date, with the credits that they ask for. A withdrawn
 * award takes up the project that it had before.
 */
export function grantAward(
  award: GrantedAward,
  requestedDetails: AwardDetails,
  credits: string | null,
  input: ApprovalInput,
  review: Review,
): { award: StoredAward; effects: ProjectEffects } {
  const { identifier, template } = award;
  const project = award.project ?? award.previousProject ?? null;
  const uuid = project?.uuid ?? input.newProjectUuid;
  const details = withField(
    requestedDetails,
    'project_link',
    createProjectLink(uuid, input.projectUrl),
  );
  // Messages to a running award have taken their effect on its members already.
  const namesMembers = (award.grantedAllocation ?? null) === null;
  return {
    award: {
      state: 'approved',
      details,
      review,
      ...(award.project === null && { attachment: 'project' }),
      grantedAllocation: details.allocation ?? NO_ALLOCATION,
      refusedAllocation: null,
      waitingReasons: [],
    },
    effects: project
      ? planProjectUpdate(details, template, project, { credits, namesMembers })
      : planProjectCreation({ identifier, uuid, details, template, credits }),
  };
}
