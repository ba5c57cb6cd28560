import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { api, type ListPage, readPage } from '../api/api-client.ts';
import type { AuditEntry } from '../api/types.ts';
import type { AwardVersion } from './award-queries.ts';

const pageSize = 10;

/**
 * The audit entries of an award, newest first. Cached under the ETag of the version that is shown,
 * so that new entries appear together with the new version and not before.
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

/** A new entry moves later ones to the next page, so an entry may come twice; it is kept once. */
function mergeHistoryPages(pages: readonly ListPage<AuditEntry>[]) {
  const byId = new Map(pages.flatMap(({ items }) => items.map((entry) => [entry.id, entry])));
  return { entries: [...byId.values()], total: pages.at(-1)?.total ?? 0 };
}
