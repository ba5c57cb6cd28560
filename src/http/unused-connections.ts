import type { Socket } from 'node:net';
import type { FastifyInstance } from 'fastify';

/**
 * When the server stops, closes connections that never carried a request. Node does not count them
 * as idle, so it would wait until the browser that opened one in advance closes it.
 */
export function closeUnusedConnections(app: FastifyInstance): void {
  const unused = new Set<Socket>();
  app.server.on('connection', (socket: Socket) => {
    unused.add(socket);
    socket.once('close', () => unused.delete(socket));
  });
  app.server.on('request', ({ socket }) => unused.delete(socket));
  const sweep = (): void => {
    // One that has begun to send a request may finish it.
    for (const socket of unused) if (socket.bytesRead === 0) socket.destroy();
  };
  app.addHook('preClose', async () => {
    sweep();
    const again = setInterval(sweep, 100);
    app.server.once('close', () => clearInterval(again));
  });
}
