import { hash } from 'node:crypto';
import rateLimit from '@fastify/rate-limit';
import type { FastifyRequest } from 'fastify';
import type { BaseUrl } from '../http/resource-urls.ts';
import { getClientIp, getClientNetwork } from '../http/client-ip.ts';
import { HttpProblem } from '../http/http-problem.ts';
import type { App } from '../http/app-context.ts';
import { readSessionCookie } from './session-cookies.ts';
import { MonotonicRateLimitStore } from './rate-limit-store.ts';
import { parseTokenHeader } from './token-store.ts';

/**
 * Limits the requests a minute of each token or session, per replica, before the database is asked
 * whose it is. Requests without either are not counted: authentication refuses them, or their route
 * has a limit of its own.
 */
export async function registerRequestRateLimit(
  app: App,
  perMinute: number,
  baseUrl: (request: FastifyRequest) => BaseUrl,
): Promise<void> {
  const getKey = (request: FastifyRequest): string => {
    const { authorization } = request.headers;
    if (authorization !== undefined) return parseTokenHeader(authorization) ?? '';
    if (request.headers.cookie === undefined) return '';
    return readSessionCookie(request, baseUrl(request)) ?? '';
  };
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
  const limit = app.rateLimit({
    max: perMinute,
    timeWindow: 60_000,
    keyGenerator: (request) => hash('sha256', getKey(request), 'base64'),
    allowList: (request) => getKey(request) === '',
    errorResponseBuilder: (_request, exceeded) => createRateLimitProblem(exceeded),
  });
  app.addHook('onRequest', limit);
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
    timeWindow: 60_000,
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
