import { queryClient } from './query-client.ts';

/**
 * Milliseconds between two looks at whether replies are awaited. Long, because slow computers would
 * else run code that is not needed yet when their readers press the first keys.
 */
const checkEveryMs = 1000;

/** Safari has no requestIdleCallback. */
const requestIdle: (callback: () => void) => void =
  'requestIdleCallback' in window ? (callback) => window.requestIdleCallback(callback) : setTimeout;

let idle: Promise<void> | undefined;

/**
 * Resolves once, when what the first screen asked for is there and the browser has nothing else to
 * do: code that is loaded before delays what the reader waits for.
 */
export function waitUntilIdle(): Promise<void> {
  idle ??= new Promise((resolve) => {
    const check = (): void => {
      if (queryClient.isFetching() === 0 && document.readyState === 'complete') resolve();
      else setTimeout(() => requestIdle(check), checkEveryMs);
    };
    setTimeout(() => requestIdle(check), checkEveryMs);
  });
  return idle;
}
