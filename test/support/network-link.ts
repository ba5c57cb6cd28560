import { connect, createServer, type Server, type Socket } from 'node:net';

/**
 * A TCP load balancer: forwards a connection to the next of several servers that accepts one. Tests
 * can make it cut connections.
 */
export class NetworkLink {
  readonly #server: Server;
  readonly #ports: readonly number[];
  readonly #pairs = new Set<ConnectionPair>();
  #nextPort = 0;
  /** The probability that of a piece of data only half is delivered and the connection cut. */
  cutChance = 0;
  readonly #random: () => number;

  private constructor(server: Server, ports: readonly number[], random: () => number) {
    this.#server = server;
    this.#ports = ports;
    this.#random = random;
  }

  /** Listens on `port` of loopback (0: a free one) and forwards to `ports`. */
  static async open(
    port: number,
    ports: readonly number[],
    random: () => number = Math.random,
  ): Promise<NetworkLink> {
    const server = createServer();
    const link = new NetworkLink(server, ports, random);
    server.on('connection', (socket) => link.#forward(socket, ports.length));
    await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
    return link;
  }

  get port(): number {
    return (this.#server.address() as { port: number }).port;
  }

  /** Cuts every connection; accepts new ones. */
  cut(): void {
    for (const pair of this.#pairs) pair.cut();
  }

  /** Sends these bytes to every client, as if its server did. */
  answer(bytes: Buffer): void {
    for (const pair of this.#pairs) pair.answer(bytes);
  }

  async close(): Promise<void> {
    const closed = new Promise((resolve) => this.#server.close(resolve));
    this.cut();
    await closed;
  }

  #forward(client: Socket, tries: number): void {
    client.on('error', () => client.destroy());
    if (tries === 0) {
      client.destroy();
      return;
    }
    const port = this.#ports[this.#nextPort++ % this.#ports.length] as number;
    const server = connect(port, '127.0.0.1');
    server.once('connect', () => {
      const pair = new ConnectionPair(client, server, () => this.#random() < this.cutChance);
      this.#pairs.add(pair);
      client.once('close', () => this.#pairs.delete(pair));
    });
    server.once('error', () => {
      server.destroy();
      if (server.bytesWritten === 0 && !client.destroyed) this.#forward(client, tries - 1);
    });
  }
}

/** A client's connection and the one to the server, joined. */
class ConnectionPair {
  readonly #sockets: [Socket, Socket];

  constructor(client: Socket, server: Socket, isCutHere: () => boolean) {
    this.#sockets = [client, server];
    this.#forward(client, server, isCutHere);
    this.#forward(server, client, isCutHere);
  }

  cut(): void {
    for (const end of this.#sockets) end.destroy();
  }

  answer(bytes: Buffer): void {
    this.#sockets[0].write(bytes);
  }

  #forward(from: Socket, to: Socket, isCutHere: () => boolean): void {
    from.on('data', (piece: Buffer) => {
      if (isCutHere()) {
        to.write(piece.subarray(0, piece.length >> 1), () => this.cut());
      } else if (!to.write(piece)) {
        from.pause();
        to.once('drain', () => from.resume());
      }
    });
    from.once('end', () => to.end());
    from.once('close', () => to.destroy());
  }
}
