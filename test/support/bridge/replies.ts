import type { ServerResponse } from 'node:http';
import { type Json, stringifyJson } from './lossless-json.ts';

export interface Reply {
  status: number;
  body: Json;
}

// op-bridge says no more than this to its caller.
const genericMessages: Record<number, string> = {
  400: 'Bad request',
  401: 'Unauthorized',
  404: 'Not found',
  429: 'Too many requests',
  503: 'Service unavailable',
};

/** Ends a request with a status; the message is for the control interface only. */
export class Refusal extends Error {
  readonly status: number;

  constructor(status: number, message = getGenericMessage(status)) {
    super(message);
    this.status = status;
  }
}

/** What went wrong behind the bridge: 500 with the reason and a backtrace (seen in 0.32.2). */
export class BackendFailure extends Refusal {
  constructor(reason: string) {
    const backtrace = 'Stack backtrace:\n   0: templemeads::bridge_server::run\n   1: tokio::task';
    super(500, `Something went wrong: ${reason}\n\n${backtrace}`);
  }
}

export function createGenericRefusal(status: number): Reply {
  return { status, body: { message: getGenericMessage(status) } };
}

export function sendReply(response: ServerResponse, reply: Reply, date: string): void {
  sendText(response, reply.status, stringifyJson(reply.body), date);
}

export function sendText(
  response: ServerResponse,
  status: number,
  text: string,
  date: string,
): void {
  writeHead(response, status, text, date);
  response.end(text);
}

/** Half of the reply, then the end of the connection. */
export function sendHalfReply(response: ServerResponse, reply: Reply, date: string): void {
  const text = stringifyJson(reply.body);
  writeHead(response, reply.status, text, date);
  const half = Buffer.from(text).subarray(0, Math.floor(Buffer.byteLength(text) / 2));
  response.write(half, () => response.destroy());
}

function writeHead(response: ServerResponse, status: number, text: string, date: string): void {
  response.sendDate = false;
  response.writeHead(status, {
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(text),
    date,
  });
}

function getGenericMessage(status: number): string {
  return genericMessages[status] ?? 'Internal server error';
}
