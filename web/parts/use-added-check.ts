import { type QueryKey, useQueryClient } from '@tanstack/react-query';
import { useRef } from 'react';

interface ListQuery<Entry> {
  queryKey: QueryKey;
  queryFn: () => Promise<readonly Entry[]>;
}

/**
 * For requests that add an entry to a list: finds out whether one with a lost reply did. Call
 * `remember` before the request is sent. `findAdded` reads the list and returns the entry that
 * `isSent` accepts and that was not in it before, else null; it throws ApiError, and Error where the
 * list before the request is not known.
 */
export function useAddedCheck<Entry extends { uuid: string }>({
  queryKey,
  queryFn,
}: ListQuery<Entry>) {
  const client = useQueryClient();
  const known = useRef<ReadonlySet<string> | null>(null);
  return {
    remember: (): void => {
      const { data, status } = client.getQueryState<readonly Entry[]>(queryKey) ?? {};
      // With an old list, entries that it does not have yet would count as added.
      const isKnown = data !== undefined && status === 'success';
      known.current = isKnown ? new Set(data.map(({ uuid }) => uuid)) : null;
    },
    findAdded: async (isSent: (entry: Entry) => boolean): Promise<Entry | null> => {
      const earlier = known.current;
      if (earlier === null) throw new Error('The earlier state of the list could not be read.');
      const entries = await queryFn();
      return entries.find((one) => !earlier.has(one.uuid) && isSent(one)) ?? null;
    },
  };
}
