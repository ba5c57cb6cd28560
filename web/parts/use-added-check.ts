import { type QueryKey, useQueryClient } from '@tanstack/react-query';
import { useRef } from 'react';

interface ListQuery<Entry> {
  queryKey: QueryKey;
  queryFn: () => Promise<readonly Entry[]>;
}

/**
 * For requests that add an entry to a list: finds out whether one with a lost reply did. Call
 * `remember` before the request is sent. `findAdded` reads the list and returns the entry that
 * `isSent` accepts and that was not in it before, else null; it throws ApiError.
 */
export function useAddedCheck<Entry extends { uuid: string }>({
  queryKey,
  queryFn,
}: ListQuery<Entry>) {
  const client = useQueryClient();
  const known = useRef<ReadonlySet<string>>(new Set());
  return {
    remember: (): void => {
      const entries = client.getQueryData<readonly Entry[]>(queryKey) ?? [];
      known.current = new Set(entries.map(({ uuid }) => uuid));
    },
    findAdded: async (isSent: (entry: Entry) => boolean): Promise<Entry | null> => {
      const entries = await queryFn();
      return entries.find((one) => !known.current.has(one.uuid) && isSent(one)) ?? null;
    },
  };
}
