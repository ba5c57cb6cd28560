import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { TLSSocket } from 'node:tls';

/** What a PostgreSQL client sends before TLS: a length of 8 and the code 80877103. */
const sslRequest = Buffer.from([0, 0, 0, 8, 0x04, 0xd2, 0x16, 0x2f]);

/** A proxy that adds TLS to PostgreSQL, with a certificate for `localhost` that nobody issued. */
export class TlsDatabaseProxy {
  readonly #server: Server;
  readonly #folder: string;
  readonly certificateFile: string;

  private constructor(server: Server, folder: string) {
    this.#server = server;
    this.#folder = folder;
    this.certificateFile = path.join(folder, 'cert.pem');
  }

  /** Needs the program `openssl`. */
  static async open(target: URL): Promise<TlsDatabaseProxy> {
    const folder = mkdtempSync(path.join(tmpdir(), 'gatehouse-tls-'));
    createCertificate(folder);
    const key = readFileSync(path.join(folder, 'key.pem'));
    const cert = readFileSync(path.join(folder, 'cert.pem'));
    const server = createServer((socket) => {
      socket.on('error', () => socket.destroy());
      socket.once('data', (first: Buffer) => {
        if (!first.equals(sslRequest)) return socket.destroy();
        socket.write('S');
        forward(new TLSSocket(socket, { isServer: true, key, cert }), target);
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return new TlsDatabaseProxy(server, folder);
  }

  get port(): number {
    return (this.#server.address() as { port: number }).port;
  }

  close(): void {
    this.#server.close();
    rmSync(this.#folder, { recursive: true, force: true });
  }
}

function createCertificate(folder: string): void {
  const args =
    'req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2 -subj /CN=localhost';
  const files = [
    '-addext',
    'subjectAltName=DNS:localhost',
    '-keyout',
    'key.pem',
    '-out',
    'cert.pem',
  ];
  execFileSync('openssl', [...args.split(' '), ...files], { cwd: folder, stdio: 'ignore' });
}

function forward(client: Socket, target: URL): void {
  const server = connect(Number(target.port), target.hostname);
  client.pipe(server).pipe(client);
  for (const socket of [client, server]) {
    socket.on('error', () => socket.destroy());
    socket.on('close', () => {
      client.destroy();
      server.destroy();
    });
  }
}
