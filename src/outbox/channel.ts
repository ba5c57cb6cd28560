import type { ChannelName, OutboxEntry } from './outbox-entry.ts';

/** Delivers the entries of its kinds. Each channel has its own loop, lock and failure state. */
export interface Channel {
  readonly name: ChannelName;
  /** Whether deliveries can be tried now. While they cannot, nothing is tried or counts as failed. */
  isReady(): boolean;
  /** Delivers one entry, perhaps for the second time. Rejects where it was not delivered. */
  deliver(entry: OutboxEntry): Promise<void>;
  /** Whether a failure concerns the whole channel, so that trying other entries is useless. */
  isOutage(error: unknown): boolean;
}

/** A channel that chooses and delivers its entries in a way of its own. */
export interface BatchChannel extends Pick<Channel, 'name' | 'isReady' | 'isOutage'> {
  /**
   * Delivers what is due until nothing is left or `shouldStop` says so. Returns the last failure
   * that concerns single entries, null where none did. Throws the error of an outage. One process
   * at a time runs it.
   */
  deliverDue(shouldStop: () => boolean): Promise<string | null>;
}
