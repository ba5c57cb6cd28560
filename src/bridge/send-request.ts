import { Agent as HttpAgent, type IncomingMessage, request as requestHttp } from 'node:http';
import { Agent as HttpsAgent, request as requestHttps } from 'node:https';

/** An unused connection is closed before bridges close it, which could meet a request on its way. */
const UNUSED_CONNECTION_MS = 4000;

const agentOptions = { keepAlive: true, timeout: UNUSED_CONNECTION_MS };
const httpAgent = new HttpAgent(agentOptions);
const httpsAgent = new HttpsAgent(agentOptions);

export interface HttpCall {
  method: string;
  headers: Readonly<Record<string, string>>;
  /** '' sends none. */
  body: string;
  /** How long the whole reply may take. */
  timeoutMs: number;
  /** A longer reply is refused as soon as it is too long. */
  maxBytes: number;
  /** Ends the call; it then rejects with the reason. */
  signal: AbortSignal;
}

export interface HttpReply {
  status: number;
  /** Its header `Date`; null where it has none. */
  date: string | null;
  text: string;
}

/** No reply came within the time of the call. */
export class ReplyTimeoutError extends Error {
  override readonly name = 'ReplyTimeoutError';
}

/** The body of the reply is longer than the call allows. */
export class ReplyTooLongError extends Error {
  override readonly name = 'ReplyTooLongError';
}

/**
 * Sends a request once and reads the reply as text; redirects are not followed. Rejects with
 * ReplyTimeoutError, ReplyTooLongError, the reason of `signal`, or Node's error of the connection. By
 * node:http, since `fetch` took the service as much processor as all else of a job.
 */
export function sendRequest(url: string, call: HttpCall): Promise<HttpReply> {
  const { method, headers, body, timeoutMs, maxBytes, signal } = call;
  return new Promise((resolve, reject) => {
    if (signal.aborted) {
      reject(signal.reason);
      return;
    }
    const [send, agent] = url.startsWith('https:')
      ? ([requestHttps, httpsAgent] as const)
      : ([requestHttp, httpAgent] as const);
    const sent = send(url, { method, headers, agent }, (response) => {
      const refuse = (): void => end(new ReplyTooLongError());
      readText(response, { maxBytes, refuse }, (text) => {
        const { statusCode = 0, headers } = response;
        finish();
        resolve({ status: statusCode, date: headers.date ?? null, text });
      });
      response.on('error', fail);
    });
    const onAbort = (): void => end(signal.reason);
    const timer = setTimeout(() => end(new ReplyTimeoutError()), timeoutMs);
    function finish(): void {
      clearTimeout(timer);
      signal.removeEventListener('abort', onAbort);
    }
    function fail(error: Error): void {
      finish();
      reject(error);
    }
    /** Rejects at once: what has come by now could otherwise pass for the whole reply. */
    function end(error: Error): void {
      fail(error);
      // Without the error: a reply that is complete has left its connection, where nobody would catch it.
      sent.destroy();
    }
    signal.addEventListener('abort', onAbort, { once: true });
    sent.on('error', fail);
    sent.end(body === '' ? undefined : body);
  });
}

function readText(
  response: IncomingMessage,
  { maxBytes, refuse }: { maxBytes: number; refuse: () => void },
  done: (text: string) => void,
): void {
  const chunks: Buffer[] = [];
  let bytes = 0;
  response.on('data', (chunk: Buffer) => {
    bytes += chunk.length;
    if (bytes > maxBytes) refuse();
    else chunks.push(chunk);
  });
  response.once('end', () => done(Buffer.concat(chunks).toString()));
}
