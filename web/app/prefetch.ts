import { awardListQuery } from '../desk/award-list-query.ts';
import { parseDeskView } from '../desk/desk-view.ts';
import { queryClient } from './query-client.ts';
import { meQuery } from './session.tsx';

/**
 * Asks for what the first screen will need before React has begun: who is signed in, and the desk
 * with its list, where most visits begin. Each is used when it is there, or asked for again.
 */
export function prefetchFirstScreen({ pathname, search }: Location): void {
  if (pathname === '/sign-in') return;
  void queryClient.prefetchQuery(meQuery);
  if (pathname !== '/') return;
  void import('../desk/desk-screen.tsx');
  const texts = Object.fromEntries(new URLSearchParams(search));
  void queryClient.prefetchQuery(awardListQuery(parseDeskView(texts)));
}
