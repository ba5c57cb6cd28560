import type { Kysely } from 'kysely';
import type { Database } from '../database/schema.ts';
import type { BatchChannel, Channel } from './channel.ts';
import { type ChannelFailures, ChannelLoop } from './channel-loop.ts';
import type { ChannelName } from './outbox-entry.ts';

export interface OutboxDeliveryOptions {
  db: Kysely<Database>;
  clock: () => Date;
  /** The channels that exist here; entries of others wait. */
  channels: readonly (Channel | BatchChannel)[];
}

/** Called with what failed in a channel's loop beside the channel itself. */
export type LogDeliveryError = (channel: ChannelName, error: unknown) => void;

/** Delivers the outbox, with a loop for each channel, from start() to stop(). */
export class OutboxDelivery {
  readonly #loops: ReadonlyMap<ChannelName, ChannelLoop>;
  #logError: LogDeliveryError = () => undefined;

  constructor({ db, clock, channels }: OutboxDeliveryOptions) {
    this.#loops = new Map(
      channels.map((channel) => {
        const onError = (error: unknown): void => this.#logError(channel.name, error);
        return [channel.name, new ChannelLoop({ db, clock, channel, onError })];
      }),
    );
  }

  /** How a channel's deliveries go in this process; null where the channel does not exist here. */
  getFailures(channel: ChannelName): ChannelFailures | null {
    return this.#loops.get(channel)?.failures ?? null;
  }

  start(logError: LogDeliveryError): void {
    this.#logError = logError;
    for (const loop of this.#loops.values()) loop.start();
  }

  /** Resolves when no delivery is in progress any more. */
  async stop(): Promise<void> {
    await Promise.all([...this.#loops.values()].map((loop) => loop.stop()));
  }
}
