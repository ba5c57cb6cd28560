import { api, readBody } from '../api/api-client.ts';
import { queryKeys } from '../api/query-keys.ts';
import type { AwardKey } from './award-queries.ts';

const awardPath = '/api/openportal-managed-projects/{identifier}/{destination}/';
const toParams = ({ identifier, destination }: AwardKey) => ({ path: { identifier, destination } });

/** What is known beside an award. A missing permission (403) is not tried again. */
export const awardContextQuery = (award: AwardKey) => ({
  queryKey: [...queryKeys.award(award.identifier, award.destination), 'context'],
  queryFn: () => readBody(api.GET(`${awardPath}context/`, { params: toParams(award) })),
});

/** Lets somebody take care of an award; null: nobody. Throws ApiError. */
export const assignAward = (award: AwardKey, userUuid: string | null): Promise<unknown> =>
  readBody(
    api.POST(`${awardPath}assign/`, { params: toParams(award), body: { user_uuid: userUuid } }),
  );

/** Puts an award under legal hold, or lifts that. Throws ApiError. */
export const changeLegalHold = (
  award: AwardKey,
  { isLifting, reason }: { isLifting: boolean; reason: string },
): Promise<unknown> => {
  const request = { params: toParams(award), body: { reason } };
  return readBody(
    isLifting
      ? api.POST(`${awardPath}lift-legal-hold/`, request)
      : api.POST(`${awardPath}set-legal-hold/`, request),
  );
};

/** How often an open page reports that it is looked at, in milliseconds. */
const reportIntervalMs = 20_000;

/** Reports that the reader looks at an award; finds who else does. Only while the page is visible. */
export const viewersQuery = (award: AwardKey) => ({
  queryKey: ['viewers', award.identifier, award.destination],
  queryFn: () => readBody(api.POST(`${awardPath}viewers/`, { params: toParams(award) })),
  refetchInterval: reportIntervalMs,
  staleTime: 0,
  retry: false,
});
