import { connect, createServer, type Server, type Socket } from 'node:net';

/** One address for several replicas, of which some may be dead: what a cluster's service does. */
export class Balancer {
  readonly #server: Server;
  readonly #ports: number[];
  #next = 0;

  private constructor(server: Server, ports: number[]) {
    this.#server = server;
    this.#ports = ports;
  }

  static async open(port: number, ports: number[]): Promise<Balancer> {
    const server = createServer();
    const balancer = new Balancer(server, ports);
    server.on('connection', (socket) => balancer.#forward(socket, ports.length));
    await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
    return balancer;
  }

  close(): Promise<void> {
    return new Promise((resolve) => this.#server.close(() => resolve()));
  }

  #forward(socket: Socket, tries: number): void {
    socket.on('error', () => socket.destroy());
    if (tries === 0) {
      socket.destroy();
      return;
    }
    const port = this.#ports[this.#next++ % this.#ports.length] as number;
    const replica = connect(port, '127.0.0.1');
    replica.once('connect', () => {
      socket.pipe(replica).pipe(socket);
      socket.on('close', () => replica.destroy());
      replica.on('close', () => socket.destroy());
    });
    replica.once('error', () => {
      replica.destroy();
      if (replica.bytesWritten === 0 && !socket.destroyed) this.#forward(socket, tries - 1);
    });
  }
}
