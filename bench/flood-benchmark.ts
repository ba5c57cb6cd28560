import { setTimeout as pause } from 'node:timers/promises';
import { getReviewerToken } from './bench-data.ts';
import { createFigure, type Figure, targetAtMost } from './figures.ts';
import { measureFirstPage } from './read-benchmark.ts';
import { startService } from './server-processes.ts';

/** How many searches the flooding token has under way at a time. */
const FLOODING_SEARCHES = 24;
/** One and two letters, and texts of three or more that are in most awards or in a fifth of them. */
const floodTexts = ['a', 'p1', 'ukri', ' at ', 'ocean', 'call'];

/** The latency of staff's first page while one token floods with searches, and in the quiet before. */
export async function measureFlood(
  databaseUrl: string,
  size: number,
  seconds: number,
): Promise<Figure> {
  const service = await startService(databaseUrl);
  try {
    const firstPage = () => measureFirstPage(service, seconds);
    await firstPage();
    const quietMs = await firstPage();
    const flood = startFlood(service.url);
    try {
      // Until the first replies, the statements are not planned yet.
      await pause(1000);
      const floodedMs = await firstPage();
      return createFigure(
        `first page while one token floods with ${FLOODING_SEARCHES} searches, at ${size.toLocaleString('en')}`,
        'ms',
        floodedMs,
        { what: 'quiet', value: quietMs },
        targetAtMost(3),
      );
    } finally {
      await flood.stop();
    }
  } finally {
    await service.stop();
  }
}

/** Sends searches until it is stopped; each reply is followed by the next search. */
function startFlood(serviceUrl: string): { stop(): Promise<void> } {
  const controller = new AbortController();
  const search = async (worker: number): Promise<void> => {
    for (let turn = worker; !controller.signal.aborted; turn++) {
      const text = floodTexts[turn % floodTexts.length] as string;
      const query = new URLSearchParams({ query: text, page_size: '50' });
      const reply = await fetch(`${serviceUrl}/api/openportal-managed-projects/?${query}`, {
        headers: { authorization: `Token ${getReviewerToken(1)}` },
        signal: controller.signal,
      });
      await reply.arrayBuffer();
      // 429: waited too long; 503: took too long. Both are what the flood should get.
      if (![200, 429, 503].includes(reply.status)) throw new Error(`${text}: ${reply.status}`);
    }
  };
  const workers = Array.from({ length: FLOODING_SEARCHES }, (_, worker) =>
    search(worker).catch((error: unknown) => {
      if (!controller.signal.aborted) throw error;
    }),
  );
  const stop = async (): Promise<void> => {
    controller.abort();
    await Promise.all(workers);
  };
  return { stop };
}
