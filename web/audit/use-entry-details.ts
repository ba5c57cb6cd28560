import { useQuery } from '@tanstack/react-query';
import { api, readBody } from '../api/api-client.ts';
import { queryKeys } from '../api/query-keys.ts';
import type { AuditEntry } from '../api/types.ts';

/**
 * An entry of a list with its details, which are loaded where they are too large for the list; null
 * while they are. Nothing is loaded unless `isWanted`.
 */
export function useEntryDetails(entry: AuditEntry, isWanted: boolean): AuditEntry | null {
  const isElsewhere = entry.details_url !== null;
  const loaded = useQuery({
    queryKey: [...queryKeys.audit, 'entry', entry.id],
    queryFn: () =>
      readBody(
        api.GET('/api/openportal-managed-project-audit/{id}/', {
          params: { path: { id: String(entry.id) } },
        }),
      ),
    enabled: isElsewhere && isWanted,
    // Entries never change.
    staleTime: Number.POSITIVE_INFINITY,
  });
  return isElsewhere ? ((loaded.data as AuditEntry | undefined) ?? null) : entry;
}
