import { toAward } from '../api/award-response.ts';
import { toPagePath } from '../api/base-path.ts';
import { meQuery } from '../api/current-user.ts';
import { queryClient } from '../api/query-client.ts';
import type { AwardResponse, Me } from '../api/types.ts';
import { type AwardListPage, awardListQuery } from '../desk/award-list-query.ts';
import { parseDeskView } from '../desk/desk-view.ts';

/**
 * Takes what the first screen needs from the document, or requests it before Preact has started: who
 * is signed in and, where the visit begins at the desk, its list. A failed prefetch is requested
 * again later.
 */
export function prefetchFirstScreen({ pathname: path, search }: Location): void {
  const pathname = toPagePath(path);
  if (pathname === '/sign-in') return;
  const listQuery = awardListQuery(parseDeskView(Object.fromEntries(new URLSearchParams(search))));
  const first = readFirstReply();
  if (first !== null) {
    const { me, list, updatedAt } = first;
    queryClient.setQueryData(meQuery.queryKey, me, { updatedAt });
    queryClient.setQueryData(listQuery.queryKey, list, { updatedAt });
    return;
  }
  void queryClient.prefetchQuery(meQuery);
  if (pathname === '/') void queryClient.prefetchQuery(listQuery);
}

interface FirstReply {
  me: Me;
  list: AwardListPage;
  /** Milliseconds since 1970, by the clock of the browser. */
  updatedAt: number;
}

/** The data that the service put into the document of the desk; null where it has none. */
function readFirstReply(): FirstReply | null {
  const text = document.getElementById('first-reply')?.textContent;
  if (!text) return null;
  const { me, awards, total } = JSON.parse(text) as {
    me: Me;
    awards: AwardResponse[];
    total: number;
  };
  const [navigation] = performance.getEntriesByType('navigation');
  const { responseStart = 0 } = (navigation as PerformanceNavigationTiming | undefined) ?? {};
  return {
    me,
    list: { items: awards.map(toAward), total },
    updatedAt: performance.timeOrigin + responseStart,
  };
}
