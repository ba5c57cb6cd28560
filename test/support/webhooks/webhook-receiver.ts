import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import type { Certificate } from '../certificate.ts';

/** How the receiver answers. */
export interface ReceiverMode {
  status: number;
  /** The path that the mode is for; all others are answered with 204. */
  path?: string;
  /** Never answers. */
  hangs?: boolean;
  cutsConnection?: boolean;
  /** It answers so late. */
  delayMs?: number;
  /** Each connection serves one message. */
  closes?: boolean;
  /** The header Location. */
  location?: string;
  /** The header Retry-After of a refusal. */
  retryAfter?: string;
  /** How many messages are answered with 204 before the mode applies. */
  takesFirst?: number;
  /** The answer begins, and its body does not end. */
  neverEnds?: boolean;
  /** The size of the answer's body. */
  answerBytes?: number;
  /** The parent does not get the messages, which would slow a measurement. */
  isSilent?: boolean;
  /** The share of messages that are answered with 503. */
  failureRate?: number;
}

/** What its process says. */
interface Report {
  message?: ReceivedMessage;
  port?: number;
  wasCut?: boolean;
  isConnected?: boolean;
}

/** A message as it arrived, and how it was answered. */
export interface ReceivedMessage {
  url: string;
  headers: Record<string, string>;
  body: string;
  status: number;
}

const program = path.join(import.meta.dirname, 'receiver-process.ts');

/** A real HTTP server in a process of its own, which can refuse, hang, redirect, answer much or be down. */
export class WebhookReceiver {
  readonly messages: ReceivedMessage[] = [];
  /** How many answers the sender did not read to their end. */
  cutAnswers = 0;
  /** How many connections were made to it. */
  connections = 0;
  #process: ChildProcess | null = null;
  #port = 0;
  readonly #certificate: Certificate | null;

  private constructor(certificate: Certificate | null) {
    this.#certificate = certificate;
  }

  /** With a certificate it speaks https. */
  static async open(certificate: Certificate | null = null): Promise<WebhookReceiver> {
    const receiver = new WebhookReceiver(certificate);
    await receiver.start();
    return receiver;
  }

  get url(): string {
    if (this.#certificate !== null) return `https://localhost:${this.#port}/hook`;
    return `http://127.0.0.1:${this.#port}/hook`;
  }

  /** The messages that were answered with 2xx. */
  get accepted(): ReceivedMessage[] {
    return this.messages.filter(({ status }) => status < 300);
  }

  /** Starts it, on the port that it had. */
  async start(mode: ReceiverMode = { status: 204 }): Promise<void> {
    const tls = this.#certificate && {
      RECEIVER_KEY: this.#certificate.key,
      RECEIVER_CERTIFICATE: this.#certificate.cert,
    };
    const child = fork(program, [`${this.#port}`], {
      stdio: 'inherit',
      env: { ...process.env, ...tls },
    });
    this.#process = child;
    child.on('message', (sent: Report) => {
      if (sent.message !== undefined) this.messages.push(sent.message);
      if (sent.wasCut === true) this.cutAnswers += 1;
      if (sent.isConnected === true) this.connections += 1;
      if (sent.port !== undefined) this.#port = sent.port;
    });
    await once(child, 'message');
    await this.setMode(mode);
  }

  async setMode(mode: ReceiverMode): Promise<void> {
    const isSet = new Promise<void>((resolve) => {
      const listen = (sent: { isSet?: boolean }): void => {
        if (sent.isSet !== true) return;
        this.#process?.off('message', listen);
        resolve();
      };
      this.#process?.on('message', listen);
    });
    this.#process?.send(mode);
    await isSet;
  }

  /** Kills it: nothing listens on its port any more. */
  async kill(): Promise<void> {
    const child = this.#process;
    if (child === null || child.exitCode !== null || child.signalCode !== null) return;
    child.kill('SIGKILL');
    await once(child, 'exit');
  }
}
