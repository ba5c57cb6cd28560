import type { FastifyRateLimitStore } from '@fastify/rate-limit';
import { LRUCache } from 'lru-cache';

/**
 * Counts requests for @fastify/rate-limit, whose own store goes by the wall clock: when that jumps
 * back an hour, its minute lasts an hour. This one goes by time that only passes.
 */
export class MonotonicRateLimitStore implements FastifyRateLimitStore {
  readonly #counts = new LRUCache<string, number>({ max: 20_000, ttl: 60_000 });

  /** The window begins with the first request; counting on does not prolong it. */
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
