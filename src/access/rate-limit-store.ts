import type { FastifyRateLimitStore } from '@fastify/rate-limit';
import { LRUCache } from 'lru-cache';

interface RateCount {
  current: number;
  /** Milliseconds until the window ends. */
  ttl: number;
}

/**
 * Counts requests for @fastify/rate-limit by a monotonic clock. The library's own store uses the wall
 * clock: when that is set back an hour, its minute lasts an hour.
 */
export class MonotonicRateLimitStore implements FastifyRateLimitStore {
  readonly #counts = new LRUCache<string, number>({ max: 20_000, ttl: 60_000 });

  /** As the library calls it. The window begins with the first request; later ones do not extend it. */
  incr(key: string, callback: (error: null, result: RateCount) => void, timeWindow: number): void {
    callback(null, this.count(key, timeWindow));
  }

  /** Counts a request of this key, and returns how many there were in its window of milliseconds. */
  count(key: string, timeWindow: number): RateCount {
    const current = (this.#counts.get(key) ?? 0) + 1;
    const ttl = current === 1 ? timeWindow : Math.max(1, this.#counts.getRemainingTTL(key));
    this.#counts.set(key, current, { ttl });
    return { current, ttl };
  }

  child(): FastifyRateLimitStore {
    return new MonotonicRateLimitStore();
  }
}
