import type { ExistingAward, ExistingProject } from './existing-award.ts';
import type { WaitingReasonCode } from './waiting-reason.ts';

/** Whether a decision has granted the award its project, which is not undone since. */
export function isGranted({
  state,
  grantedAllocation,
}: Pick<ExistingAward, 'state' | 'grantedAllocation'>): boolean {
  return state === 'approved' || grantedAllocation !== null;
}

/** As much of an award as says whether a project runs for it. */
export interface RunningCandidate<Project extends Pick<ExistingProject, 'isRemoved'>>
  extends Pick<ExistingAward, 'state' | 'grantedAllocation'> {
  project: Project | null;
}

/** The project that runs for the award: granted, attached and not removed; null where none does. */
export function findRunningProject<Project extends Pick<ExistingProject, 'isRemoved'>>(
  existing: RunningCandidate<Project>,
): Project | null {
  const { project } = existing;
  return project !== null && !project.isRemoved && isGranted(existing) ? project : null;
}

const changeReasons: readonly WaitingReasonCode[] = [
  'larger_allocation',
  'unmapped_unit',
  'above_maximum',
  'now_within_limits',
  'odd_message',
];

/**
 * The project of a running award of which a change waits for a reviewer; null where the award waits
 * for another reason.
 */
export function findProjectOfPendingChange(existing: ExistingAward): ExistingProject | null {
  const { state, waitingReasons } = existing;
  const waitsForChange =
    state === 'pending' &&
    waitingReasons.length > 0 &&
    waitingReasons.every(({ code }) => changeReasons.includes(code));
  return waitsForChange ? findRunningProject(existing) : null;
}
