/** Milliseconds to wait for more items before the first batch. */
const firstDelayMs = 100;

/**
 * Collects items and processes them in batches, one batch at a time with a pause between two, so
 * that many events cost one request a second. `work` must not reject. `stop` drops what is left.
 */
export function throttleBatches<Item>(
  work: (items: readonly Item[]) => Promise<void>,
  pauseMs: number,
): { add: (item: Item) => void; stop: () => void } {
  let pending: Item[] = [];
  let timer: ReturnType<typeof setTimeout> | null = null;
  let isStopped = false;
  const run = async (): Promise<void> => {
    const batch = pending;
    pending = [];
    await work(batch);
    timer = null;
    if (pending.length > 0) start(pauseMs);
  };
  const start = (delayMs: number): void => {
    if (timer === null && !isStopped) timer = setTimeout(() => void run(), delayMs);
  };
  return {
    add: (item) => {
      pending.push(item);
      start(firstDelayMs);
    },
    stop: () => {
      isStopped = true;
      if (timer !== null) clearTimeout(timer);
    },
  };
}
