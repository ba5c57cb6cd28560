import { once } from 'node:events';
import { Agent, type IncomingMessage, request } from 'node:http';
import { performance } from 'node:perf_hooks';
import autocannon from 'autocannon';

export interface LoadOptions {
  url: string;
  token: string;
  /** One for each connection in turn, instead of `token`; without `paths`. */
  tokens?: readonly string[];
  method?: 'GET' | 'POST';
  headers?: Record<string, string>;
  body?: string;
  /** The path of each request in turn; by default that of `url`. */
  paths?: Iterator<string>;
  connections: number;
  seconds: number;
  /** Ends after this many requests or after `seconds`, whichever comes first. */
  requests?: number;
}

/** A server without a reply for this long does not answer. */
const MAX_SECONDS_WITHOUT_REPLY = 20;

/** Requests per second of a server in another process. Throws if a reply is not 2xx or 3xx. */
export async function measureThroughput(load: LoadOptions): Promise<number> {
  const {
    url,
    token,
    tokens,
    method = 'GET',
    headers = {},
    body,
    paths,
    connections,
    seconds,
    requests,
  } = load;
  let clients = 0;
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
    // How often autocannon looks whether it is done. We note the end ourselves.
    sampleInt: Math.min(1000, seconds * 500),
    setupClient: (client) => {
      if (tokens !== undefined) {
        const own = tokens[clients++ % tokens.length];
        client.setHeaders({ authorization: `Token ${own}`, ...headers });
      }
      client.on('response', () => {
        end = performance.now();
      });
    },
  });
  const replies = result['2xx'] + result['3xx'];
  const failures = result.errors + result['4xx'] + result['5xx'];
  // A busy machine may need longer for its first reply than a short run lasts.
  if (failures + replies === 0 && seconds < MAX_SECONDS_WITHOUT_REPLY) {
    return measureThroughput({ ...load, seconds: seconds * 4 });
  }
  if (failures > 0 || replies === 0) {
    const { errors, '4xx': refused, '5xx': failed } = result;
    throw new Error(`${url}: ${replies} replies, ${refused} 4xx, ${failed} 5xx, ${errors} errors`);
  }
  return (replies / (end - begin)) * 1000;
}

/** How often two servers are measured alternately, including the first time, which is discarded. */
export const DEFAULT_TURNS = 4;

/**
 * Measures two rates alternately, so that other load on the machine affects both, and returns their
 * medians. The first turn warms up the compilers and is discarded, unless it is the only one.
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

/** The median; of an even number of values, the upper of the two in the middle. */
function median(values: readonly number[]): number {
  return values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)] as number;
}

/** The median time of a reply in milliseconds, with one request at a time. */
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
      const sent = request(url, { agent, method, headers }).end();
      const [reply] = (await once(sent, 'response')) as [IncomingMessage];
      await once(reply.resume(), 'end');
      times.push(performance.now() - begin);
      if (reply.statusCode !== 200) throw new Error(`${url}: ${reply.statusCode}`);
    }
  } finally {
    agent.destroy();
  }
  return median(times);
}
