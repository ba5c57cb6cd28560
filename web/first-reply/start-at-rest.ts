/** Milliseconds without a key or click after which the scripts start, and the longest wait for that. */
const restMs = 400;
const maxWaitMs = 2_000;

/**
 * Starts the scripts when the reader has rested for a moment: they occupy a slow computer for a second,
 * in which it answers no key. Returns what a key or click calls to begin the rest anew.
 */
export function startAtRest(start: () => void): () => void {
  let timer = 0;
  const postpone = (): void => {
    clearTimeout(timer);
    timer = window.setTimeout(start, restMs);
  };
  // Not before the rows have been drawn.
  requestAnimationFrame(() => setTimeout(postpone));
  setTimeout(start, maxWaitMs);
  return postpone;
}
