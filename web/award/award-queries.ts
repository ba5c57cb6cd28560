import type { QueryClient } from '@tanstack/react-query';
import { api, readBody, readReply } from '../api/api-client.ts';
import { toAward } from '../api/award-response.ts';
import { queryKeys } from '../api/query-keys.ts';
import type { Award, Plan } from '../api/types.ts';

/** The pair that identifies an award. */
export interface AwardKey {
  identifier: string;
  destination: string;
}

/** An award as it was fetched, with the ETag of that version. */
export interface AwardVersion {
  award: Award;
  etag: string;
}

/** Fetches the current version of an award. Throws ApiError. */
export async function readAward({ identifier, destination }: AwardKey): Promise<AwardVersion> {
  const { data, response } = await readReply(
    api.GET('/api/openportal-managed-projects/{identifier}/{destination}/', {
      params: { path: { identifier, destination } },
    }),
  );
  return { award: toAward(data), etag: response.headers.get('etag') ?? '' };
}

/** The query that keeps an award with its ETag. */
export const awardQuery = (awardKey: AwardKey) => ({
  // Not the key of the award itself, under which the award is cached without an ETag.
  queryKey: [...queryKeys.award(awardKey.identifier, awardKey.destination), 'version'],
  queryFn: () => readAward(awardKey),
});

/** Fetches an award again for all components that show it. Throws ApiError. */
export async function refreshAward(client: QueryClient, awardKey: AwardKey): Promise<AwardVersion> {
  const { queryKey } = awardQuery(awardKey);
  // A reply to an earlier request would be older than this one.

  await client.cancelQueries({ queryKey });
  const version = await readAward(awardKey);
  client.setQueryData(queryKey, version);
  return version;
}

/**
 * What approving would do. Cached under the ETag of the version that the reader sees, so that a
 * plan never changes while somebody reads it. Each `purpose` fetches a plan of its own.
 */
export const planQuery = ({ award, etag }: AwardVersion, purpose: string) => ({
  queryKey: ['plan', award.identifier, award.destination, etag, purpose],
  queryFn: (): Promise<Plan> =>
    readBody(
      api.GET('/api/openportal-managed-projects/{identifier}/{destination}/plan/', {
        params: { path: { identifier: award.identifier, destination: award.destination } },
      }),
    ),
  staleTime: Number.POSITIVE_INFINITY,
  gcTime: 0,
});
