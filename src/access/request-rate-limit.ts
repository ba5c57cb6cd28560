import { hash } from 'node:crypto';
import rateLimit from '@fastify/rate-limit';
import type { FastifyRequest } from 'fastify';
import type { BaseUrl } from '../http/resource-urls.ts';
import { getClientIp, getClientNetwork } from '../http/client-ip.ts';
import { HttpProblem } from '../http/http-problem.ts';
import type { App } from '../http/route-types.ts';
import { readSessionCookie } from './cookies.ts';
import { MonotonicRateLimitStore } from './rate-limit-store.ts';
import { parseTokenHeader } from './token-store.ts';

/**
 * Holds back a program that asks more often than this in a minute, by what it shows: its token, or
 * a browser's session, however they are written and whatever comes with them. Counted on each
 * replica, before the database is asked who that is. What comes without either is refused without
 * it, or has a limit of its own.
 */
export async function registerRequestRateLimit(
  app: App,
  perMinute: number,
  baseUrl: (request: FastifyRequest) => BaseUrl,
): Promise<void> {
  const shownBy = (request: FastifyRequest): string => {
    const { authorization } = request.headers;
    if (authorization !== undefined) return parseTokenHeader(authorization) ?? '';
    return readSessionCookie(request, baseUrl(request)) ?? '';
  };
  const silent = {
    'x-ratelimit-limit': false,
    'x-ratelimit-remaining': false,
    'x-ratelimit-reset': false,
  };
  await app.register(rateLimit, {
    global: false,
    store: MonotonicRateLimitStore,
    addHeaders: silent,
    addHeadersOnExceeding: silent,
  });
  const limit = app.rateLimit({
    max: perMinute,
    timeWindow: 60_000,
    keyGenerator: (request) => hash('sha256', shownBy(request), 'base64'),
    allowList: (request) => shownBy(request) === '',
    errorResponseBuilder: (_request, exceeded) => createRateLimitProblem(exceeded),
  });
  app.addHook('onRequest', limit);
}

/**
 * Holds back, at one route, a network that asks more often than this in a minute, whatever it
 * shows: for what anybody may ask for and costs us something. Throws a 429.
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
