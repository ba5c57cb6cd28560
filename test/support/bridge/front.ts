import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import type { Bridge } from './bridge.ts';
import { calls } from './calls.ts';
import { genericRefusal, Refusal, type Reply, send, sendHalf, sendText } from './replies.ts';
import { type Body, bodyText, readBody } from './request.ts';

/** One request of the portal: fault, rate, signature, then the call itself. */
export async function serveCall(
  bridge: Bridge,
  path: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { life } = bridge;
  const call = `${request.method} ${path}`;
  const fault = bridge.faults.draw(path);
  if (fault === 'drop') {
    bridge.tally.count(call, fault);
    request.socket.destroy();
    return;
  }
  const body = await readBody(request);
  if (fault === 'delay') await pause(bridge.faults.delayMs);
  // A request to the bridge that went down meanwhile is none to the new one.
  if (life.aborted) return;
  const status = Number(fault);
  const reply = status ? genericRefusal(status) : carryOut(bridge, path, request, body);
  bridge.tally.count(call, fault === 'cut' || fault === 'nonsense' ? fault : `${reply.status}`);
  const date = bridge.clock.httpDate();
  if (fault === 'cut') sendHalf(response, reply, date);
  else if (fault === 'nonsense') sendText(response, 200, 'Nonsense, {not JSON', date);
  else send(response, reply, date);
}

function carryOut(bridge: Bridge, path: string, request: IncomingMessage, body: Body): Reply {
  try {
    return { status: 200, body: carryOutSigned(bridge, path, request, body) };
  } catch (error) {
    if (!(error instanceof Refusal)) console.error(error);
    return genericRefusal(error instanceof Refusal ? error.status : 500);
  }
}

function carryOutSigned(bridge: Bridge, path: string, request: IncomingMessage, body: Body) {
  const { method = '', headers, socket } = request;
  const call = `${method} ${path}`;
  if (!bridge.rate.allows(socket.remoteAddress ?? '')) throw new Refusal(429);
  if (call === 'GET /') return null;
  const handle = Object.hasOwn(calls, call) ? calls[call] : undefined;
  if (!handle) throw new Refusal(404);
  const text = method === 'GET' ? '' : bodyText(body);
  const signed = { method, function: path.slice(1), body: text };
  bridge.tally.countVersion(bridge.gate.check(signed, headers));
  return handle(bridge, body);
}
