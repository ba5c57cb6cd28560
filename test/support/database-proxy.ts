import { connect, createServer, type Server, type Socket } from 'node:net';

/** What becomes of a connection when a client sends what was waited for. */
type ConnectionFault =
  /** Cut before PostgreSQL hears of it. */
  | 'cut'
  /** PostgreSQL hears of it, and nobody hears PostgreSQL's answer. */
  | 'cut after'
  /** Nothing passes any more, either way, and nobody says so. */
  | 'silence';

/** Between a service and its PostgreSQL: passes everything on until it is told otherwise. */
export class DatabaseProxy {
  readonly #server: Server;
  readonly #target: URL;
  readonly #sockets = new Set<Socket>();
  #trap: { text: string; fate: ConnectionFault } | null = null;
  /** New connections: passed on, ended at once, or taken and never answered. */
  connectionMode: 'pass' | 'refuse' | 'silence' = 'pass';

  private constructor(server: Server, target: URL) {
    this.#server = server;
    this.#target = target;
  }

  static async open(url: string): Promise<DatabaseProxy> {
    const server = createServer();
    const proxy = new DatabaseProxy(server, new URL(url));
    server.on('connection', (client) => proxy.#accept(client));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return proxy;
  }

  /** The database's address by way of this proxy. */
  get url(): string {
    const url = new URL(this.#target);
    url.port = String((this.#server.address() as { port: number }).port);
    return url.href;
  }

  /** The next client to send this text, once. */
  failOn(text: string, fate: ConnectionFault): void {
    this.#trap = { text, fate };
  }

  /** Whether what was waited for has not been sent yet. */
  get isArmed(): boolean {
    return this.#trap !== null;
  }

  /** Back to passing everything on. */
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
    if (trap === null || !piece.includes(trap.text)) {
      server.write(piece);
      return;
    }
    this.#trap = null;
    if (trap.fate === 'cut') client.destroy();
    if (trap.fate === 'silence') client.removeAllListeners('data');
    if (trap.fate !== 'cut after') return;
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
