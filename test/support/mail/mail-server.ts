import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { type ParsedMail, simpleParser } from 'mailparser';
import type { SmtpServer } from '../../../src/config/mail-setting-values.ts';
import { type Certificate, createCertificate } from '../certificate.ts';
import type { FromServer, MailFault, ReceivedMail, ToServer } from './mail-server-process.ts';

export interface MailServerOptions {
  /** Whether it offers STARTTLS; true by default. */
  offersTls?: boolean;
  isTlsFromStart?: boolean;
  account?: { user: string; password: string };
}

let certificate: Certificate | null = null;

/** A real SMTP server in a process of its own, which refuses, delays and breaks off on request. */
export class MailServer {
  readonly received: ReceivedMail[] = [];
  /** MAIL FROM commands, whatever came of them. */
  attempts = 0;
  port = 0;
  readonly #options: MailServerOptions;
  #child: ChildProcess | null = null;

  private constructor(options: MailServerOptions) {
    this.#options = options;
    certificate ??= createCertificate();
  }

  static async open(options: MailServerOptions = {}): Promise<MailServer> {
    const server = new MailServer(options);
    await server.start();
    return server;
  }

  /** Starts it, on the same port as before. */
  async start(): Promise<void> {
    const { offersTls = true, isTlsFromStart = false, account = null } = this.#options;
    const settings = { port: this.port, offersTls, isTlsFromStart, account, ...certificate };
    const child = fork(path.join(import.meta.dirname, 'mail-server-process.ts'), {
      env: { ...process.env, NODE_NO_WARNINGS: '1', MAIL_SERVER: JSON.stringify(settings) },
      execArgv: [],
    });
    this.#child = child;
    const listening = new Promise<void>((resolve, reject) => {
      child.once('exit', () => reject(new Error('The mail server ended.')));
      child.on('message', (message: FromServer) => {
        if (message.type === 'mail') this.received.push(message.mail);
        else if (message.type === 'attempt') this.attempts += 1;
        else if (message.type === 'listening') {
          this.port = message.port;
          resolve();
        }
      });
    });
    await listening;
  }

  /** The certificate that a client must know. */
  get certificate(): string {
    return certificate?.cert ?? '';
  }

  /** As the service's setting names it. */
  get address(): SmtpServer {
    const { account, isTlsFromStart = false } = this.#options;
    return {
      host: 'localhost',
      port: this.port,
      hasImplicitTls: isTlsFromStart,
      user: account?.user ?? null,
      password: account?.password ?? null,
    };
  }

  /** From now on it misbehaves like this. */
  setFaults(faults: MailFault[]): Promise<void> {
    return this.#ask({ faults });
  }

  /** Forgets what it took so far, and behaves. */
  async reset(): Promise<void> {
    await this.setFaults([]);
    this.received.length = 0;
    this.attempts = 0;
  }

  /** Resolves when all that the server did has been counted here. */
  async #ask(request: ToServer): Promise<void> {
    const child = this.#child;
    if (child === null) return;
    const answered = new Promise<void>((resolve) => {
      const listen = (message: FromServer): void => {
        if (message.type !== 'done') return;
        child.off('message', listen);
        resolve();
      };
      child.on('message', listen);
    });
    child.send(request);
    await answered;
  }

  /** How often a client came to MAIL FROM. */
  async countAttempts(): Promise<number> {
    await this.#ask({});
    return this.attempts;
  }

  /** The mails that came since the last call, in their order. */
  async take(): Promise<ReceivedMail[]> {
    await this.#ask({});
    return this.received.splice(0);
  }

  /** As `take`, parsed. */
  async takeParsed(): Promise<ParsedMail[]> {
    return Promise.all((await this.take()).map(({ source }) => simpleParser(source)));
  }

  /** Ends the process; what comes now finds nobody. */
  async stop(): Promise<void> {
    const child = this.#child;
    this.#child = null;
    if (child === null || child.exitCode !== null) return;
    const ended = once(child, 'exit');
    child.kill('SIGKILL');
    await ended;
  }
}
