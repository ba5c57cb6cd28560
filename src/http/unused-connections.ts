import type { Socket } from 'node:net';
import type { FastifyInstance } from 'fastify';

/**
 * Ends, when the server stops, the connections that no request ever came over. Node does not
 * count them as idle, so it would wait for as long as a browser keeps one open for later.
 */
export function closeUnusedConnections(app: FastifyInstance): void {
  const unused = new Set<Socket>();
  app.server.on('connection', (socket: Socket) => {
    unused.add(socket);
    socket.once('close', () => unused.delete(socket));
  });
  app.server.on('request', ({ socket }) => unused.delete(socket));
  const sweep = (): void => {
    // What has begun to send a request is waited for like any other.
    for (const socket of unused) if (socket.bytesRead === 0) socket.destroy();
  };
  app.addHook('preClose', async () => {
    sweep();
    const again = setInterval(sweep, 100);
    app.server.once('close', () => clearInterval(again));
  });
}
