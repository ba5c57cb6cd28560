import { shouldRetry } from './query-client.ts';

/** Milliseconds before the second try; before the third twice as many. */
const retryAfterMs = 1_000;

/** Reads again, as queries do, where there is no reply or a 503. Throws the error of the last try. */
export async function readWithRetries<Result>(read: () => Promise<Result>): Promise<Result> {
  for (let failures = 0; ; failures++) {
    try {
      return await read();
    } catch (error) {
      if (!shouldRetry(failures, error)) throw error;
      await new Promise((resolve) => setTimeout(resolve, retryAfterMs * 2 ** failures));
    }
  }
}
