import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import type { BridgeState } from './bridge-state.ts';
import { endpointHandlers } from './bridge-endpoints.ts';
import {
  BackendFailure,
  createGenericRefusal,
  Refusal,
  type Reply,
  sendReply,
  sendHalfReply,
  sendText,
} from './replies.ts';
import { type RequestBody, requireBodyText, readBody } from './read-request.ts';

/** Handles one request of the portal: fault, rate limit, signature, then the call itself. */
export async function handleBridgeRequest(
  bridge: BridgeState,
  path: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { lifetimeSignal: life } = bridge;
  const call = `${request.method} ${path}`;
  const fault = bridge.faults.drawFault(path);
  if (fault === 'drop') {
    bridge.requestCounts.countCall(call, fault);
    request.socket.destroy();
    return;
  }
  const body = await readBody(request);
  if (fault === 'delay') await pause(bridge.faults.delayMs);
  // The bridge went down in between: the request is not one to the restarted bridge.
  if (life.aborted) return;
  const status = Number(fault);
  const reply = status
    ? createGenericRefusal(status)
    : await executeRequest(bridge, path, request, body);
  if (life.aborted) return;
  bridge.requestCounts.countCall(
    call,
    fault === 'cut' || fault === 'nonsense' ? fault : `${reply.status}`,
  );
  const date = bridge.clock.formatHttpDate();
  if (fault === 'cut') sendHalfReply(response, reply, date);
  else if (fault === 'nonsense') sendText(response, 200, 'Nonsense, {not JSON', date);
  else sendReply(response, reply, date);
}

async function executeRequest(
  bridge: BridgeState,
  path: string,
  request: IncomingMessage,
  body: RequestBody,
): Promise<Reply> {
  try {
    return { status: 200, body: await executeSignedRequest(bridge, path, request, body) };
  } catch (error) {
    if (error instanceof BackendFailure) return { status: 500, body: { message: error.message } };
    if (!(error instanceof Refusal)) console.error(error);
    return createGenericRefusal(error instanceof Refusal ? error.status : 500);
  }
}

function executeSignedRequest(
  bridge: BridgeState,
  path: string,
  request: IncomingMessage,
  body: RequestBody,
) {
  const { method = '', headers, socket } = request;
  const call = `${method} ${path}`;
  if (!bridge.rateLimit.tryRequest(socket.remoteAddress ?? '')) throw new Refusal(429);
  if (call === 'GET /') return null;
  const handle = Object.hasOwn(endpointHandlers, call) ? endpointHandlers[call] : undefined;
  if (!handle) throw new Refusal(404);
  const text = method === 'GET' ? '' : requireBodyText(body);
  const signed = { method, function: path.slice(1), body: text };
  bridge.requestCounts.countVersion(bridge.authenticator.authenticate(signed, headers));
  return handle(bridge, body);
}
