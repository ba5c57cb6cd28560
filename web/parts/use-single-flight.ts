import { useRef } from 'react';

/**
 * Does something unless it is being done already: the second click of a double click comes
 * before the button shows that it is busy. Such a second call gets the result of the first.
 */
export function useSingleFlight<Args extends unknown[], Result>(
  act: (...args: Args) => Promise<Result>,
): (...args: Args) => Promise<Result> {
  const running = useRef<Promise<Result> | null>(null);
  return (...args) => {
    running.current ??= act(...args).finally(() => {
      running.current = null;
    });
    return running.current;
  };
}
