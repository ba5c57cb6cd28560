import type { QueryClient } from '@tanstack/react-query';
import { api, readBody, readReply } from '../api/api-client.ts';
import { toAward } from '../api/award-response.ts';
import { queryKeys } from '../api/query-keys.ts';
import type { Award, Plan } from '../api/types.ts';

/** Where an award is. */
export interface AwardKey {
  identifier: string;
  destination: string;
}

/** An award as somebody saw it, and the ETag by which the service knows that state again. */
export interface AwardVersion {
  award: Award;
  etag: string;
}

/** The award as it is now. Throws Problem. */
export async function readAward({ identifier, destination }: AwardKey): Promise<AwardVersion> {
  const { data, response } = await readReply(
    api.GET('/api/openportal-managed-projects/{identifier}/{destination}/', {
      params: { path: { identifier, destination } },
    }),
  );
  return { award: toAward(data), etag: response.headers.get('etag') ?? '' };
}

export const awardQuery = (address: AwardKey) => ({
  // Below the award's own key, as it holds the ETag beside the award.
  queryKey: [...queryKeys.award(address.identifier, address.destination), 'seen'],
  queryFn: () => readAward(address),
});

/** The award as it is now, also for whoever shows it; replies that are on their way are too old. */
export async function refreshAward(client: QueryClient, address: AwardKey): Promise<AwardVersion> {
  const { queryKey } = awardQuery(address);
  await client.cancelQueries({ queryKey });
  const fresh = await readAward(address);
  client.setQueryData(queryKey, fresh);
  return fresh;
}

/**
 * What approving would do. Kept by the ETag of the award that the reader saw and not by the
 * award's key, so that no plan changes under the reader; `occasion` tells one reading from another.
 */
export const planQuery = ({ award, etag }: AwardVersion, occasion: string) => ({
  queryKey: ['plan', award.identifier, award.destination, etag, occasion],
  queryFn: (): Promise<Plan> =>
    readBody(
      api.GET('/api/openportal-managed-projects/{identifier}/{destination}/plan/', {
        params: { path: { identifier: award.identifier, destination: award.destination } },
      }),
    ),
  staleTime: Number.POSITIVE_INFINITY,
  gcTime: 0,
});
