import { useEffect } from 'react';
import { Problem } from '../api/problem.ts';
import { queryClient } from '../app/query-client.ts';
import { pageNumber } from '../app/search.ts';
import { countQuery } from './awards.ts';
import { pageSize, tabOf, type View, type ViewChange } from './view.ts';

/** Where the page that is asked for is no longer there, goes to the last that is. */
export function useLastPage(
  view: View,
  error: unknown,
  onChange: (change: ViewChange, options: { replace: boolean }) => void,
): void {
  const page = pageNumber(view.page);
  const isBeyond = page > 1 && error instanceof Problem && error.status === 404;
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for a page that is not there
  useEffect(() => {
    if (!isBeyond) return;
    const lookUp = async (): Promise<void> => {
      const total = await queryClient.fetchQuery({
        ...countQuery(view, tabOf(view)),
        staleTime: 0,
      });
      const last = Math.max(1, Math.ceil(total / pageSize));
      onChange({ page: last === 1 ? undefined : String(last) }, { replace: true });
    };
    // Where that fails too, the page says so.
    lookUp().catch(() => undefined);
  }, [isBeyond]);
}
