import { connect, createServer, type Server, type Socket } from 'node:net';
import { toTcpUrl } from './tcp-url.ts';

/** What happens to a connection when a client sends the text of `failOn`. */
type ConnectionFault =
  /** Cut before the text reaches PostgreSQL. */
  | 'cut'
  /** Cut after the text reaches PostgreSQL and before its reply reaches the client. */
  | 'cut after'
  /** From now on the client gets and sends nothing, while the connection stays open. */
  | 'silence';

/** A fault that waits for its text. */
interface Trap {
  text: string;
  fault: ConnectionFault | Buffer;
  /** Only on a connection that has sent this too: the work of the test, not what else goes on. */
  afterText: string;
  connections: Set<Socket>;
}

/** A TCP proxy before PostgreSQL that forwards everything, except for the faults of a test. */
export class DatabaseProxy {
  readonly #server: Server;
  readonly #target: URL;
  readonly #sockets = new Set<Socket>();
  #trap: Trap | null = null;
  /** For new connections: forwarded, closed at once, or accepted and never answered. */
  connectionMode: 'pass' | 'refuse' | 'silence' = 'pass';

  private constructor(server: Server, target: URL) {
    this.#server = server;
    this.#target = target;
  }

  static async open(url: string): Promise<DatabaseProxy> {
    const server = createServer();
    const proxy = new DatabaseProxy(server, toTcpUrl(url));
    server.on('connection', (client) => proxy.#accept(client));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return proxy;
  }

  /** The database URL that leads through this proxy. */
  get url(): string {
    const url = new URL(this.#target);
    url.port = String((this.#server.address() as { port: number }).port);
    return url.href;
  }

  /** Applies the fault to the next connection that sends this text, after `afterText` if given; once. */
  failOn(text: string, fault: ConnectionFault, afterText = ''): void {
    this.#trap = { text, fault, afterText, connections: new Set() };
  }

  /** Answers the next connection that sends this text with these bytes, once. */
  answerOn(text: string, answer: Buffer): void {
    this.#trap = { text, fault: answer, afterText: '', connections: new Set() };
  }

  /** Whether the text of `failOn` has not been sent yet. */
  get isArmed(): boolean {
    return this.#trap !== null;
  }

  /** Forwards everything again. */
  reset(): void {
    this.#trap = null;
    this.connectionMode = 'pass';
  }

  cutAll(): void {
    for (const socket of this.#sockets) socket.destroy();
  }

  async close(): Promise<void> {
    const closed = new Promise((resolve) => this.#server.close(resolve));
    this.cutAll();
    await closed;
  }

  #accept(client: Socket): void {
    this.#track(client);
    if (this.connectionMode === 'refuse') client.destroy();
    if (this.connectionMode !== 'pass') return;
    const server = connect(Number(this.#target.port), this.#target.hostname);
    this.#track(server);
    client.once('close', () => server.destroy());
    server.once('close', () => client.destroy());
    server.on('data', (piece) => client.write(piece));
    client.on('data', (piece) => this.#pass(piece, client, server));
  }

  #pass(piece: Buffer, client: Socket, server: Socket): void {
    const trap = this.#trap;
    if (trap !== null && piece.includes(trap.afterText)) trap.connections.add(client);
    if (trap === null || !trap.connections.has(client) || !piece.includes(trap.text)) {
      server.write(piece);
      return;
    }
    this.#trap = null;
    if (Buffer.isBuffer(trap.fault)) client.write(trap.fault);
    if (trap.fault === 'cut') client.destroy();
    if (trap.fault === 'silence') client.removeAllListeners('data');
    if (trap.fault !== 'cut after') return;
    server.removeAllListeners('data');
    server.once('data', () => client.destroy());
    server.write(piece);
  }

  #track(socket: Socket): void {
    this.#sockets.add(socket);
    socket.on('error', () => socket.destroy());
    socket.once('close', () => this.#sockets.delete(socket));
  }
}
