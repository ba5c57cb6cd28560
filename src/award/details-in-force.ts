import { type AwardDetails, withField } from './award-details.ts';
import type { ExistingAward } from './existing-award.ts';
import { getGrantedAllocation } from './judge-change.ts';

/**
 * The details as they are in force, which is what an awarding portal reads back
 * (docs/rules/awards.md, A5.13): of a granted award the allocation granted, not one that waits or was refused.
 */
export function detailsInForce(
  existing: Pick<ExistingAward, 'state' | 'details' | 'grantedAllocation'>,
): AwardDetails {
  const { state, details, grantedAllocation } = existing;
  // Awards approved before the column was always filled: what they ask for is what they have.
  if (grantedAllocation === null) return details;
  return state === 'canceled'
    ? details
    : withField(details, 'allocation', getGrantedAllocation(existing));
}
