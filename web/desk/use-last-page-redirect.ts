import { useEffect } from 'react';
import { ApiError } from '../api/api-error.ts';
import { queryClient } from '../api/query-client.ts';
import { parsePageNumber } from '../parts/search-params.ts';
import { awardCountQuery } from './award-list-query.ts';
import { type DeskView, type DeskViewChange, getPageSize, getTab } from './desk-view.ts';

/** Goes to the last page where the requested one does not exist: the list has become shorter. */
export function useLastPageRedirect(
  view: DeskView,
  error: unknown,
  onChange: (change: DeskViewChange, options: { replace: boolean }) => void,
): void {
  const page = parsePageNumber(view.page);
  const isBeyondEnd = page > 1 && error instanceof ApiError && error.status === 404;
  // biome-ignore lint/correctness/useExhaustiveDependencies: runs once for each missing page
  useEffect(() => {
    if (!isBeyondEnd) return;
    const goToLastPage = async (): Promise<void> => {
      const total = await queryClient.fetchQuery({
        ...awardCountQuery(view, getTab(view)),
        staleTime: 0,
      });
      const lastPage = Math.max(1, Math.ceil(total / getPageSize(view)));
      onChange({ page: lastPage === 1 ? undefined : String(lastPage) }, { replace: true });
    };
    // Where the count fails too, the list goes on showing its own error.
    goToLastPage().catch(() => undefined);
  }, [isBeyondEnd]);
}
