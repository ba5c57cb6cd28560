import { randomUUID } from 'node:crypto';
import { parseLosslessJson } from '../openportal/lossless-json.ts';
import { BridgeError, type BridgeProblem } from './bridge-error.ts';
import type { Invite } from './invite-file.ts';
import { type SignatureVersion, type SignedCall, buildSignedHeaders } from './request-signing.ts';
import type { ConnectionState } from './connection-state.ts';

export interface BridgeClientOptions {
  invite: Invite;
  state: ConnectionState;
  /** Told once when it is found out which signature the bridge knows. */
  onVersion: (version: SignatureVersion) => void;
}

/** The bridge gives up on a signal after a minute; nothing here may take as long. */
const callTimeoutMs = 10_000;

interface Reply {
  status: number;
  text: string;
}

/** Calls the bridge, each call under a signature and a nonce of its own (openportal.md §6). */
export class BridgeClient {
  readonly #options: BridgeClientOptions;
  readonly #abortController = new AbortController();

  constructor(options: BridgeClientOptions) {
    this.#options = options;
  }

  /** Gives up on every call, also those under way, after this time: we want to stop. */
  abortCallsAfter(ms: number): void {
    setTimeout(() => this.#abortController.abort(new Error('we are stopping')), ms).unref();
  }

  /** The JSON that the bridge answers, numbers as written. Throws BridgeError. */
  get(endpoint: string, patience = callTimeoutMs): Promise<unknown> {
    return this.#call('GET', endpoint, '', patience);
  }

  /** The same with a JSON body. */
  post(endpoint: string, value: unknown): Promise<unknown> {
    return this.#call('POST', endpoint, JSON.stringify(value), callTimeoutMs);
  }

  async #call(
    method: SignedCall['method'],
    endpoint: string,
    body: string,
    patience: number,
  ): Promise<unknown> {
    const { state: view } = this.#options;
    const send = (version: SignatureVersion): Promise<Reply> =>
      this.#send(version, method, endpoint, body, patience);
    try {
      const value = parseReply(endpoint, await this.#negotiateVersion(send), view);
      view.markReachable();
      return value;
    } catch (error) {
      if (error instanceof BridgeError) this.#recordError(error);
      throw error;
    }
  }

  /**
   * Version 2 first, then 1 for a bridge that answers 401 to it; what it believes is remembered.
   * A bridge that believed version 2 is never asked with the weaker one.
   */
  async #negotiateVersion(send: (version: SignatureVersion) => Promise<Reply>): Promise<Reply> {
    const { state: view } = this.#options;
    const known = view.signatureVersion;
    const first = await send(known ?? 2);
    if (first.status !== 401) {
      if (known === null && isSignatureAccepted(first)) this.#rememberVersion(2);
      return first;
    }
    if (known === 2) return first;
    const other = known === 1 ? 2 : 1;
    const second = await send(other);
    if (isSignatureAccepted(second)) this.#rememberVersion(other);
    return second.status === 401 ? first : second;
  }

  #rememberVersion(version: SignatureVersion): void {
    const { state: view, onVersion } = this.#options;
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
    const { invite, state: view } = this.#options;
    const sent = Date.now();
    const date = new Date(sent).toUTCString();
    const call: SignedCall = { method, endpoint, body, date, nonce: randomUUID() };
    try {
      const reply = await fetch(`${invite.url}/${endpoint}`, {
        method,
        headers: buildSignedHeaders(call, version, invite.key),
        redirect: 'error',
        signal: AbortSignal.any([AbortSignal.timeout(patience), this.#abortController.signal]),
        ...(body !== '' && { body }),
      });
      view.recordClockSkew(reply.headers.get('date'), sent, Date.now());
      return { status: reply.status, text: await reply.text() };
    } catch (error) {
      throw new BridgeError(
        'unreachable',
        `The bridge does not answer: ${describeNetworkError(error)}.`,
      );
    }
  }

  #recordError(error: BridgeError): void {
    const { state: view } = this.#options;
    // "I do not know that" is an answer.
    if (error.problem === 'unknown') {
      view.markReachable();
      return;
    }
    view.recordError(error.message);
    if (error.problem === 'unreachable' || error.problem === 'unauthorized') view.markUnreachable();
  }
}

/** Whether a reply shows that the signature was believed. */
function isSignatureAccepted({ status }: Reply): boolean {
  return status === 200 || status === 404;
}

function parseReply(endpoint: string, { status, text }: Reply, view: ConnectionState): unknown {
  if (status >= 200 && status < 300) {
    try {
      return parseLosslessJson(text);
    } catch {
      throw new BridgeError('nonsense', `The bridge's answer to /${endpoint} is not JSON.`);
    }
  }
  throw new BridgeError(toBridgeProblem(status), describeFailure(status, endpoint, view));
}

function toBridgeProblem(status: number): BridgeProblem {
  if (status === 401) return 'unauthorized';
  if (status === 404) return 'unknown';
  return status === 429 || status === 503 ? 'busy' : 'refused';
}

function describeFailure(status: number, endpoint: string, view: ConnectionState): string {
  if (status !== 401) return `The bridge answered ${status} to /${endpoint}.`;
  const words = view.describeClockSkew();
  const advice = words === '' ? " Is the invite file's key the bridge's?" : words;
  return `The bridge refuses our signature (401 to /${endpoint}).${advice}`;
}

function describeNetworkError(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown reason';
  if (error.name === 'TimeoutError') return 'it took too long';
  const cause = error.cause as NodeJS.ErrnoException | undefined;
  return cause?.code ?? cause?.message ?? error.message;
}
