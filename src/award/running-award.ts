import type { ExistingAward, ExistingProject } from './existing-award.ts';
import type { WaitingReasonCode } from './waiting-reason.ts';

/** Whether a decision has granted the award its project, which is not undone since. */
export function isGranted({
  state,
  grantedAllocation,
}: Pick<ExistingAward, 'state' | 'grantedAllocation'>): boolean {
  return state === 'approved' || grantedAllocation !== null;
}

/** The project that runs for the award: granted, attached and not removed; null where none does. */
export function findRunningProject(
  existing: Pick<ExistingAward, 'state' | 'grantedAllocation' | 'project'>,
): ExistingProject | null {
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
