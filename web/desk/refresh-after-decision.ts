import { queryClient } from '../api/query-client.ts';
import { queryKeys } from '../api/query-keys.ts';

/** Refetches everything that the reader's own decision changes, the list included. */
export async function refreshAfterDecision(): Promise<void> {
  await Promise.all(
    [queryKeys.awards, queryKeys.projects, queryKeys.audit, queryKeys.overview].map((queryKey) =>
      queryClient.invalidateQueries({ queryKey }),
    ),
  );
}
