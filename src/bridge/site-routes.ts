import { Type } from 'typebox';
import { errorResponses, nullable, Time } from '../http/api-schemas.ts';
import type { App, AppContext } from '../http/app-context.ts';
import type { Maintenance } from '../maintenance/maintenance-state.ts';
import type { BridgeRouteContext } from './routes.ts';

const notificationStates = ['sent', 'no_bridge', 'bridge_unreachable'] as const;
type NotificationState = (typeof notificationStates)[number];

export interface SiteContext extends Pick<BridgeRouteContext, 'portal' | 'bridge' | 'outbox'> {
  /** null: changes are accepted. */
  maintenance: () => Maintenance | null;
}

/** `/api/site/`: what every signed-in reader of the pages needs to know about this site. */
export function siteRoutes(
  app: App,
  { timeZone }: Pick<AppContext, 'timeZone'>,
  site: SiteContext,
): void {
  app.get('/api/site/', {
    schema: {
      operationId: 'site_retrieve',
      summary:
        "The site: its portal's name, its time zone, whether awarding portals are notified, maintenance",
      tags: ['service'],
      response: {
        200: Type.Object({
          portal: Type.String(),
          time_zone: Type.String({ description: 'IANA name, by GATEHOUSE_TIME_ZONE.' }),
          notifications: Type.Unsafe<NotificationState>({
            type: 'string',
            enum: [...notificationStates],
            description: 'What is not sent is stored, and sent when the bridge can be reached.',
          }),
          maintenance: nullable(
            Type.Object({
              since: Time,
              message: Type.String({ description: 'What the operator says about it.' }),
            }),
          ),
        }),
        ...errorResponses(),
      },
    },
    handler: async () => ({
      portal: site.portal(),
      time_zone: timeZone,
      notifications: getNotificationState(site),
      maintenance: site.maintenance(),
    }),
  });
}

/** By this process' own connection: a bridge that was not tried yet counts as reachable. */
function getNotificationState({
  bridge,
  outbox,
}: Pick<BridgeRouteContext, 'bridge' | 'outbox'>): NotificationState {
  if (bridge === null) return 'no_bridge';
  const isFailing = (outbox?.getFailures('bridge')?.attempts ?? 0) > 0;
  return isFailing || bridge.state.unreachableSince !== null ? 'bridge_unreachable' : 'sent';
}
