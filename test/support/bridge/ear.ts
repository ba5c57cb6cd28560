import { once } from 'node:events';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';

/** The portal's end of the signals: hears them, and answers what the test says. */
export class Ear {
  readonly heard: string[] = [];
  /** The next answers; 200 when they are used up. */
  readonly statuses: number[] = [];
  #held: Promise<void> | undefined;
  readonly #server = http.createServer(async (request, response) => {
    this.heard.push(request.url ?? '');
    await this.#held;
    response.writeHead(this.statuses.shift() ?? 200).end();
  });

  static async open(): Promise<Ear> {
    const ear = new Ear();
    ear.#server.listen(0, '127.0.0.1');
    await once(ear.#server, 'listening');
    return ear;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}/signal/`;
  }

  /** How often it was signalled for an id. */
  times(id: string): number {
    return this.heard.filter((url) => url.endsWith(`_id=${id}`)).length;
  }

  /** Answers nobody until the returned function is called. */
  hold(): () => void {
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#held = promise;
    return resolve;
  }

  async hears(id: string, times: number): Promise<void> {
    for (let tries = 0; tries < 200 && this.times(id) < times; tries++) await pause(20);
    if (this.times(id) < times) throw new Error(`Heard ${id} ${this.times(id)} times`);
  }

  close(): void {
    this.#server.close();
    this.#server.closeAllConnections();
  }
}
