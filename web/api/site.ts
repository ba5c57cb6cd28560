import { useQuery } from '@tanstack/react-query';
import { api, readBody } from './api-client.ts';

const siteQuery = {
  queryKey: ['site'],
  queryFn: () => readBody(api.GET('/api/site/')),
  staleTime: 30_000,
  refetchInterval: 30_000,
};

type Site = Awaited<ReturnType<typeof siteQuery.queryFn>>;
type NotificationState = Site['notifications'];

/** That nothing can be changed at present, and what the operator says about it; null otherwise. */
export const useMaintenance = (): Site['maintenance'] =>
  useQuery(siteQuery).data?.maintenance ?? null;

/** Whether awarding portals are notified now, or why not; undefined while that is not known. */
export const useNotificationState = (): NotificationState | undefined =>
  useQuery(siteQuery).data?.notifications;

const delays: Readonly<Record<NotificationState, string>> = {
  sent: '',
  no_bridge: ' once a bridge is connected',
  bridge_unreachable: ' once the bridge can be reached again',
};

/** For sentences that say that an awarding portal will be notified: when, unless soon. */
export function useNotificationDelay(): string {
  const state = useNotificationState();
  return state === undefined ? '' : delays[state];
}
