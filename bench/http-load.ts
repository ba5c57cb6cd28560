import { once } from 'node:events';
import { Agent, type IncomingMessage, request } from 'node:http';
import { performance } from 'node:perf_hooks';
import autocannon from 'autocannon';

export interface LoadOptions {
  url: string;
  token: string;
  method?: 'GET' | 'POST';
  headers?: Record<string, string>;
  body?: string;
  /** The path of each request in turn; without it, that of `url`. */
  paths?: Iterator<string>;
  connections: number;
  seconds: number;
  /** Ends after this many requests, if not before. */
  requests?: number;
}

/** Requests per second of a server that runs in another process. Throws where an answer is not one of success. */
export async function measureThroughput(load: LoadOptions): Promise<number> {
  const {
    url,
    token,
    method = 'GET',
    headers = {},
    body,
    paths,
    connections,
    seconds,
    requests,
  } = load;
  const setupRequest = (request: autocannon.Request): autocannon.Request => ({
    ...request,
    path: (paths?.next().value as string | undefined) ?? request.path,
  });
  const begin = performance.now();
  let end = begin;
  const result = await autocannon({
    url,
    method,
    headers: { authorization: `Token ${token}`, ...headers },
    ...(body !== undefined && { body }),
    ...(paths && { requests: [{ setupRequest }] }),
    connections,
    duration: seconds,
    ...(requests !== undefined && { maxOverallRequests: requests }),
    timeout: 30,
    // By our own clock: it looks only once a second whether all is done.
    setupClient: (client) =>
      client.on('response', () => {
        end = performance.now();
      }),
  });
  const answers = result['2xx'] + result['3xx'];
  if (result.errors + result['4xx'] + result['5xx'] > 0 || answers === 0) {
    const { errors, '4xx': refused, '5xx': failed } = result;
    throw new Error(`${url}: ${answers} answers, ${refused} 4xx, ${failed} 5xx, ${errors} errors`);
  }
  return (answers / (end - begin)) * 1000;
}

/** How often two servers are measured in turn, with the first time, which does not count. */
export const DEFAULT_TURNS = 4;

/**
 * Measures two rates in turns, of which the first does not count unless it is the only one: a
 * compiler warms up on both sides, and what else the machine does meets both. Gives the medians.
 */
export async function measureAlternately(
  one: () => Promise<number>,
  other: () => Promise<number>,
  turns = DEFAULT_TURNS,
): Promise<[number, number]> {
  const rates: [number[], number[]] = [[], []];
  for (let turn = 0; turn < turns; turn++) {
    const measured = [await one(), await other()] as const;
    if (turn === 0 && turns > 1) continue;
    rates[0].push(measured[0]);
    rates[1].push(measured[1]);
  }
  return [median(rates[0]), median(rates[1])];
}

/** The middle one; of an even number the upper. */
function median(values: readonly number[]): number {
  return values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)] as number;
}

/** How long an answer takes where one is asked for at a time: the median, in milliseconds. */
export async function measureLatency(
  { url, token, method = 'GET' }: { url: string; token: string; method?: 'GET' | 'HEAD' },
  seconds: number,
): Promise<number> {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const headers = { authorization: `Token ${token}` };
  const times: number[] = [];
  try {
    for (const end = performance.now() + seconds * 1000; performance.now() < end; ) {
      const begin = performance.now();
      const asked = request(url, { agent, method, headers }).end();
      const [reply] = (await once(asked, 'response')) as [IncomingMessage];
      await once(reply.resume(), 'end');
      times.push(performance.now() - begin);
      if (reply.statusCode !== 200) throw new Error(`${url}: ${reply.statusCode}`);
    }
  } finally {
    agent.destroy();
  }
  return median(times);
}
