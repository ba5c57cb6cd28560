import DataLoader from 'dataloader';
import { isDatabaseUnavailable } from './unavailable.ts';

/**
 * Has what is asked for while `run` is under way go together in its next turn: whoever comes alone
 * is served at once, and a hundred who come at once are served in two turns. `run` answers each
 * key in its place and must bear being run again: where one of several is at fault, each is tried
 * by itself.
 */
export function batched<Key, Value>(
  run: (keys: readonly Key[]) => Promise<readonly Value[]>,
  most = 100,
): (key: Key) => Promise<Value> {
  let underWay: Promise<unknown> = Promise.resolve();
  const loader = new DataLoader<Key, Value>(
    (keys) => {
      const answers = answersOf(run, keys);
      underWay = answers;
      return answers;
    },
    {
      // Nothing is remembered: each turn asks again.
      cache: false,
      maxBatchSize: most,
      batchScheduleFn: (begin) => void underWay.then(begin),
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
