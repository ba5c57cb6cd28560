import { performance } from 'node:perf_hooks';
import type { RequestOutcome, RequestLedger } from '../request-ledger.ts';

/** What came back. */
export interface Reply {
  /** 0: nothing did. */
  status: number;
  etag: string | null;
  // biome-ignore lint/suspicious/noExplicitAny: replies of every shape
  body: any;
}

export interface CallOptions {
  body?: unknown;
  headers?: Record<string, string>;
}

/** Longer than the service lets a statement take. */
const REPLY_TIMEOUT_MS = 45_000;

/** Somebody with a token; every reply is entered in the ledger. */
export class ApiClient {
  readonly #url: () => string;
  readonly #token: string;
  readonly #ledger: RequestLedger;
  readonly #isFlood: boolean;

  constructor(
    url: () => string,
    token: string,
    ledger: RequestLedger,
    { isFlood = false }: { isFlood?: boolean } = {},
  ) {
    this.#url = url;
    this.#token = token;
    this.#ledger = ledger;
    this.#isFlood = isFlood;
  }

  /** Never throws: a reply that does not come has status 0. */
  async call(method: string, path: string, options: CallOptions = {}): Promise<Reply> {
    const reply = await this.#send(method, path, options);
    this.#ledger.countStatus(reply.status);
    return reply;
  }

  /** Throws where it is refused. */
  // biome-ignore lint/suspicious/noExplicitAny: replies of every shape
  async create(path: string, body: unknown): Promise<any> {
    const reply = await this.call('POST', path, { body });
    if (reply.status !== 201 && reply.status !== 200) {
      throw new Error(`${path}: ${reply.status} ${JSON.stringify(reply.body)}`);
    }
    return reply.body;
  }

  async #send(method: string, path: string, { body, headers }: CallOptions): Promise<Reply> {
    let status = 0;
    try {
      const response = await fetch(this.#url() + path, {
        method,
        headers: {
          authorization: `Token ${this.#token}`,
          ...(body !== undefined && { 'content-type': 'application/json' }),
          ...headers,
        },
        ...(body !== undefined && { body: JSON.stringify(body) }),
        signal: AbortSignal.timeout(REPLY_TIMEOUT_MS),
      });
      status = response.status;
      const retryAfter = response.headers.get('retry-after');
      // Its status tells what became of the request, even where the rest is cut off.
      const text = await response.text().catch(() => '');
      const request = `${method} ${path}`;
      if (status === 429) {
        this.#ledger.limitedReplies.push({ request, retryAfter, isFlood: this.#isFlood });
      }
      if (status >= 500) {
        const at = performance.now();
        this.#ledger.errorReplies.push({
          receivedAtMs: at,
          request,
          status,
          retryAfter,
          body: text,
        });
      }
      return { status, etag: response.headers.get('etag'), body: parseJson(text) };
    } catch {
      return { status, etag: null, body: null };
    }
  }
}

export function getOutcome({ status }: Reply): RequestOutcome {
  if (status >= 200 && status < 300) return 'acknowledged';
  return status >= 400 && status < 500 ? 'refused' : 'unknown';
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
