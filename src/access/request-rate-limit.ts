import rateLimit from '@fastify/rate-limit';
import type { FastifyRequest } from 'fastify';
import { getClientIp, getClientNetwork } from '../http/client-ip.ts';
import { HttpProblem } from '../http/http-problem.ts';
import type { App } from '../http/app-context.ts';
import { MonotonicRateLimitStore } from './rate-limit-store.ts';

const WINDOW_MS = 60_000;

/**
 * Limits the requests a minute of each token or session, per replica, before the database is asked
 * whose it is. Requests without either are not counted: authentication refuses them, or their route
 * has a limit of its own. Call it after `registerKeyDigest`.
 */
export async function registerRequestRateLimit(app: App, perMinute: number): Promise<void> {
  const noHeaders = {
    'x-ratelimit-limit': false,
    'x-ratelimit-remaining': false,
    'x-ratelimit-reset': false,
  };
  await app.register(rateLimit, {
    global: false,
    store: MonotonicRateLimitStore,
    addHeaders: noHeaders,
    addHeadersOnExceeding: noHeaders,
  });
  const counts = new MonotonicRateLimitStore();
  app.addHook('onRequest', ({ keyDigest }, _reply, done) => {
    if (keyDigest === null) return done();
    const { current, ttl } = counts.count(keyDigest.toString('latin1'), WINDOW_MS);
    if (current <= perMinute) done();
    else done(createRateLimitProblem({ ttl, max: perMinute }));
  });
}

/**
 * Limits the requests a minute from one client network to a public route that is expensive for us.
 * The returned function counts a request and throws a 429 above the limit.
 */
export function createNetworkRateLimit(
  app: App,
  perMinute: number,
): (request: FastifyRequest) => Promise<void> {
  const count = app.createRateLimit({
    max: perMinute,
    timeWindow: WINDOW_MS,
    keyGenerator: (request) => getClientNetwork(getClientIp(request)),
  });
  return async (request) => {
    const counted = await count(request);
    if (!counted.isAllowed && counted.isExceeded) throw createRateLimitProblem(counted);
  };
}

function createRateLimitProblem({ ttl, max }: { ttl: number; max: number }): HttpProblem {
  const seconds = Math.max(1, Math.ceil(ttl / 1000));
  const detail = `At most ${max} requests a minute. Try again in ${seconds} s.`;
  return new HttpProblem(429, { detail }, { 'retry-after': String(seconds) });
}
