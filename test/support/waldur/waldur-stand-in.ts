import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import type { FromStandIn, ToStandIn, WaldurFault } from './stand-in-process.ts';
import type { WaldurLists } from './waldur-data.ts';

/** A Waldur in a process of its own. */
export class WaldurStandIn {
  static readonly token = 'token-of-the-waldur';
  readonly #child: ChildProcess;
  /** Path and query of each request, in order. */
  requests: string[] = [];
  url = '';

  private constructor(child: ChildProcess) {
    this.#child = child;
    child.on('message', (message: FromStandIn) => {
      if (message.type === 'request') this.requests.push(message.request);
    });
  }

  /** Starts one whose pages have at most `pageSize` items. */
  static async start(pageSize: number): Promise<WaldurStandIn> {
    const child = fork(path.join(import.meta.dirname, 'stand-in-process.ts'), {
      env: { ...process.env, WALDUR_TOKEN: WaldurStandIn.token, WALDUR_PAGE_SIZE: `${pageSize}` },
    });
    const standIn = new WaldurStandIn(child);
    const [message] = (await once(child, 'message')) as [FromStandIn];
    if (message.type !== 'listening') throw new Error('The stand-in for Waldur did not start.');
    standIn.url = `http://127.0.0.1:${message.port}`;
    return standIn;
  }

  setLists(lists: WaldurLists): Promise<void> {
    return this.#tell({ lists });
  }

  /** Each fault meets one request, the first that it fits. */
  setFaults(...faults: WaldurFault[]): Promise<void> {
    return this.#tell({ faults });
  }

  setStaff(isStaff: boolean): Promise<void> {
    return this.#tell({ isStaff });
  }

  /** Resolves with the next request whose path and query begin so. */
  async waitForRequest(start: string): Promise<void> {
    while (!this.requests.some((request) => request.startsWith(start))) {
      await once(this.#child, 'message');
    }
  }

  async stop(): Promise<void> {
    this.#child.disconnect();
    if (this.#child.exitCode === null) await once(this.#child, 'exit');
  }

  async #tell(message: ToStandIn): Promise<void> {
    const done = new Promise<void>((resolve) => {
      const listen = ({ type }: FromStandIn): void => {
        if (type !== 'done') return;
        this.#child.off('message', listen);
        resolve();
      };
      this.#child.on('message', listen);
    });
    this.#child.send(message);
    await done;
  }
}
