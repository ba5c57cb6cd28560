import { toPagePath } from '../api/base-path.ts';
import { meQuery } from '../api/current-user.ts';
import { queryClient } from '../api/query-client.ts';
import { awardListQuery } from '../desk/award-list-query.ts';
import { parseDeskView } from '../desk/desk-view.ts';

/**
 * Requests what the first screen needs before React has started: who is signed in and, where the
 * visit begins at the desk, its list. A failed prefetch is requested again later.
 */
export function prefetchFirstScreen({ pathname: path, search }: Location): void {
  const pathname = toPagePath(path);
  if (pathname === '/sign-in') return;
  void queryClient.prefetchQuery(meQuery);
  if (pathname !== '/') return;
  const params = Object.fromEntries(new URLSearchParams(search));
  void queryClient.prefetchQuery(awardListQuery(parseDeskView(params)));
}
