import { createServer, type RequestListener } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { setTimeout as pause } from 'node:timers/promises';
import type { ReceivedMessage, ReceiverMode } from './webhook-receiver.ts';

/* A receiver of webhooks in a process of its own. Its parent sets the mode and gets each message. */

let mode: ReceiverMode = { status: 204 };
const { promise: isReleased, resolve: release } = Promise.withResolvers<void>();

const listener: RequestListener = (request, response) => {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    const message: ReceivedMessage = {
      url: request.url ?? '',
      headers: request.headers as Record<string, string>,
      body: Buffer.concat(chunks).toString(),
      status: chooseStatus(request.url),
    };
    if (mode.isSilent !== true) process.send?.({ message });
    response.on('close', () => {
      if (!response.writableFinished) process.send?.({ wasCut: true });
    });
    void answer(message.status);
  });

  async function answer(status: number): Promise<void> {
    if (!isMeant(request.url)) return void response.writeHead(status).end();
    if (mode.hangs === true) await isReleased;
    if (mode.delayMs !== undefined) await pause(mode.delayMs);
    if (mode.cutsConnection === true) return void request.socket.destroy();
    response.writeHead(status, chooseHeaders(status));
    if (mode.neverEnds === true) return void response.write('x');
    response.end('x'.repeat(mode.answerBytes ?? 0));
  }
};
const { RECEIVER_KEY: key, RECEIVER_CERTIFICATE: cert } = process.env;
const server =
  key === undefined || cert === undefined
    ? createServer(listener)
    : createTlsServer({ key, cert }, listener);

function chooseHeaders(status: number): Record<string, string> {
  return {
    ...(mode.closes === true && { connection: 'close' }),
    ...(mode.location !== undefined && { location: mode.location }),
    ...(mode.retryAfter !== undefined && status >= 400 && { 'retry-after': mode.retryAfter }),
  };
}

function isMeant(path = ''): boolean {
  return mode.path === undefined || mode.path === path;
}

function chooseStatus(path = ''): number {
  if (!isMeant(path)) return 204;
  if (mode.takesFirst !== undefined && mode.takesFirst-- > 0) return 204;
  return Math.random() < (mode.failureRate ?? 0) ? 503 : mode.status;
}

process.on('message', (next: ReceiverMode) => {
  mode = next;
  process.send?.({ isSet: true });
});
process.on('disconnect', () => {
  release();
  process.exit(0);
});
server.on('connection', () => process.send?.({ isConnected: true }));
server.listen(Number(process.argv[2] ?? 0), '127.0.0.1', () => {
  process.send?.({ port: (server.address() as { port: number }).port });
});
