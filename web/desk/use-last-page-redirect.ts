import { useEffect } from 'react';
import { ApiError } from '../api/api-error.ts';
import { queryClient } from '../api/query-client.ts';
import { parsePageNumber } from '../parts/search-params.ts';
import { awardCountQuery } from './award-list-query.ts';
import { pageSize, getTab, type DeskView, type DeskViewChange } from './desk-view.ts';

/** Where the page that is asked for is no longer there, goes to the last that is. */
export function useLastPageRedirect(
  view: DeskView,
  error: unknown,
  onChange: (change: DeskViewChange, options: { replace: boolean }) => void,
): void {
  const page = parsePageNumber(view.page);
  const isBeyond = page > 1 && error instanceof ApiError && error.status === 404;
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for a page that is not there
  useEffect(() => {
    if (!isBeyond) return;
    const lookUp = async (): Promise<void> => {
      const total = await queryClient.fetchQuery({
        ...awardCountQuery(view, getTab(view)),
        staleTime: 0,
      });
      const last = Math.max(1, Math.ceil(total / pageSize));
      onChange({ page: last === 1 ? undefined : String(last) }, { replace: true });
    };
    // Where that fails too, the page says so.
    lookUp().catch(() => undefined);
  }, [isBeyond]);
}
