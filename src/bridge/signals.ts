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
  /** Whether it is known without asking anybody that it was stored. */
  isRemembered?: (id: string) => boolean;
  isStored: (id: string) => Promise<boolean>;
  /** Fetches it from the bridge and stores it. Throws BridgeError. */
  fetchAndStore: (id: string) => Promise<void>;
  /** Brings in everything that the bridge holds, in one call; null where there is no such call. */
  sweep: (() => Promise<void>) | null;
}

const unknownPerMinute = 20;
const lookupsAtOnce = 64;
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
  readonly #underWay = new Map<string, Promise<SignalResult>>();
  #lookups = 0;

  constructor(options: SignalsOptions) {
    this.#options = options;
  }

  /** Signals of one id that come while the first is looked into share its result. */
  take(id: string, address: string): Promise<SignalResult> {
    const underWay = this.#underWay.get(id);
    if (underWay) return underWay;
    const result = this.#look(id, address).finally(() => this.#underWay.delete(id));
    this.#underWay.set(id, result);
    return result;
  }

  async #look(id: string, address: string): Promise<SignalResult> {
    const { isRemembered, isStored, sweep } = this.#options;
    if (isRemembered?.(id)) return 'stored';
    if (this.#mayLookUp(address)) return this.#lookUp(id, address);
    if (await isStored(id)) return 'stored';
    if (sweep === null) return 'too many';
    await sweep();
    return (await isStored(id)) ? 'stored' : 'too many';
  }

  #mayLookUp(address: string): boolean {
    return this.#lookups < lookupsAtOnce && (this.#unknown.get(address) ?? 0) < unknownPerMinute;
  }

  async #lookUp(id: string, address: string): Promise<SignalResult> {
    this.#lookups++;
    try {
      await this.#options.fetchAndStore(id);
      return 'stored';
    } catch (error) {
      if (!isUnknownThere(error)) throw error;
      // The bridge forgets what is answered, and signals it once more now and then.
      if (await this.#options.isStored(id)) return 'stored';
      this.#countUnknown(address);
      return 'unknown';
    } finally {
      this.#lookups--;
    }
  }

  // The minute begins with the first; counting on does not prolong it.
  #countUnknown(address: string): void {
    const count = this.#unknown.get(address) ?? 0;
    const left = count === 0 ? 60_000 : this.#unknown.getRemainingTTL(address);
    this.#unknown.set(address, count + 1, { ttl: Math.max(1, left) });
  }
}
