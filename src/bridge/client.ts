import { randomUUID } from 'node:crypto';
import { parseLossless } from '../openportal/lossless-json.ts';
import { BridgeError, type BridgeProblem } from './bridge-error.ts';
import type { Invite } from './invite.ts';
import { type SignatureVersion, type SignedCall, signedHeaders } from './signing.ts';
import type { BridgeView } from './view.ts';

export interface BridgeClientOptions {
  invite: Invite;
  view: BridgeView;
  /** Told once when it is found out which signature the bridge knows. */
  onVersion: (version: SignatureVersion) => void;
}

/** The bridge gives up on a signal after a minute; nothing here may take as long. */
const patienceMs = 10_000;

interface Reply {
  status: number;
  text: string;
}

/** Calls the bridge, each call under a signature and a nonce of its own (openportal.md §6). */
export class BridgeClient {
  readonly #options: BridgeClientOptions;
  readonly #end = new AbortController();

  constructor(options: BridgeClientOptions) {
    this.#options = options;
  }

  /** Gives up on every call, also those under way, after this time: we want to stop. */
  hurry(ms: number): void {
    setTimeout(() => this.#end.abort(new Error('we are stopping')), ms).unref();
  }

  /** The JSON that the bridge answers, numbers as written. Throws BridgeError. */
  get(endpoint: string, patience = patienceMs): Promise<unknown> {
    return this.#call('GET', endpoint, '', patience);
  }

  /** The same with a JSON body. */
  post(endpoint: string, value: unknown): Promise<unknown> {
    return this.#call('POST', endpoint, JSON.stringify(value), patienceMs);
  }

  async #call(
    method: SignedCall['method'],
    endpoint: string,
    body: string,
    patience: number,
  ): Promise<unknown> {
    const { view } = this.#options;
    const send = (version: SignatureVersion): Promise<Reply> =>
      this.#send(version, method, endpoint, body, patience);
    try {
      const value = readReply(endpoint, await this.#negotiate(send), view);
      view.reached();
      return value;
    } catch (error) {
      if (error instanceof BridgeError) this.#note(error);
      throw error;
    }
  }

  /**
   * Version 2 first, then 1 for a bridge that answers 401 to it; what it believes is remembered.
   * A bridge that believed version 2 is never asked with the weaker one.
   */
  async #negotiate(send: (version: SignatureVersion) => Promise<Reply>): Promise<Reply> {
    const { view } = this.#options;
    const known = view.signatureVersion;
    const first = await send(known ?? 2);
    if (first.status !== 401) {
      if (known === null && believed(first)) this.#remember(2);
      return first;
    }
    if (known === 2) return first;
    const other = known === 1 ? 2 : 1;
    const second = await send(other);
    if (believed(second)) this.#remember(other);
    return second.status === 401 ? first : second;
  }

  #remember(version: SignatureVersion): void {
    const { view, onVersion } = this.#options;
    if (view.signatureVersion === version) return;
    view.signatureVersion = version;
    onVersion(version);
  }

  async #send(
    version: SignatureVersion,
    method: SignedCall['method'],
    endpoint: string,
    body: string,
    patience: number,
  ): Promise<Reply> {
    const { invite, view } = this.#options;
    const sent = Date.now();
    const date = new Date(sent).toUTCString();
    const call: SignedCall = { method, endpoint, body, date, nonce: randomUUID() };
    try {
      const reply = await fetch(`${invite.url}/${endpoint}`, {
        method,
        headers: signedHeaders(call, version, invite.key),
        redirect: 'error',
        signal: AbortSignal.any([AbortSignal.timeout(patience), this.#end.signal]),
        ...(body !== '' && { body }),
      });
      view.noteClock(reply.headers.get('date'), sent, Date.now());
      return { status: reply.status, text: await reply.text() };
    } catch (error) {
      throw new BridgeError('unreachable', `The bridge does not answer: ${reasonOf(error)}.`);
    }
  }

  #note(error: BridgeError): void {
    const { view } = this.#options;
    // "I do not know that" is an answer.
    if (error.problem === 'unknown') {
      view.reached();
      return;
    }
    view.failed(error.message);
    if (error.problem === 'unreachable' || error.problem === 'unauthorized') view.lost();
  }
}

/** Whether a reply shows that the signature was believed. */
function believed({ status }: Reply): boolean {
  return status === 200 || status === 404;
}

function readReply(endpoint: string, { status, text }: Reply, view: BridgeView): unknown {
  if (status >= 200 && status < 300) {
    try {
      return parseLossless(text);
    } catch {
      throw new BridgeError('nonsense', `The bridge's answer to /${endpoint} is not JSON.`);
    }
  }
  throw new BridgeError(problemOf(status), wordsOf(status, endpoint, view));
}

function problemOf(status: number): BridgeProblem {
  if (status === 401) return 'unauthorized';
  if (status === 404) return 'unknown';
  return status === 429 || status === 503 ? 'busy' : 'refused';
}

function wordsOf(status: number, endpoint: string, view: BridgeView): string {
  if (status !== 401) return `The bridge answered ${status} to /${endpoint}.`;
  const words = view.skewInWords();
  const advice = words === '' ? " Is the invite file's key the bridge's?" : words;
  return `The bridge refuses our signature (401 to /${endpoint}).${advice}`;
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown reason';
  if (error.name === 'TimeoutError') return 'it took too long';
  const cause = error.cause as NodeJS.ErrnoException | undefined;
  return cause?.code ?? cause?.message ?? error.message;
}
