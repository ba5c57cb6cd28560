import type { FastifyRateLimitStore } from '@fastify/rate-limit';
import { LRUCache } from 'lru-cache';

/**
 * Counts requests for @fastify/rate-limit by a monotonic clock. The library's own store uses the wall
 * clock: when that is set back an hour, its minute lasts an hour.
 */
export class MonotonicRateLimitStore implements FastifyRateLimitStore {
  readonly #counts = new LRUCache<string, number>({ max: 20_000, ttl: 60_000 });

  /** The window begins with the first request; later ones do not extend it. */
  incr(
    key: string,
    callback: (error: null, result: { current: number; ttl: number }) => void,
    timeWindow: number,
  ): void {
    const current = (this.#counts.get(key) ?? 0) + 1;
    const ttl = current === 1 ? timeWindow : Math.max(1, this.#counts.getRemainingTTL(key));
    this.#counts.set(key, current, { ttl });
    callback(null, { current, ttl });
  }

  child(): FastifyRateLimitStore {
    return new MonotonicRateLimitStore();
  }
}
