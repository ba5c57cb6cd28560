import { setTimeout as pause } from 'node:timers/promises';
import DataLoader from 'dataloader';
import { isDatabaseUnavailable } from './database-unavailable.ts';

export interface CoalesceOptions {
  /** How many go together at most. */
  maxBatchSize?: number;
  /** Where several came together last time, for how long after that the next turn waits for more. */
  gatherMs?: number;
}

/** A turn that takes longer, as on a connection that fell silent, holds up its own alone. */
const SLOW_BATCH_MS = 250;
/** Until the pool knows that a connection is lost, which hears of it after whoever used it. */
const RETRY_DELAY_MS = 50;
/** When all are as slow, so many are under way at most, and leave connections for others. */
const MAX_CONCURRENT_BATCHES = 3;

/**
 * Has what is asked for while `run` is under way go together in its next turn: who comes when
 * nobody does is served at once, and a hundred who come at once are served in two turns. `run`
 * answers each key in its place and must bear being run again: where one of several is at fault,
 * each is tried by itself, and where their connection was lost, all are once more.
 */
export function coalesce<Key, Value>(
  run: (keys: readonly Key[]) => Promise<readonly Value[]>,
  { maxBatchSize: most = 100, gatherMs = 0 }: CoalesceOptions = {},
): (key: Key) => Promise<Value> {
  const underWay = new Set<Promise<unknown>>();
  const last = { began: 0, size: 0 };
  const nextTurn = async (begin: () => void): Promise<void> => {
    const isOver = Promise.all(underWay);
    const patience = underWay.size > 0 ? [pause(SLOW_BATCH_MS, undefined, { ref: false })] : [];
    // Whoever asks in the same breath goes along, so never at once.
    await Promise.race([isOver, ...patience]);
    const left = last.size > 1 ? last.began + gatherMs - performance.now() : 0;
    if (left > 0) await pause(left);
    while (underWay.size >= MAX_CONCURRENT_BATCHES) await Promise.race(underWay);
    begin();
  };
  const loader = new DataLoader<Key, Value>(
    (keys) => {
      const answers = runBatch(run, keys);
      underWay.add(answers);
      void answers.then(() => underWay.delete(answers));
      Object.assign(last, { began: performance.now(), size: keys.length });
      return answers;
    },
    {
      // Nothing is remembered: each turn asks again.
      cache: false,
      maxBatchSize: most,
      batchScheduleFn: (begin) => void nextTurn(begin),
    },
  );
  return (key) => loader.load(key);
}

/** Never rejects: what went wrong is the answer. */
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

/** One connection that is lost is to fail no more than one who asks. */
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
