import { setTimeout as pause } from 'node:timers/promises';
import DataLoader from 'dataloader';
import { isDatabaseUnavailable } from './unavailable.ts';

export interface BatchedOptions {
  /** How many go together at most. */
  most?: number;
  /** Where several came together last time, for how long after that the next turn waits for more. */
  gatherMs?: number;
}

/** A turn that takes longer, as on a connection that fell silent, holds up its own alone. */
const turnMs = 250;
/** Until the pool knows that a connection is lost, which hears of it after whoever used it. */
const lostMs = 50;
/** When all are as slow, so many are under way at most, and leave connections for others. */
const mostTurns = 3;

/**
 * Has what is asked for while `run` is under way go together in its next turn: who comes when
 * nobody does is served at once, and a hundred who come at once are served in two turns. `run`
 * answers each key in its place and must bear being run again: where one of several is at fault,
 * each is tried by itself, and where their connection was lost, all are once more.
 */
export function batched<Key, Value>(
  run: (keys: readonly Key[]) => Promise<readonly Value[]>,
  { most = 100, gatherMs = 0 }: BatchedOptions = {},
): (key: Key) => Promise<Value> {
  const underWay = new Set<Promise<unknown>>();
  const last = { began: 0, size: 0 };
  const nextTurn = async (begin: () => void): Promise<void> => {
    const isOver = Promise.all(underWay);
    const patience = underWay.size > 0 ? [pause(turnMs, undefined, { ref: false })] : [];
    // Whoever asks in the same breath goes along, so never at once.
    await Promise.race([isOver, ...patience]);
    const left = last.size > 1 ? last.began + gatherMs - performance.now() : 0;
    if (left > 0) await pause(left);
    while (underWay.size >= mostTurns) await Promise.race(underWay);
    begin();
  };
  const loader = new DataLoader<Key, Value>(
    (keys) => {
      const answers = answersOf(run, keys);
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
async function answersOf<Key, Value>(
  run: (keys: readonly Key[]) => Promise<readonly Value[]>,
  keys: readonly Key[],
): Promise<(Value | Error)[]> {
  try {
    return [...(await runAgainIfLost(run, keys))];
  } catch (error) {
    if (keys.length === 1 || isDatabaseUnavailable(error)) return keys.map(() => asError(error));
    return (await Promise.all(keys.map((key) => answersOf(run, [key])))).flat();
  }
}

/** One connection that is lost is to fail no more than one who asks. */
async function runAgainIfLost<Key, Value>(
  run: (keys: readonly Key[]) => Promise<readonly Value[]>,
  keys: readonly Key[],
): Promise<readonly Value[]> {
  try {
    return await run(keys);
  } catch (error) {
    if (keys.length === 1 || !isDatabaseUnavailable(error)) throw error;
    await pause(lostMs);
    return run(keys);
  }
}

function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error));
}
