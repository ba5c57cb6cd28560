import { isSameAllocation, NO_ALLOCATION } from '../../src/award/allocation.ts';
import type { ExistingProject } from '../../src/award/existing-award.ts';
import { findRunningProject, type RunningCandidate } from '../../src/award/running-award.ts';
import type { Award } from '../api/types.ts';
import { formatAllocation } from '../parts/allocation-format.ts';
import { hasWaitingReason } from './waiting-reasons.ts';

/** An award of the interface as the rules about running awards read it (src/award). */
export function toRunningCandidate(
  award: Award,
): RunningCandidate<Pick<ExistingProject, 'isRemoved'>> {
  const { state, in_force_allocation: inForce, project_data: project } = award;
  // The interface shows a grant of no allocation as null, as it does an award without a grant.
  const isGrantedNone = hasWaitingReason(award, 'larger_allocation');
  return {
    state,
    grantedAllocation: inForce ?? (isGrantedNone ? NO_ALLOCATION : null),
    project: 'is_removed' in project ? { isRemoved: project.is_removed } : null,
  };
}

/** Whether the award is pending while its project runs with what was granted before. */
export const isPendingChange = (award: Award): boolean =>
  award.state === 'pending' && findRunningProject(toRunningCandidate(award)) !== null;

/** What was granted before: `the 900 NHR granted before`. */
export const describeGrant = ({ in_force_allocation: inForce }: Award): string =>
  inForce === null
    ? 'no allocation, as granted before'
    : `the ${formatAllocation(inForce)} granted before`;

/** The allocation in force and the requested one, where a pending award asks for another one. */
export function findAllocationChange(award: Award): { from: string; to: string } | null {
  if (!isPendingChange(award)) return null;
  const { in_force_allocation: inForce, details } = award;
  if (isSameAllocation(inForce, details.allocation)) return null;
  return { from: formatAllocation(inForce), to: formatAllocation(details.allocation) };
}
