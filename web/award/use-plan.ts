import { useQuery } from '@tanstack/react-query';
import { useMe } from '../api/current-user.ts';
import { mayReview } from '../api/permissions.ts';
import type { Plan } from '../api/types.ts';
import { planQuery, type AwardVersion } from './award-queries.ts';

/** What approving would do, for reviewers; undefined for others and while it is loaded. */
export function usePlan(version: AwardVersion): Plan | undefined {
  const isReviewer = mayReview(useMe(), version.award);
  return useQuery({ ...planQuery(version, 'page'), enabled: isReviewer }).data;
}
