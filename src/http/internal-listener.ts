import { createServer, type IncomingMessage, type Server, type ServerOptions } from 'node:http';
import type { FastifyInstance } from 'fastify';
import { notFound } from './http-problem.ts';
import { replyToUnreadableRequest } from './unreadable-request.ts';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** For operators and bridges: only the internal listener answers it, where there is one. */
    isInternal?: boolean;
  }
}

/** Where a second listener is to listen. */
export interface ListenAddress {
  host: string;
  port: number;
}

/**
 * A second listener, for what must not be open to the world: metrics, health and the signals of
 * bridges. The first one then answers 404 for these, and this one for everything else.
 */
export class InternalListener {
  readonly #address: ListenAddress;
  #server: Server | null = null;
  /** Requests that arrived at this listener. */
  readonly #requests = new WeakSet<IncomingMessage>();

  constructor(address: ListenAddress) {
    this.#address = address;
  }

  /** Call this before routes are added. `limits` are those of Node's HTTP server. */
  register(app: FastifyInstance, limits: ServerOptions): void {
    this.#server = createServer(limits, (request, response) => {
      this.#requests.add(request);
      app.routing(request, response);
    });
    this.#server.on('clientError', replyToUnreadableRequest);
    app.addHook('onRequest', (request, _reply, done) => {
      const isInternalRoute = request.routeOptions.config.isInternal ?? false;
      if (isInternalRoute === this.#requests.has(request.raw)) done();
      else done(notFound());
    });
    // Until then it tells that the service is stopping.
    app.addHook('onClose', () => this.#close());
  }

  /** Returns the URL. Rejects with Node's error if the address cannot be used. */
  async listen(): Promise<string> {
    const { host, port } = this.#address;
    const server = this.#server as Server;
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(port, host, resolve);
    });
    const { port: actual } = server.address() as { port: number };
    return `http://${host.includes(':') ? `[${host}]` : host}:${actual}`;
  }

  async #close(): Promise<void> {
    const server = this.#server;
    if (!server?.listening) return;
    await new Promise((resolve) => {
      server.close(resolve);
      server.closeAllConnections();
    });
  }
}
