import type { FastifyReply, FastifyRequest } from 'fastify';
import type { App } from '../http/app-context.ts';
import { HttpProblem } from '../http/http-problem.ts';
import { isSearch } from '../http/search-requests.ts';
import { KeyedSemaphore, SemaphoreFullError, type SemaphoreLimits } from './keyed-semaphore.ts';

/** How many requests one person may have under way, on each replica; more of them wait. */
export interface CallerWorkLimits {
  /** Of any kind: fewer than the connections of the pool, of which a list uses two at a time. */
  requests: SemaphoreLimits;
  /** Searches: fewer than their own pool has connections. */
  searches: SemaphoreLimits;
}

export const defaultCallerWorkLimits: CallerWorkLimits = {
  requests: { max: 6, maxWaiting: 200, maxWaitMs: 15_000 },
  searches: { max: 1, maxWaiting: 50, maxWaitMs: 15_000 },
};

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Lasts for minutes and does no work meanwhile, so it does not count as work under way. */
    isEventStream?: boolean;
  }
}

/**
 * Bounds the requests that each person has under way, by whatever tokens and sessions they come, so
 * that one cannot occupy the database: the others wait, then get a 429. Call it after
 * `registerAuthentication`.
 */
export function registerCallerWorkLimit(app: App, limits: CallerWorkLimits): void {
  const requests = new KeyedSemaphore(limits.requests);
  const searches = new KeyedSemaphore(limits.searches);
  // Without a promise where no request waits, as is usual: it would cost each of them a turn.
  app.addHook('onRequest', (request, reply, done) => {
    if (request.caller === null || request.routeOptions.config.isEventStream) return done();
    // Who disconnected during authentication sends no further event that would free the place.
    if (reply.raw.destroyed || request.raw.socket.destroyed) return void reply.hijack();
    // The place for a search first: one that waits for it must not keep other requests waiting.
    const needed = isSearch(request) ? [searches, requests] : [requests];
    const waiting = takePlaces(needed, request.caller.uuid, reply);
    if (waiting === null) return done();
    waiting.then(
      () => done(),
      (error) => {
        if (error instanceof SemaphoreFullError) done(createTooMuchWorkProblem(request));
        // Nobody reads a reply.
        else reply.hijack();
      },
    );
  });
}

/**
 * Takes a place of each semaphore, in their order, until the reply is closed: null where all are free,
 * else a promise that rejects with SemaphoreFullError, or where the client disconnects.
 */
function takePlaces(
  semaphores: readonly KeyedSemaphore[],
  key: string,
  reply: FastifyReply,
): Promise<void> | null {
  const places: (() => void)[] = [];
  // Made only where a request waits: an aborted signal is dear.
  let waiting: AbortController | undefined;
  reply.raw.once('close', () => {
    for (const release of places) release();
    waiting?.abort(disconnected);
  });
  for (const [index, semaphore] of semaphores.entries()) {
    const free = semaphore.acquireNow(key);
    if (free === null) {
      waiting = new AbortController();
      return waitForPlaces(semaphores.slice(index), key, waiting.signal, places);
    }
    places.push(free);
  }
  return null;
}

async function waitForPlaces(
  semaphores: readonly KeyedSemaphore[],
  key: string,
  signal: AbortSignal,
  places: (() => void)[],
): Promise<void> {
  for (const semaphore of semaphores) {
    const release = await semaphore.acquire(key, signal);
    if (signal.aborted) release();
    else places.push(release);
  }
}

/** The reason of every wait that ends so; an error for each would cost its stack. */
const disconnected = new Error('The client disconnected.');

function createTooMuchWorkProblem(request: FastifyRequest): HttpProblem {
  const what = isSearch(request) ? 'searches' : 'requests';
  const detail = `Too many of your ${what} are under way. Try again when some are done.`;
  return new HttpProblem(429, { detail }, { 'retry-after': '5' });
}
