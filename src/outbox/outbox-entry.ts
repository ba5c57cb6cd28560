/*
 * What leaves the desk, and by which way. Both lists are closed: a new kind does not compile until
 * `channelOfKind` and every channel have decided about it.
 */

export const channelNames = ['bridge', 'fan-out', 'webhook', 'mail'] as const;
/** A way out of the desk, such as the bridge; `fan-out` makes entries for the others. */
export type ChannelName = (typeof channelNames)[number];

export const outboxKinds = ['award_notification', 'announcement', 'webhook', 'mail'] as const;
/** What an entry says. Events that must arrive in order for an award belong to one kind. */
export type OutboxKind = (typeof outboxKinds)[number];

/** The one channel that delivers each kind. */
export const channelOfKind: Record<OutboxKind, ChannelName> = {
  award_notification: 'bridge',
  announcement: 'fan-out',
  webhook: 'webhook',
  mail: 'mail',
};

/** An entry of the outbox that is waiting to be delivered. */
export interface OutboxEntry {
  id: number;
  kind: OutboxKind;
  event: string;
  /** With the destination: the award that the entry is about; empty where it is about none. */
  identifier: string;
  destination: string;
  /** Empty where the kind has one recipient. */
  recipient: string;
  /** The same in every entry of one event; null for notifications of awarding portals. */
  eventId: string | null;
  payload: Record<string, unknown> | null;
}

/** The kinds that a channel delivers. */
export function listKinds(channel: ChannelName): OutboxKind[] {
  return outboxKinds.filter((kind) => channelOfKind[kind] === channel);
}
