import http, { type IncomingMessage } from 'node:http';
import https from 'node:https';
import { findUrlProblem, type DestinationPolicy } from './destination-policy.ts';
import type { GuardedAgents } from './guarded-agents.ts';

/** What is sent, and where. */
export interface OutgoingMessage {
  url: string;
  headers: Record<string, string>;
  body: string;
}

/** How an attempt ended. */
export interface SendResult {
  /** null: there was no answer. */
  status: number | null;
  /** null: the answer was 2xx. Otherwise one sentence without any text of the receiver. */
  error: string | null;
  /** The header Retry-After of a receiver that is too busy (429, 503). */
  retryAfter?: string;
}

/** How messages are sent. */
export interface SendOptions {
  policy: DestinationPolicy;
  agents: GuardedAgents;
  /** How long an attempt may take, its answer included; 10 s by default. */
  timeoutMs?: number;
}

const TIMEOUT_MS = 10_000;
/** Too Many Requests, Service Unavailable. */
const busyStatuses = [429, 503];
/** More of an answer is not read. */
const MAX_ANSWER_BYTES = 65_536;

/**
 * Posts a message. Redirects are not followed: they could lead to where the policy does not allow.
 * Never rejects.
 */
export async function sendMessage(
  { url: text, headers, body }: OutgoingMessage,
  { policy, agents, timeoutMs = TIMEOUT_MS }: SendOptions,
): Promise<SendResult> {
  const url = new URL(text);
  // Again, because the settings may have changed since it was stored.
  const problem = findUrlProblem(url, policy);
  if (problem !== null) return { status: null, error: problem };
  const signal = AbortSignal.timeout(timeoutMs);
  try {
    const answer = await post(url, { headers, body, agents, signal });
    const { statusCode: status = 0 } = answer;
    await discardAnswer(answer);
    const retryAfter = busyStatuses.includes(status) ? answer.headers['retry-after'] : undefined;
    return {
      status,
      error: describeStatus(status),
      ...(retryAfter !== undefined && { retryAfter }),
    };
  } catch (error) {
    const seconds = timeoutMs / 1000;
    const reason = signal.aborted ? `There was no answer within ${seconds} s.` : describe(error);
    return { status: null, error: reason };
  }
}

interface PostOptions extends Omit<OutgoingMessage, 'url'> {
  agents: GuardedAgents;
  signal: AbortSignal;
}

/** Resolves when the headers of the answer have arrived. */
function post(url: URL, { headers, body, agents, signal }: PostOptions): Promise<IncomingMessage> {
  const { request } = url.protocol === 'https:' ? https : http;
  return new Promise((resolve, reject) => {
    const outgoing = request(
      url,
      {
        method: 'POST',
        agent: agents.getAgent(url),
        signal,
        maxHeaderSize: 16_384,
        headers: {
          'content-type': 'application/json',
          'content-length': Buffer.byteLength(body),
          'user-agent': 'Gatehouse-Webhooks',
          ...headers,
        },
      },
      resolve,
    );
    outgoing.on('error', reject);
    outgoing.end(body);
  });
}

/**
 * Reads an answer to its end, so that the connection can be used again, or closes the connection
 * where it is too long. Its status has decided, so what goes wrong afterwards changes nothing.
 */
async function discardAnswer(answer: IncomingMessage): Promise<void> {
  let bytes = 0;
  try {
    for await (const chunk of answer) {
      bytes += (chunk as Buffer).length;
      if (bytes > MAX_ANSWER_BYTES) break;
    }
  } catch {
    // The connection broke or the time is over.
  }
  if (!answer.complete) answer.destroy();
}

function describeStatus(status: number): string | null {
  if (status >= 200 && status < 300) return null;
  if (status >= 300 && status < 400) {
    return `The receiver answered ${status}; redirects are not followed.`;
  }
  return `The receiver answered ${status}.`;
}

const unknownIssuer =
  'The certificate of the receiver is not from an authority that this service trusts (NODE_EXTRA_CA_CERTS).';

/** By the code of the error. The message of the second would have names that the receiver chose. */
const certificateErrors: Readonly<Record<string, string>> = {
  CERT_HAS_EXPIRED: 'The certificate of the receiver has expired.',
  ERR_TLS_CERT_ALTNAME_INVALID: 'The certificate of the receiver is for another name.',
  DEPTH_ZERO_SELF_SIGNED_CERT: unknownIssuer,
  SELF_SIGNED_CERT_IN_CHAIN: unknownIssuer,
  UNABLE_TO_GET_ISSUER_CERT: unknownIssuer,
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: unknownIssuer,
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: unknownIssuer,
};

/** The first reason where every address of a name failed. */
function describe(error: unknown): string {
  const reason = error instanceof AggregateError ? error.errors[0] : error;
  if (!(reason instanceof Error)) return String(reason);
  const { code = '' } = reason as NodeJS.ErrnoException;
  return certificateErrors[code] ?? reason.message;
}
