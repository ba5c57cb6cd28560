import autocannon from 'autocannon';

export interface Load {
  url: string;
  token: string;
  method?: 'GET' | 'HEAD' | 'POST';
  headers?: Record<string, string>;
  body?: string;
  /** The path of each request in turn; without it, that of `url`. */
  paths?: Iterator<string>;
  connections: number;
  seconds: number;
}

export interface Measured {
  perSecond: number;
  /** The mean time of an answer, milliseconds. */
  meanMs: number;
}

/** Puts load on a server that runs in another process. Throws where an answer is not one of success. */
export async function measure(load: Load): Promise<Measured> {
  const { url, token, method = 'GET', headers = {}, body, paths, connections, seconds } = load;
  const setupRequest = (request: autocannon.Request): autocannon.Request => ({
    ...request,
    path: (paths?.next().value as string | undefined) ?? request.path,
  });
  const result = await autocannon({
    url,
    method,
    headers: { authorization: `Token ${token}`, ...headers },
    ...(body !== undefined && { body }),
    ...(paths && { requests: [{ setupRequest }] }),
    connections,
    duration: seconds,
    timeout: 30,
  });
  const answers = result['2xx'] + result['3xx'];
  if (result.errors + result['4xx'] + result['5xx'] > 0 || answers === 0) {
    const { errors, '4xx': refused, '5xx': failed } = result;
    throw new Error(`${url}: ${answers} answers, ${refused} 4xx, ${failed} 5xx, ${errors} errors`);
  }
  return {
    perSecond: answers / result.duration,
    meanMs: (result.duration * 1000 * connections) / answers,
  };
}
