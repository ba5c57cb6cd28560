import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { api, type ListPage, readPage } from '../api/api-client.ts';
import type { AuditEntry } from '../api/types.ts';
import type { AwardVersion } from './award-queries.ts';

const pageSize = 10;

/**
 * What happened to this award, newest first. Kept by the ETag of the award that is shown and not
 * by the audit's key, so that it grows when the reader takes what is new, and not before.
 */
export function useAwardHistory({ award: { identifier, destination }, etag }: AwardVersion) {
  return useInfiniteQuery({
    queryKey: ['history', identifier, destination, etag],
    queryFn: ({ pageParam }) =>
      readPage(
        api.GET('/api/openportal-managed-project-audit/', {
          params: {
            query: {
              managed_project_identifier: identifier,
              managed_project_destination: destination,
              o: '-timestamp,-id',
              page: pageParam,
              page_size: pageSize,
            },
          },
        }),
      ),
    initialPageParam: 1,
    getNextPageParam: (last, pages) =>
      pages.length * pageSize < last.total ? pages.length + 1 : undefined,
    placeholderData: keepPreviousData,
    select: ({ pages }) => mergeHistoryPages(pages),
    staleTime: Number.POSITIVE_INFINITY,
  });
}

/** Pages move on when something happens between two of them: each entry counts once. */
function mergeHistoryPages(pages: readonly ListPage<AuditEntry>[]) {
  const byId = new Map(pages.flatMap(({ items }) => items.map((entry) => [entry.id, entry])));
  return { entries: [...byId.values()], total: pages.at(-1)?.total ?? 0 };
}

/** After these an award waits for a reviewer. */
const pendingActions = new Set(['created', 'returned', 'reopened', 'sent_back', 'detached']);

/** Since when a pending award waits: not always since it came. */
export function usePendingSince(seen: AwardVersion): string {
  const entries = useAwardHistory(seen).data?.entries ?? [];
  return entries.find(({ action }) => pendingActions.has(action))?.timestamp ?? seen.award.created;
}
