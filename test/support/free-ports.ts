import { createServer } from 'node:net';

/** Ports that nothing listens on, for servers whose URL must be known before they start. */
export async function findFreePorts(count: number): Promise<number[]> {
  const open = await Promise.all(
    Array.from({ length: count }, () => {
      const server = createServer();
      return new Promise<typeof server>((resolve) =>
        server.listen(0, '127.0.0.1', () => resolve(server)),
      );
    }),
  );
  const ports = open.map((server) => (server.address() as { port: number }).port);
  await Promise.all(open.map((server) => new Promise((resolve) => server.close(resolve))));
  return ports;
}
