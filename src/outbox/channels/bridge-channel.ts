import type { Channel } from '../channel.ts';
import type { OutboxEntry, OutboxKind } from '../outbox-entry.ts';

/** What the channel needs of a bridge. */
export interface NotificationSender {
  isReady(): boolean;
  /** Posts `<destination> <event> <identifier>`. */
  sendNotification(command: string): Promise<void>;
  isOutage(error: unknown): boolean;
}

/** How each kind is said over the bridge; null: the bridge does not deliver this kind. */
const commandBuilders: Record<OutboxKind, ((entry: OutboxEntry) => string) | null> = {
  award_notification: buildAwardNotification,
  announcement: null,
  webhook: null,
  mail: null,
};

/** Notifies awarding portals through the bridge. */
export function createBridgeChannel(bridge: NotificationSender): Channel {
  return {
    name: 'bridge',
    isReady: () => bridge.isReady(),
    isOutage: (error) => bridge.isOutage(error),
    deliver: async (entry) => {
      const build = commandBuilders[entry.kind];
      if (build === null) throw new Error(`The bridge does not deliver ${entry.kind}.`);
      await bridge.sendNotification(build(entry));
    },
  };
}

/**
 * A notification goes to `<offering>.<our portal>.<awarding portal>`: the award's destination with
 * its agents in reverse order (docs/rules/openportal.md, 1).
 */
export function buildAwardNotification({
  destination,
  event,
  identifier,
}: Pick<OutboxEntry, 'destination' | 'event' | 'identifier'>): string {
  return `${destination.split('.').toReversed().join('.')} ${event} ${identifier}`;
}
