import { once } from 'node:events';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';

/** Receives signals in place of our portal, and answers as the test wants. */
export class SignalReceiver {
  readonly receivedUrls: string[] = [];
  /** The statuses of the next answers; afterwards 200. */
  readonly nextStatuses: number[] = [];
  #repliesPaused: Promise<void> | undefined;
  readonly #server = http.createServer(async (request, response) => {
    this.receivedUrls.push(request.url ?? '');
    await this.#repliesPaused;
    response.writeHead(this.nextStatuses.shift() ?? 200).end();
  });

  static async open(): Promise<SignalReceiver> {
    const receiver = new SignalReceiver();
    receiver.#server.listen(0, '127.0.0.1');
    await once(receiver.#server, 'listening');
    return receiver;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}/signal/`;
  }

  /** The number of signals for an id. */
  countSignals(id: string): number {
    return this.receivedUrls.filter((url) => url.endsWith(`_id=${id}`)).length;
  }

  /** Answers no signal until the returned function is called. */
  pauseReplies(): () => void {
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#repliesPaused = promise;
    return resolve;
  }

  async waitForSignals(id: string, times: number): Promise<void> {
    for (let tries = 0; tries < 200 && this.countSignals(id) < times; tries++) await pause(20);
    if (this.countSignals(id) < times)
      throw new Error(`Heard ${id} ${this.countSignals(id)} times`);
  }

  close(): void {
    this.#server.close();
    this.#server.closeAllConnections();
  }
}
