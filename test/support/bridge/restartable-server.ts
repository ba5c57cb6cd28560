import { once } from 'node:events';
import http, { type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';

/** A server that can be closed for everybody and opened again at the same port. */
export class RestartableServer {
  readonly #handleRequest: RequestListener;
  #server: http.Server | undefined;

  constructor(serve: RequestListener) {
    this.#handleRequest = serve;
  }

  async open(port: number): Promise<number> {
    // Longer than any client keeps a connection, so that only faults break one.
    const server = http.createServer({ keepAliveTimeout: 120_000 }, this.#handleRequest);
    server.listen(port, '127.0.0.1');
    await once(server, 'listening');
    this.#server = server;
    return (server.address() as AddressInfo).port;
  }

  close(): void {
    this.#server?.close();
    this.#server?.closeAllConnections();
    this.#server = undefined;
  }

  async reopen(port: number): Promise<void> {
    for (let tries = 0; tries < 100; tries++) {
      try {
        await this.open(port);
        return;
      } catch {
        // The port may still be in use for a moment.
        await pause(50);
      }
    }
    throw new Error(`Port ${port} is taken`);
  }
}
