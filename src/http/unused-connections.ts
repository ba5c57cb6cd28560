import type { Socket } from 'node:net';
import type { FastifyInstance } from 'fastify';

/** The request of a proxy that opens a connection for each one is on its way until then. */
const MIN_AGE_MS = 1000;

/**
 * When the server stops, closes connections that never carried a request. Node does not count them
 * as idle, so it would wait until the browser that opened one in advance closes it.
 */
export function closeUnusedConnections(app: FastifyInstance): void {
  /** When each was opened, in milliseconds of `performance.now()`. */
  const unused = new Map<Socket, number>();
  app.server.on('connection', (socket: Socket) => {
    unused.set(socket, performance.now());
    socket.once('close', () => unused.delete(socket));
  });
  app.server.on('request', ({ socket }) => unused.delete(socket));
  const sweep = (): void => {
    const latest = performance.now() - MIN_AGE_MS;
    for (const [socket, openedAt] of unused) {
      // One that has begun to send a request may finish it.
      if (openedAt <= latest && socket.bytesRead === 0) socket.destroy();
    }
  };
  // After the sockets were read: a request may have come while the process had no processor.
  const sweepAfterReading = (): void => void setImmediate(sweep);
  app.addHook('preClose', async () => {
    sweepAfterReading();
    const again = setInterval(sweepAfterReading, 100);
    app.server.once('close', () => clearInterval(again));
  });
}
