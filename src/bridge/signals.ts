import { LRUCache } from 'lru-cache';
import { isUnknownThere } from './bridge-error.ts';

/** What a signal came to; a bridge that does not answer is thrown as BridgeError. */
export type SignalResult =
  /** Stored: the bridge may take it as delivered. */
  | 'stored'
  /** The bridge does not know this id. */
  | 'unknown'
  /** Too many unknown ids; the sweep did not find this one either. */
  | 'too many';

export interface SignalsOptions {
  isStored: (id: string) => Promise<boolean>;
  /** Fetches it from the bridge and stores it. Throws BridgeError. */
  fetchAndStore: (id: string) => Promise<void>;
  /** Brings in everything that the bridge holds, in one call; null where there is no such call. */
  sweep: (() => Promise<void>) | null;
}

const unknownPerMinute = 20;
const lookupsAtOnce = 32;
const addressesKept = 10_000;

/**
 * Takes signals: hints without credentials (openportal.md §6). An address that sends unknown ids
 * loses its right to have ids looked up one by one; from then on its signals are answered by a
 * shared sweep, so a flood costs the bridge one call at a time and starves no real job, not even
 * one that is signalled from the same address.
 */
export class Signals {
  readonly #options: SignalsOptions;
  readonly #unknown = new LRUCache<string, number>({ max: addressesKept, ttl: 60_000 });
  readonly #lookups = new Map<string, Promise<void>>();

  constructor(options: SignalsOptions) {
    this.#options = options;
  }

  async take(id: string, address: string): Promise<SignalResult> {
    const { isStored, sweep } = this.#options;
    if (await isStored(id)) return 'stored';
    if (this.#mayLookUp(id, address)) return this.#lookUp(id, address);
    if (sweep === null) return 'too many';
    await sweep();
    return (await isStored(id)) ? 'stored' : 'too many';
  }

  #mayLookUp(id: string, address: string): boolean {
    if (this.#lookups.has(id)) return true;
    if (this.#lookups.size >= lookupsAtOnce) return false;
    return (this.#unknown.get(address) ?? 0) < unknownPerMinute;
  }

  async #lookUp(id: string, address: string): Promise<SignalResult> {
    // One look-up an id, however many signals come while it runs.
    const running = this.#lookups.get(id) ?? this.#begin(id);
    try {
      await running;
      return 'stored';
    } catch (error) {
      if (!isUnknownThere(error)) throw error;
      this.#countUnknown(address);
      return 'unknown';
    }
  }

  #begin(id: string): Promise<void> {
    const lookup = this.#options.fetchAndStore(id).finally(() => this.#lookups.delete(id));
    this.#lookups.set(id, lookup);
    return lookup;
  }

  // The minute begins with the first; counting on does not prolong it.
  #countUnknown(address: string): void {
    const count = this.#unknown.get(address) ?? 0;
    const left = count === 0 ? 60_000 : this.#unknown.getRemainingTTL(address);
    this.#unknown.set(address, count + 1, { ttl: Math.max(1, left) });
  }
}
