import { setTimeout as pause } from 'node:timers/promises';
import DataLoader from 'dataloader';
import { isDatabaseUnavailable } from './database-unavailable.ts';

export interface CoalesceOptions {
  /** The most calls in one batch. */
  maxBatchSize?: number;
  /** After a batch of several calls, the next one starts this long after it at the earliest. */
  gatherMs?: number;
}

/** A batch that takes longer, as on a silent connection, does not delay later ones. */
const SLOW_BATCH_MS = 250;
/** The pool notices a lost connection later than its user; a retry waits for that. */
const RETRY_DELAY_MS = 50;
/** Slow batches at the same time; the limit leaves connections for other queries. */
const MAX_CONCURRENT_BATCHES = 3;

/**
 * Coalesces concurrent calls: calls made while a batch runs go into the next batch; a lone call
 * runs at once. `run` returns a value for each key, in the order of the keys, and must be safe to
 * run again: after an error of several, each key is tried alone, and after a lost connection all
 * are tried once more.
 */
export function coalesce<Key, Value>(
  run: (keys: readonly Key[]) => Promise<readonly Value[]>,
  { maxBatchSize = 100, gatherMs = 0 }: CoalesceOptions = {},
): (key: Key) => Promise<Value> {
  const running = new Set<Promise<unknown>>();
  const last = { began: 0, size: 0 };
  const scheduleBatch = async (begin: () => void): Promise<void> => {
    const allDone = Promise.all(running);
    const timeout = running.size > 0 ? [pause(SLOW_BATCH_MS, undefined, { ref: false })] : [];
    // Also with nothing running this waits one tick, so that calls of the same tick share a batch.
    await Promise.race([allDone, ...timeout]);
    const left = last.size > 1 ? last.began + gatherMs - performance.now() : 0;
    if (left > 0) await pause(left);
    while (running.size >= MAX_CONCURRENT_BATCHES) await Promise.race(running);
    begin();
  };
  const loader = new DataLoader<Key, Value>(
    (keys) => {
      const results = runBatch(run, keys);
      running.add(results);
      void results.then(() => running.delete(results));
      Object.assign(last, { began: performance.now(), size: keys.length });
      return results;
    },
    {
      // Each batch reads again.
      cache: false,
      maxBatchSize,
      batchScheduleFn: (begin) => void scheduleBatch(begin),
    },
  );
  return (key) => loader.load(key);
}

/** Never rejects: an error is returned in the place of a value. */
async function runBatch<Key, Value>(
  run: (keys: readonly Key[]) => Promise<readonly Value[]>,
  keys: readonly Key[],
): Promise<(Value | Error)[]> {
  try {
    return [...(await retryAfterLostConnection(run, keys))];
  } catch (error) {
    if (keys.length === 1 || isDatabaseUnavailable(error)) return keys.map(() => toError(error));
    return (await Promise.all(keys.map((key) => runBatch(run, [key])))).flat();
  }
}

/** A lost connection fails all calls of a batch, so a batch of several gets a second try. */
async function retryAfterLostConnection<Key, Value>(
  run: (keys: readonly Key[]) => Promise<readonly Value[]>,
  keys: readonly Key[],
): Promise<readonly Value[]> {
  try {
    return await run(keys);
  } catch (error) {
    if (keys.length === 1 || !isDatabaseUnavailable(error)) throw error;
    await pause(RETRY_DELAY_MS);
    return run(keys);
  }
}

function toError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error));
}
