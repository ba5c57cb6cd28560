import { performance } from 'node:perf_hooks';
import { setTimeout as pause } from 'node:timers/promises';
import type { ApiClient } from './api-client.ts';

/** More than both replicas together let one person run or wait with. */
const PARALLEL_SEARCHES = 150;
const RETRY_MS = 100;
const AWARDS_PATH = '/api/openportal-managed-projects/';
const searchPaths = [
  `${AWARDS_PATH}?query=a`,
  `${AWARDS_PATH}?query=Chaos&page_size=300`,
  '/api/openportal-managed-project-audit/?q=chaos&page_size=300',
];

/** A replica that starts again refuses nothing yet. */
const MAX_EXTRA_MS = 30_000;

/**
 * Sends searches of one caller, as many as possible at a time, for `durationMs`; longer where none of
 * them was refused yet because another fault stopped the replicas.
 */
export async function floodWithSearches(client: ApiClient, durationMs: number): Promise<void> {
  const end = performance.now() + durationMs;
  let wasRefused = false;
  const isOver = (): boolean => performance.now() >= (wasRefused ? end : end + MAX_EXTRA_MS);
  const searchUntilEnd = async (index: number): Promise<void> => {
    const path = searchPaths[index % searchPaths.length] as string;
    do {
      const { status } = await client.call('GET', path);
      wasRefused ||= status === 429;
      // Nobody serves, or not this caller: to ask again at once would only take the processor.
      if (status !== 200) await pause(RETRY_MS);
    } while (!isOver());
  };
  await Promise.all(Array.from({ length: PARALLEL_SEARCHES }, (_, index) => searchUntilEnd(index)));
}
