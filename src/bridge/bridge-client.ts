import { randomUUID } from 'node:crypto';
import { parseLosslessJson } from '../award/lossless-json.ts';
import { runInSpan } from '../tracing/tracing.ts';
import { BridgeError, type BridgeProblem } from './bridge-error.ts';
import type { Invite } from './invite-file.ts';
import { type SignatureVersion, type SignedCall, buildSignedHeaders } from './request-signing.ts';
import type { ConnectionState } from './connection-state.ts';
import {
  type HttpReply,
  ReplyTimeoutError,
  ReplyTooLongError,
  sendRequest,
} from './send-request.ts';

export interface BridgeClientOptions {
  invite: Invite;
  state: ConnectionState;
  /** Called when it is known which version of the signature the bridge accepts. */
  onVersion: (version: SignatureVersion) => void;
  /** The longest answer that is read; 64 MiB by default. */
  maxAnswerMib?: number;
}

/** Far below the minute after which the bridge gives up on a signal. */
const CALL_TIMEOUT_MS = 10_000;
/** Far above every answer of a bridge; a longer one would fill the memory. */
const MAX_ANSWER_MIB = 64;

/** Calls the bridge; each call has its own signature and nonce (docs/rules/openportal.md, 6). */
export class BridgeClient {
  readonly #options: BridgeClientOptions;
  readonly #abortController = new AbortController();

  constructor(options: BridgeClientOptions) {
    this.#options = options;
  }

  /** Aborts every call, including those in progress, after this time: the service is stopping. */
  abortCallsAfter(ms: number): void {
    setTimeout(() => this.#abortController.abort(new Error('the service is stopping')), ms).unref();
  }

  /** The JSON that the bridge answers, numbers as written. Throws BridgeError. */
  async get(endpoint: string, timeoutMs = CALL_TIMEOUT_MS): Promise<unknown> {
    return this.#call('GET', endpoint, '', timeoutMs, parseJson);
  }

  /** The same with a JSON body. */
  async post(endpoint: string, value: unknown): Promise<unknown> {
    return this.#call('POST', endpoint, JSON.stringify(value), CALL_TIMEOUT_MS, parseJson);
  }

  /** The same where the answer is needed as it came, JSON or not. */
  async postForText(endpoint: string, value: unknown): Promise<string> {
    const keepText = (_endpoint: string, text: string): string => text;
    return this.#call('POST', endpoint, JSON.stringify(value), CALL_TIMEOUT_MS, keepText);
  }

  async #call<Answer>(
    method: SignedCall['method'],
    endpoint: string,
    body: string,
    timeoutMs: number,
    read: (endpoint: string, text: string) => Answer,
  ): Promise<Answer> {
    const { state } = this.#options;
    const send = (version: SignatureVersion): Promise<HttpReply> =>
      this.#send(version, method, endpoint, body, timeoutMs);
    const span = {
      name: `bridge ${endpoint}`,
      kind: 'client' as const,
      attributes: { 'http.request.method': method, 'server.address': this.#options.invite.url },
    };
    try {
      const reply = await runInSpan(span, () => this.#negotiateVersion(send));
      const answer = read(endpoint, getSuccessText(endpoint, reply, state));
      state.markReachable();
      return answer;
    } catch (error) {
      if (error instanceof BridgeError) this.#recordError(error);
      throw error;
    }
  }

  /**
   * Tries version 2, then 1 for a bridge that answers 401 to it, and remembers what was accepted.
   * A bridge that accepted version 2 is never sent the weaker one.
   */
  async #negotiateVersion(
    send: (version: SignatureVersion) => Promise<HttpReply>,
  ): Promise<HttpReply> {
    const { state } = this.#options;
    const knownVersion = state.signatureVersion;
    const first = await send(knownVersion ?? 2);
    if (first.status !== 401) {
      if (knownVersion === null && isSignatureAccepted(first)) this.#rememberVersion(2);
      return first;
    }
    if (knownVersion === 2) return first;
    const other = knownVersion === 1 ? 2 : 1;
    const second = await send(other);
    if (isSignatureAccepted(second)) this.#rememberVersion(other);
    return second.status === 401 ? first : second;
  }

  #rememberVersion(version: SignatureVersion): void {
    const { state, onVersion } = this.#options;
    if (state.signatureVersion === version) return;
    state.signatureVersion = version;
    onVersion(version);
  }

  async #send(
    version: SignatureVersion,
    method: SignedCall['method'],
    endpoint: string,
    body: string,
    timeoutMs: number,
  ): Promise<HttpReply> {
    const { invite, state, maxAnswerMib = MAX_ANSWER_MIB } = this.#options;
    const sent = Date.now();
    const date = new Date(sent).toUTCString();
    const call: SignedCall = { method, endpoint, body, date, nonce: randomUUID() };
    try {
      const reply = await sendRequest(`${invite.url}/${endpoint}`, {
        method,
        headers: buildSignedHeaders(call, version, invite.key),
        body,
        timeoutMs,
        maxBytes: maxAnswerMib * 1024 * 1024,
        signal: this.#abortController.signal,
      });
      state.recordClockSkew(reply.date, sent, Date.now());
      return reply;
    } catch (error) {
      if (error instanceof ReplyTooLongError) {
        const message = `The bridge's answer to /${endpoint} is longer than ${maxAnswerMib} MiB.`;
        throw new BridgeError('nonsense', message);
      }
      throw new BridgeError(
        'unreachable',
        `The bridge does not answer: ${describeNetworkError(error)}.`,
      );
    }
  }

  #recordError(error: BridgeError): void {
    const { state } = this.#options;
    // "Unknown id" is an answer.
    if (error.problem === 'unknown') {
      state.markReachable();
      return;
    }
    state.recordError(error.message);
    if (error.problem === 'unreachable' || error.problem === 'unauthorized')
      state.markUnreachable();
  }
}

/** Whether a reply shows that the signature was accepted. */
function isSignatureAccepted({ status }: HttpReply): boolean {
  return status === 200 || status === 404;
}

function getSuccessText(
  endpoint: string,
  { status, text }: HttpReply,
  state: ConnectionState,
): string {
  if (status >= 200 && status < 300) return text;
  const message = describeFailure(status, endpoint, state);
  throw new BridgeError(toBridgeProblem(status), message, readReason(text));
}

/** The bridge writes `{"message": "…"}` with an error. */
function readReason(text: string): string {
  try {
    const { message } = JSON.parse(text) as { message?: unknown };
    return typeof message === 'string' ? message : '';
  } catch {
    return '';
  }
}

function parseJson(endpoint: string, text: string): unknown {
  try {
    return parseLosslessJson(text);
  } catch {
    throw new BridgeError('nonsense', `The bridge's answer to /${endpoint} is not JSON.`);
  }
}

function toBridgeProblem(status: number): BridgeProblem {
  if (status === 401) return 'unauthorized';
  if (status === 404) return 'unknown';
  // A proxy or another service answers in its place: the bridge itself has refused nothing.
  if (isRedirect(status)) return 'unreachable';
  return status === 429 || status === 503 ? 'busy' : 'refused';
}

function isRedirect(status: number): boolean {
  return status >= 300 && status < 400;
}

function describeFailure(status: number, endpoint: string, state: ConnectionState): string {
  if (isRedirect(status)) return `The bridge answered ${status}; redirects are not followed.`;
  if (status !== 401) return `The bridge answered ${status} to /${endpoint}.`;
  const skew = state.describeClockSkew();
  const advice = skew === '' ? " Check that the invite file is this bridge's." : skew;
  return `The bridge refuses our signature (401 to /${endpoint}).${advice}`;
}

function describeNetworkError(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown reason';
  if (error instanceof ReplyTimeoutError) return 'it took too long';
  return (error as NodeJS.ErrnoException).code ?? error.message;
}
