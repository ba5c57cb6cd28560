import type { Middleware } from 'openapi-fetch';
import { ApiError } from './api-error.ts';

/* Requests that change something and have no reply yet, in this tab. */

const inFlight = new Map<string | symbol, AbortController>();
const listeners = new Set<() => void>();
const repliesToChanges = new WeakSet<Response>();

function notifyListeners(): void {
  for (const listener of listeners) listener();
}

function removeRequest(id: string | symbol): void {
  if (inFlight.delete(id)) notifyListeners();
}

/** A report that somebody looks at an award is no change: nobody waits for it. */
const isChange = ({ method, url }: Request): boolean =>
  method !== 'GET' && method !== 'HEAD' && !url.endsWith('/viewers/');

/**
 * Keeps track of changing requests, so that they can be stopped. Offline they fail at once and are
 * never sent later: a decision must not be carried out after its dialog was closed.
 */
export const trackChanges: Middleware = {
  onRequest: ({ request, id }) => {
    if (!isChange(request)) return undefined;
    if (!navigator.onLine) throw new ApiError(0, [offlineMessage]);
    const controller = new AbortController();
    inFlight.set(id, controller);
    notifyListeners();
    return new Request(request, { signal: controller.signal });
  },
  onResponse: ({ request, response, id }) => {
    removeRequest(id);
    if (isChange(request)) repliesToChanges.add(response);
  },
  onError: ({ request, id, error }) => {
    removeRequest(id);
    if (!isChange(request)) return undefined;
    const lost = new ApiError(0, [toLossMessage(error)], {}, { cause: error });
    lost.mayHaveHappened = true;
    return lost;
  },
};

const offlineMessage =
  'You are offline, so nothing was sent. Try again when the network is back; what you typed is kept.';

const toLossMessage = (error: unknown): string =>
  error instanceof DOMException && error.name === 'AbortError'
    ? 'You stopped waiting for the reply.'
    : 'The service does not answer. Check your network connection.';

/** Whether this is the reply to a request that changes something. */
export const isReplyToChange = (reply: Response): boolean => repliesToChanges.has(reply);

/**
 * Carries out a read that a change begins with: until it ends, leaving asks as it does during the
 * change, and stops it. `read` gets the signal for its request. Throws ApiError as `read` does.
 */
export async function readBeforeChange<Result>(
  read: (signal: AbortSignal) => Promise<Result>,
): Promise<Result> {
  const id = Symbol('read');
  const controller = new AbortController();
  inFlight.set(id, controller);
  notifyListeners();
  try {
    return await read(controller.signal);
  } catch (error) {
    if (!controller.signal.aborted) throw error;
    throw new ApiError(0, ['You stopped waiting, so nothing was sent.'], {}, { cause: error });
  } finally {
    removeRequest(id);
  }
}

/** Whether a changing request has no reply yet. */
export const hasChangesInFlight = (): boolean => inFlight.size > 0;

/** Stops waiting for every changing request. What has reached the service already may happen. */
export function abortChanges(): void {
  for (const controller of inFlight.values()) controller.abort();
}

/** Calls `listener` when a changing request begins or ends. Returns a function that removes it. */
export function subscribeToChanges(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
