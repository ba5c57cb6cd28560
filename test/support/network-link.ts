import { connect, createServer, type Server, type Socket } from 'node:net';

/**
 * A stretch of the network, between a client and one of several servers of which some may be dead:
 * what a cluster's service does, and what goes wrong on the way where asked.
 */
export class NetworkLink {
  readonly #server: Server;
  readonly #ports: readonly number[];
  readonly #pairs = new Set<ConnectionPair>();
  #nextPort = 0;
  /** How likely a piece of data is delivered by half, and its connection cut there. */
  cutChance = 0;
  readonly #random: () => number;

  private constructor(server: Server, ports: readonly number[], random: () => number) {
    this.#server = server;
    this.#ports = ports;
    this.#random = random;
  }

  /** Listens at `port` of loopback (0 takes a free one) before these ports. */
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

  /** Cuts every connection; new ones are taken. */
  cut(): void {
    for (const pair of this.#pairs) pair.cut();
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

/** A client's connection and the server's, joined. */
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
