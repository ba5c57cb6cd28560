import assert from 'node:assert/strict';
import { once } from 'node:events';
import net from 'node:net';
import { test } from 'node:test';
import Fastify from 'fastify';
import type { App } from '../../src/http/app-context.ts';
import { drainServer } from '../../src/http/drain-server.ts';

/** A server whose replies never come, and which goes on listening while it stops, until it is let. */
async function openHangingServer() {
  const app = Fastify({ return503OnClosing: false }) as unknown as App;
  const listening = Promise.withResolvers<void>();
  let begun = (): void => undefined;
  app.addHook('preClose', () => listening.promise);
  app.get('/', () => {
    begun();
    return new Promise<never>(() => undefined);
  });
  const { port } = new URL(await app.listen({ host: '127.0.0.1', port: 0 }));
  /** Returns when the request is under way, or its connection is closed. */
  const ask = async () => {
    const isBegun = new Promise<void>((resolve) => {
      begun = resolve;
    });
    const socket = net.connect(Number(port), '127.0.0.1').on('error', () => undefined);
    const isClosed = once(socket.resume(), 'close');
    socket.write('GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n');
    await Promise.race([isBegun, isClosed]);
    return { isClosed };
  };
  return { app, ask, stopListening: listening.resolve };
}

test('a request that arrives after the limit, while the server listens, does not keep it open', {
  timeout: 5000,
}, async (t) => {
  const { app, ask, stopListening } = await openHangingServer();
  t.after(() => app.server.closeAllConnections());
  const first = await ask();
  const drained = drainServer(app, 1);
  // The limit has passed.
  await first.isClosed;
  assert.ok(app.server.listening);
  const second = await ask();
  stopListening();
  await drained;
  await second.isClosed;
});
