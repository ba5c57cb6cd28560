/**
 * Gathers what comes in and works it off in batches, one at a time and with a pause between, so
 * that a storm of events costs a request a second and not one each. Returns how to hand in.
 */
export function throttleBatches<Item>(
  work: (items: readonly Item[]) => Promise<void>,
  pause: number,
): { add: (item: Item) => void; stop: () => void } {
  let gathered: Item[] = [];
  let timer: ReturnType<typeof setTimeout> | null = null;
  let isStopped = false;
  const run = async (): Promise<void> => {
    const batch = gathered;
    gathered = [];
    await work(batch);
    timer = null;
    if (gathered.length > 0) start(pause);
  };
  const start = (delay: number): void => {
    if (timer === null && !isStopped) timer = setTimeout(() => void run(), delay);
  };
  return {
    add: (item) => {
      gathered.push(item);
      start(firstDelayMs);
    },
    stop: () => {
      isStopped = true;
      if (timer !== null) clearTimeout(timer);
    },
  };
}

/** What happens together is mostly told together. */
const firstDelayMs = 100;
