/* Reads Waldur's REST interface page by page, as slowly as it asks for. */

import { setTimeout as pause } from 'node:timers/promises';
import { StartError } from '../errors/start-error.ts';

const PAGE_SIZE = 100;
const REQUEST_TIMEOUT_MS = 120_000;
const MAX_ATTEMPTS = 6;
const MAX_RETRY_SECONDS = 300;
/** A page of a hundred large awards; more would fill the memory. */
const MAX_PAGE_BYTES = 256 * 1024 * 1024;

export interface WaldurPage {
  items: unknown[];
  /** The query of the next page, without `?`; null at the last one. */
  next: string | null;
  /** How many items the whole list has; null where Waldur does not say. */
  total: number | null;
}

export interface WaldurClientOptions {
  /** Without a last slash. */
  baseUrl: string;
  token: string;
  /** Called before each pause with what Waldur answered. */
  onRetry: (line: string) => void;
  /** How long the first repeat waits where Waldur does not say; each further one twice as long. */
  retryDelayMs?: number;
  requestTimeoutMs?: number;
}

/** A Waldur with a token of one of its staff. */
export class WaldurClient {
  readonly #options: WaldurClientOptions;

  constructor(options: WaldurClientOptions) {
    this.#options = options;
  }

  /** The query of the first page of a list. */
  firstPage(parameters: Readonly<Record<string, string>> = {}): string {
    return new URLSearchParams({ ...parameters, page: '1', page_size: `${PAGE_SIZE}` }).toString();
  }

  /** One page. Throws StartError where Waldur refuses, or fails more often than we repeat. */
  async readPage(path: string, query: string): Promise<WaldurPage> {
    const response = await this.#get(`${path}?${query}`);
    const items = parseJson(path, response.body);
    if (!Array.isArray(items)) throw unexpectedError(path, 'no list');
    const count = response.headers.get('x-result-count');
    return {
      items,
      next: findNextQuery(response.headers.get('link')),
      total: count !== null && /^\d{1,15}$/.test(count) ? Number(count) : null,
    };
  }

  /** One object. Throws as `readPage`. */
  async readObject(path: string): Promise<Record<string, unknown>> {
    const value = parseJson(path, (await this.#get(path)).body);
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
      throw unexpectedError(path, 'no object');
    }
    return value as Record<string, unknown>;
  }

  async #get(pathAndQuery: string): Promise<{ headers: Headers; body: string }> {
    const { retryDelayMs = 1000, onRetry } = this.#options;
    const path = pathAndQuery.split('?')[0] as string;
    for (let attempt = 1; ; attempt++) {
      const outcome = await this.#try(pathAndQuery);
      if ('body' in outcome) return outcome;
      const { problem, isFinal, retryAfterSeconds } = outcome;
      if (isFinal || attempt === MAX_ATTEMPTS) throw unexpectedError(path, problem);
      const delayMs =
        retryAfterSeconds === null ? retryDelayMs * 2 ** (attempt - 1) : retryAfterSeconds * 1000;
      onRetry(`Waldur: ${path}: ${problem}; next try in ${(delayMs / 1000).toFixed(1)} s.`);
      await pause(delayMs);
    }
  }

  async #try(pathAndQuery: string): Promise<Outcome> {
    const { baseUrl, token, requestTimeoutMs = REQUEST_TIMEOUT_MS } = this.#options;
    try {
      const response = await fetch(baseUrl + pathAndQuery, {
        headers: { authorization: `Token ${token}`, accept: 'application/json' },
        // Another host must not get the token.
        redirect: 'manual',
        signal: AbortSignal.timeout(requestTimeoutMs),
      });
      if (response.status === 200) {
        return { headers: response.headers, body: await readBody(response) };
      }
      await response.body?.cancel();
      return describeRefusal(response);
    } catch (error) {
      const { message, cause } = error as Error & { cause?: { code?: string } };
      return { problem: cause?.code ?? message, isFinal: false, retryAfterSeconds: null };
    }
  }
}

type Outcome =
  | { headers: Headers; body: string }
  | { problem: string; isFinal: boolean; retryAfterSeconds: number | null };

function describeRefusal({ status, headers }: Response): Outcome {
  if (status >= 300 && status < 400) {
    const problem = `it redirects (${status}); name the URL that it redirects to`;
    return { problem, isFinal: true, retryAfterSeconds: null };
  }
  if (status === 401) {
    return { problem: 'the token is not accepted (401)', isFinal: true, retryAfterSeconds: null };
  }
  const isPassing = status === 429 || status === 408 || status >= 500;
  return {
    problem: `status ${status}`,
    isFinal: !isPassing,
    retryAfterSeconds: readRetryAfter(headers.get('retry-after')),
  };
}

/** Seconds, or a date; null where there is neither. */
function readRetryAfter(text: string | null): number | null {
  if (text === null) return null;
  const seconds = /^\d+$/.test(text) ? Number(text) : (Date.parse(text) - Date.now()) / 1000;
  if (Number.isNaN(seconds)) return null;
  return Math.min(Math.max(seconds, 0), MAX_RETRY_SECONDS);
}

async function readBody(response: Response): Promise<string> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of response.body ?? []) {
    bytes += chunk.length;
    if (bytes > MAX_PAGE_BYTES) throw new Error(`a page of more than ${MAX_PAGE_BYTES} bytes`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function parseJson(path: string, body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    throw unexpectedError(path, 'no JSON');
  }
}

/** Only its query is used: behind a proxy, the link may name a scheme or host of the inside. */
function findNextQuery(link: string | null): string | null {
  for (const part of link?.split(',') ?? []) {
    const [, url, relation] = /<([^>]*)>\s*;\s*rel="?(\w+)"?/.exec(part) ?? [];
    if (relation === 'next' && url !== undefined) return url.slice(url.indexOf('?') + 1);
  }
  return null;
}

function unexpectedError(path: string, problem: string): StartError {
  return new StartError(`Waldur cannot be read: ${path}: ${problem}.`);
}
