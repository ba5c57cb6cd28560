import { performance } from 'node:perf_hooks';
import type { Fate, Ledger } from '../ledger.ts';

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
const patienceMs = 45_000;

/** Somebody with a token; every reply is entered in the ledger. */
export class Caller {
  readonly #url: () => string;
  readonly #token: string;
  readonly #ledger: Ledger;

  constructor(url: () => string, token: string, ledger: Ledger) {
    this.#url = url;
    this.#token = token;
    this.#ledger = ledger;
  }

  /** Never throws: a reply that does not come has status 0. */
  async call(method: string, path: string, options: CallOptions = {}): Promise<Reply> {
    const reply = await this.#send(method, path, options);
    this.#ledger.countStatus(reply.status);
    return reply;
  }

  /** Throws where it is refused. */
  // biome-ignore lint/suspicious/noExplicitAny: replies of every shape
  async make(path: string, body: unknown): Promise<any> {
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
        signal: AbortSignal.timeout(patienceMs),
      });
      status = response.status;
      const retryAfter = response.headers.get('retry-after');
      // Its status tells what became of the request, even where the rest is cut off.
      const text = await response.text().catch(() => '');
      if (status >= 500) {
        const at = performance.now();
        const request = `${method} ${path}`;
        this.#ledger.badReplies.push({ at, request, status, retryAfter, body: text });
      }
      return { status, etag: response.headers.get('etag'), body: readJson(text) };
    } catch {
      return { status, etag: null, body: null };
    }
  }
}

export function fateOf({ status }: Reply): Fate {
  if (status >= 200 && status < 300) return 'acknowledged';
  return status >= 400 && status < 500 ? 'refused' : 'unknown';
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
