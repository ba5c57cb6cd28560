import type { NodemailerError } from 'nodemailer/lib/errors';
import type SMTPConnection from 'nodemailer/lib/smtp-connection';
import PQueue from 'p-queue';
import type { SmtpServer } from '../config/mail-setting-values.ts';
import { type SmtpStep, toSmtpError } from './smtp-error.ts';

export interface SmtpClientOptions {
  server: SmtpServer;
  /** Whether a connection without TLS may be used. */
  allowPlain: boolean;
  /** For servers whose certificate the system does not know, in tests. */
  certificateAuthority?: string;
  /** How long the server may be silent, in milliseconds. */
  timeoutMs?: number;
}

/** Mail servers refuse clients that open many connections at once. */
const MAX_CONNECTIONS = 5;
const TIMEOUT_MS = 30_000;

/**
 * Sends messages, each over a connection of its own: nodemailer's pool repeats a message after 421
 * without a word (findings/nodemailer-pool-421.sh), and each attempt must be counted.
 */
export class SmtpClient {
  readonly #options: SmtpClientOptions;
  readonly #queue = new PQueue({ concurrency: MAX_CONNECTIONS });

  constructor(options: SmtpClientOptions) {
    this.#options = options;
  }

  /** Sends one message to one recipient. Rejects with SmtpError. */
  send(sender: string, recipient: string, message: Buffer): Promise<void> {
    return this.#queue.add(() => this.#send(sender, recipient, message));
  }

  async #send(sender: string, recipient: string, message: Buffer): Promise<void> {
    // Loaded here: a site without mail starts without it.
    const { default: Connection } = await import('nodemailer/lib/smtp-connection');
    const connection = new Connection(this.#getConnectionOptions());
    let step: SmtpStep = 'connect';
    try {
      await new Promise<void>((resolve, reject) => {
        connection.once('error', reject);
        connection.once('end', () => reject(new Error('The server closed the connection.')));
        const run = async (): Promise<void> => {
          await this.#connect(connection);
          step = 'send';
          await call((done) => {
            connection.send({ from: sender, to: [recipient] }, message, done);
          });
        };
        run().then(resolve, reject);
      });
      connection.quit();
    } catch (error) {
      connection.close();
      throw toSmtpError(error as NodemailerError, step);
    }
  }

  async #connect(connection: SMTPConnection): Promise<void> {
    const { user, password } = this.#options.server;
    await call((done) => connection.connect(done));
    if (user === null || password === null) return;
    await call((done) => connection.login({ user, pass: password }, done));
  }

  #getConnectionOptions() {
    const { server, allowPlain, certificateAuthority, timeoutMs = TIMEOUT_MS } = this.#options;
    return {
      host: server.host,
      port: server.port,
      secure: server.hasImplicitTls,
      // Without it, nodemailer goes on in plain text where the server offers no STARTTLS.
      requireTLS: !server.hasImplicitTls && !allowPlain,
      connectionTimeout: timeoutMs,
      greetingTimeout: timeoutMs,
      dnsTimeout: timeoutMs,
      socketTimeout: timeoutMs,
      ...(certificateAuthority !== undefined && { tls: { ca: certificateAuthority } }),
    };
  }
}

/** A callback's error as a rejection. */
function call(start: (done: (error?: Error | null) => void) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    start((error) => (error ? reject(error) : resolve()));
  });
}
