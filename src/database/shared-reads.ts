/** The next read does not wait longer for the one under way, whose connection may be silent. */
const MAX_WAIT_MS = 250;

interface Batch<Item, Result> {
  items: Item[];
  hasBegun: boolean;
  result: Promise<Result>;
}

/**
 * Equal reads that are asked for at the same moment are read once: those that arrive while one is under
 * way wait for it to end and share the next. Nothing is cached: each gets what was read after it was
 * asked for. A lone read begins at once. Unlike `coalesce`, whose callers each get a result of their
 * own, all of a key get the same one.
 */
export class SharedReads<Item, Result> {
  /** By key, the batch that was made last, until it has ended. */
  readonly #latest = new Map<string, Batch<Item, Result>>();

  /**
   * Reads for `item`. `run` gets the items of all that share the read, and its result or error goes to
   * each of them. Calls with the same key must have a `run` that reads the same.
   */
  read(key: string, item: Item, run: (items: readonly Item[]) => Promise<Result>): Promise<Result> {
    const latest = this.#latest.get(key);
    if (latest !== undefined && !latest.hasBegun) {
      latest.items.push(item);
      return latest.result;
    }
    const items = [item];
    const begin = (): Promise<Result> => {
      batch.hasBegun = true;
      return run(items);
    };
    const batch: Batch<Item, Result> = {
      items,
      hasBegun: latest === undefined,
      result: latest === undefined ? run(items) : waitFor(latest.result).then(begin),
    };
    this.#latest.set(key, batch);
    const forget = (): void => {
      if (this.#latest.get(key) === batch) this.#latest.delete(key);
    };
    batch.result.then(forget, forget);
    return batch.result;
  }
}

function waitFor(work: Promise<unknown>): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, MAX_WAIT_MS);
    const end = (): void => {
      clearTimeout(timer);
      resolve();
    };
    work.then(end, end);
  });
}
