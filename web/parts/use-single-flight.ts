import { useRef } from 'react';

/**
 * Wraps an action so that a call during a running one returns that one's result: the second click
 * of a double click comes before the button is disabled.
 */
export function useSingleFlight<Args extends unknown[], Result>(
  action: (...args: Args) => Promise<Result>,
): (...args: Args) => Promise<Result> {
  const running = useRef<Promise<Result> | null>(null);
  return (...args) => {
    running.current ??= action(...args).finally(() => {
      running.current = null;
    });
    return running.current;
  };
}
