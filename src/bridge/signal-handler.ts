import { LRUCache } from 'lru-cache';
import { isUnknownToBridge } from './bridge-error.ts';

/** What a signal came to; a bridge that does not answer is thrown as BridgeError. */
export type SignalResult =
  /** Stored: the bridge may take it as delivered. */
  | 'stored'
  /** The bridge does not know this id. */
  | 'unknown'
  /** Too many unknown ids; the sweep did not find this one either. */
  | 'too many';

export interface SignalHandlerOptions {
  /** Whether it is known without asking anybody that it was stored. */
  isRecentlyStored?: (id: string) => boolean;
  isStored: (id: string) => Promise<boolean>;
  /** Fetches it from the bridge and stores it. Throws BridgeError. */
  fetchAndStore: (id: string) => Promise<void>;
  /** Brings in everything that the bridge holds, in one call; null where there is no such call. */
  fetchAll: (() => Promise<void>) | null;
}

const maxUnknownIdsPerMinute = 20;
const maxConcurrentLookups = 64;
const maxTrackedClientIps = 10_000;

/**
 * Takes signals: hints without credentials (openportal.md §6). An address that sends unknown ids
 * loses its right to have ids looked up one by one; from then on its signals are answered by a
 * shared sweep, so a flood costs the bridge one call at a time and starves no real job, not even
 * one that is signalled from the same address.
 */
export class SignalHandler {
  readonly #options: SignalHandlerOptions;
  readonly #unknownIdCounts = new LRUCache<string, number>({
    max: maxTrackedClientIps,
    ttl: 60_000,
  });
  readonly #inProgress = new Map<string, Promise<SignalResult>>();
  #lookupCount = 0;

  constructor(options: SignalHandlerOptions) {
    this.#options = options;
  }

  /** Signals of one id that come while the first is looked into share its result. */
  handleSignal(id: string, address: string): Promise<SignalResult> {
    const underWay = this.#inProgress.get(id);
    if (underWay) return underWay;
    const result = this.#resolveSignal(id, address).finally(() => this.#inProgress.delete(id));
    this.#inProgress.set(id, result);
    return result;
  }

  async #resolveSignal(id: string, address: string): Promise<SignalResult> {
    const { isRecentlyStored: isRemembered, isStored, fetchAll: sweep } = this.#options;
    if (isRemembered?.(id)) return 'stored';
    if (this.#mayLookUp(address)) return this.#fetchAndStore(id, address);
    if (await isStored(id)) return 'stored';
    if (sweep === null) return 'too many';
    await sweep();
    return (await isStored(id)) ? 'stored' : 'too many';
  }

  #mayLookUp(address: string): boolean {
    return (
      this.#lookupCount < maxConcurrentLookups &&
      (this.#unknownIdCounts.get(address) ?? 0) < maxUnknownIdsPerMinute
    );
  }

  async #fetchAndStore(id: string, address: string): Promise<SignalResult> {
    this.#lookupCount++;
    try {
      await this.#options.fetchAndStore(id);
      return 'stored';
    } catch (error) {
      if (!isUnknownToBridge(error)) throw error;
      // The bridge forgets what is answered, and signals it once more now and then.
      if (await this.#options.isStored(id)) return 'stored';
      this.#countUnknownId(address);
      return 'unknown';
    } finally {
      this.#lookupCount--;
    }
  }

  // The minute begins with the first; counting on does not prolong it.
  #countUnknownId(address: string): void {
    const count = this.#unknownIdCounts.get(address) ?? 0;
    const left = count === 0 ? 60_000 : this.#unknownIdCounts.getRemainingTTL(address);
    this.#unknownIdCounts.set(address, count + 1, { ttl: Math.max(1, left) });
  }
}
