import { setTimeout as pause } from 'node:timers/promises';
import DataLoader from 'dataloader';
import { isDatabaseUnavailable } from './unavailable.ts';

export interface BatchedOptions {
  /** How many go together at most. */
  most?: number;
  /** While several come at a time, how long others are waited for; for what nobody waits for. */
  gatherMs?: number;
}

/** Longer than a turn takes: a connection that fell silent holds up nobody but its own. */
const turnMs = 250;

/**
 * Has what is asked for while `run` is under way go together in its next turn: whoever comes alone
 * is served at once, and a hundred who come at once are served in two turns. `run` answers each
 * key in its place and must bear being run again: where one of several is at fault, each is tried
 * by itself.
 */
export function batched<Key, Value>(
  run: (keys: readonly Key[]) => Promise<readonly Value[]>,
  { most = 100, gatherMs = 0 }: BatchedOptions = {},
): (key: Key) => Promise<Value> {
  let underWay: Promise<unknown> | null = null;
  const last = { began: 0, size: 0 };
  const nextTurn = async (begin: () => void): Promise<void> => {
    await (underWay && Promise.race([underWay, pause(turnMs, undefined, { ref: false })]));
    const left = last.size > 1 ? last.began + gatherMs - performance.now() : 0;
    if (left > 0) await pause(left);
    begin();
  };
  const loader = new DataLoader<Key, Value>(
    (keys) => {
      const answers = answersOf(run, keys);
      const turn = answers.then(() => {
        if (underWay === turn) underWay = null;
      });
      underWay = turn;
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
    return [...(await run(keys))];
  } catch (error) {
    if (keys.length === 1 || isDatabaseUnavailable(error)) return keys.map(() => asError(error));
    return (await Promise.all(keys.map((key) => answersOf(run, [key])))).flat();
  }
}

function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error));
}
