import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { ApiError } from '../api/api-error.ts';
import { useAwardChangeListener } from '../api/award-events.ts';
import { type AwardKey, awardQuery, refreshAward, type AwardVersion } from './award-queries.ts';

/**
 * The version of an award that a page shows. A newer version is `newerVersion` until the reader
 * asks for it, so that nothing changes while somebody reads.
 */
export function useDisplayedAward(awardKey: AwardKey) {
  const client = useQueryClient();
  // A cached version of an earlier visit is not the current one.
  const query = useQuery({ ...awardQuery(awardKey), refetchOnMount: 'always' });
  const [version, setVersion] = useState<AwardVersion>();
  const isFirst = version === undefined && query.isSuccess && query.isFetchedAfterMount;
  if (isFirst) setVersion(query.data);
  useAwardChangeListener((changed) => {
    // An empty list: events were missed, so any award may have changed.
    if (changed.length === 0) void query.refetch();
  });
  return {
    query,
    version,
    newerVersion: version && query.data && query.data.etag !== version.etag ? query.data : null,
    // 400: the URL holds no award key.
    isGone: query.error instanceof ApiError && [400, 404].includes(query.error.status),
    showVersion: setVersion,
    /** Fetches and shows the current version, after a decision of the reader. */
    refresh: async (): Promise<AwardVersion> => {
      const current = await refreshAward(client, awardKey);
      setVersion(current);
      return current;
    },
  };
}
