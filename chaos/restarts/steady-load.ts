import http from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';

/** What came of the requests of a run. */
export interface LoadResult {
  reads: number;
  changes: number;
  /** What went wrong, a line each. */
  failedReads: string[];
  failedChanges: string[];
  /** The names of the customers whose creation was acknowledged. */
  created: string[];
}

/** Every fifth request makes a change. */
const CHANGE_SHARE = 5;

/**
 * Sends requests at a steady rate until stopped: lists of customers, and new customers. Like most
 * programs it keeps its connections; it repeats nothing.
 */
export class SteadyLoad {
  readonly #agent = new http.Agent({ keepAlive: true, maxSockets: 64 });
  readonly #url: string;
  readonly #token: string;
  readonly #result: LoadResult = {
    reads: 0,
    changes: 0,
    failedReads: [],
    failedChanges: [],
    created: [],
  };
  readonly #running: Promise<void>;
  #isStopped = false;

  constructor(url: string, token: string, perSecond: number) {
    this.#url = url;
    this.#token = token;
    this.#running = this.#run(1000 / perSecond);
  }

  async stop(): Promise<LoadResult> {
    this.#isStopped = true;
    await this.#running;
    this.#agent.destroy();
    return this.#result;
  }

  async #run(intervalMs: number): Promise<void> {
    const pending: Promise<void>[] = [];
    const begin = performance.now();
    for (let number = 0; !this.#isStopped; number++) {
      pending.push(number % CHANGE_SHARE === 0 ? this.#change(number) : this.#read());
      await pause(Math.max(0, begin + (number + 1) * intervalMs - performance.now()));
    }
    await Promise.all(pending);
  }

  async #read(): Promise<void> {
    this.#result.reads++;
    const reply = await this.#send('GET', null);
    if (reply !== '200') this.#result.failedReads.push(reply);
  }

  async #change(number: number): Promise<void> {
    this.#result.changes++;
    const name = `Centre ${number}`;
    const reply = await this.#send('POST', JSON.stringify({ name }));
    if (reply === '201') this.#result.created.push(name);
    else this.#result.failedChanges.push(reply);
  }

  /** Resolves with the status, that of an error with its reason; or with what failed. */
  #send(method: string, body: string | null): Promise<string> {
    return new Promise((resolve) => {
      const request = http.request(`${this.#url}/api/customers/`, {
        method,
        agent: this.#agent,
        timeout: 20_000,
        headers: {
          authorization: `Token ${this.#token}`,
          ...(body !== null && { 'content-type': 'application/json' }),
        },
      });
      request.on('response', (reply) => {
        let body = '';
        reply.setEncoding('utf8').on('data', (text: string) => {
          body += text;
        });
        reply.on('end', () => resolve(describeReply(reply.statusCode ?? 0, body)));
        reply.on('error', (error) => resolve(error.message));
      });
      request.on('timeout', () => request.destroy(new Error('no reply within 20 s')));
      request.on('error', (error) => resolve(error.message));
      request.end(body ?? undefined);
    });
  }
}

function describeReply(status: number, body: string): string {
  return status < 400 ? String(status) : `${status} ${body.slice(0, 200).replaceAll('\n', ' ')}`;
}
