import { LRUCache } from 'lru-cache';
import { isUnknownToBridge } from './bridge-error.ts';

/** The result of a signal; a bridge that does not answer is thrown as BridgeError. */
export type SignalResult =
  /** Stored: the bridge may consider it delivered. */
  | 'stored'
  /** The bridge does not know this id. */
  | 'unknown'
  /** Too many unknown ids came; the sweep did not find this one either. */
  | 'too many';

export interface SignalHandlerOptions {
  /** Whether this process remembers that it was stored. */
  isRecentlyStored?: (id: string) => boolean;
  isStored: (id: string) => Promise<boolean>;
  /** Fetches it from the bridge and stores it. Throws BridgeError. */
  fetchAndStore: (id: string) => Promise<void>;
  /** Stores everything that the bridge holds, in one call; null where there is no such call. */
  fetchAll: (() => Promise<void>) | null;
}

const maxUnknownIdsPerMinute = 20;
const maxConcurrentLookups = 64;
const maxTrackedClientIps = 10_000;

/**
 * Handles signals: hints without credentials (docs/rules/openportal.md, 6). For a client IP that sends
 * unknown ids, single ids are no longer looked up: its signals share a sweep. So a flood costs the
 * bridge one call at a time, and real jobs get in even from the same client IP.
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

  /** Concurrent signals of one id share one result. */
  handleSignal(id: string, clientIp: string): Promise<SignalResult> {
    const inProgress = this.#inProgress.get(id);
    if (inProgress) return inProgress;
    const result = this.#resolveSignal(id, clientIp).finally(() => this.#inProgress.delete(id));
    this.#inProgress.set(id, result);
    return result;
  }

  async #resolveSignal(id: string, clientIp: string): Promise<SignalResult> {
    const { isRecentlyStored, isStored, fetchAll } = this.#options;
    if (isRecentlyStored?.(id)) return 'stored';
    if (this.#mayLookUp(clientIp)) return this.#fetchAndStore(id, clientIp);
    if (await isStored(id)) return 'stored';
    if (fetchAll === null) return 'too many';
    await fetchAll();
    return (await isStored(id)) ? 'stored' : 'too many';
  }

  #mayLookUp(clientIp: string): boolean {
    return (
      this.#lookupCount < maxConcurrentLookups &&
      (this.#unknownIdCounts.get(clientIp) ?? 0) < maxUnknownIdsPerMinute
    );
  }

  async #fetchAndStore(id: string, clientIp: string): Promise<SignalResult> {
    this.#lookupCount++;
    try {
      await this.#options.fetchAndStore(id);
      return 'stored';
    } catch (error) {
      if (!isUnknownToBridge(error)) throw error;
      // A bridge may signal a job again that it has forgotten after its answer.
      if (await this.#options.isStored(id)) return 'stored';
      this.#countUnknownId(clientIp);
      return 'unknown';
    } finally {
      this.#lookupCount--;
    }
  }

  // The minute begins with the first unknown id; later ones do not prolong it.
  #countUnknownId(clientIp: string): void {
    const count = this.#unknownIdCounts.get(clientIp) ?? 0;
    const remainingMs = count === 0 ? 60_000 : this.#unknownIdCounts.getRemainingTTL(clientIp);
    this.#unknownIdCounts.set(clientIp, count + 1, { ttl: Math.max(1, remainingMs) });
  }
}
