import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { ApiError } from '../api/api-error.ts';
import { useAwardChangeListener } from '../api/award-events.ts';
import { type AwardKey, awardQuery, refreshAward, type AwardVersion } from './award-queries.ts';

/**
 * The award that is shown. What changes meanwhile is `newer`, and shown only once the reader
 * takes it: nothing is swapped under anybody's eyes.
 */
export function useDisplayedAward(address: AwardKey) {
  const client = useQueryClient();
  // What an earlier visit left behind would be taken for what is there now.
  const query = useQuery({ ...awardQuery(address), refetchOnMount: 'always' });
  const [shown, setShown] = useState<AwardVersion>();
  const isFirst = shown === undefined && query.isSuccess && query.isFetchedAfterMount;
  if (isFirst) setShown(query.data);
  useAwardChangeListener((changed) => {
    // Nothing by name: some time was missed.
    if (changed.length === 0) void query.refetch();
  });
  return {
    query,
    shown,
    newer: shown && query.data && query.data.etag !== shown.etag ? query.data : null,
    isGone: query.error instanceof ApiError && query.error.status === 404,
    take: setShown,
    /** Shows it as it is now: after what this reader did to it. */
    refresh: async (): Promise<AwardVersion> => {
      const fresh = await refreshAward(client, address);
      setShown(fresh);
      return fresh;
    },
  };
}
