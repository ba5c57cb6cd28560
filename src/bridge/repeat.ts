import { setTimeout as pause } from 'node:timers/promises';

export interface RepeatOptions {
  everyMs: number;
  /** Two runs that are asked for are at least this far apart. */
  gapMs: number;
  task: () => Promise<void>;
  /** Told of what the task throws; the next run comes all the same. */
  onError: (error: unknown) => void;
}

/** Runs a task again and again, and sooner where asked. */
export class Repeat {
  readonly #options: RepeatOptions;
  readonly #stop = new AbortController();
  #wake = new AbortController();
  #waiting: (() => void)[] = [];
  #loop: Promise<void> | null = null;

  constructor(options: RepeatOptions) {
    this.#options = options;
  }

  start(): void {
    this.#loop ??= this.#run();
  }

  /** Resolves after a run that began after this call; several calls share one. */
  soon(): Promise<void> {
    if (this.#stop.signal.aborted) return Promise.resolve();
    return new Promise((resolve) => {
      this.#waiting.push(resolve);
      this.#wake.abort();
    });
  }

  /** Ends after the run under way. */
  async stop(): Promise<void> {
    this.#stop.abort();
    await this.#loop;
    for (const resolve of this.#waiting.splice(0)) resolve();
  }

  async #run(): Promise<void> {
    const { everyMs, gapMs, task, onError } = this.#options;
    while (!this.#stop.signal.aborted) {
      this.#wake = new AbortController();
      const waiting = this.#waiting.splice(0);
      await task().catch(onError);
      for (const resolve of waiting) resolve();
      await this.#sleep(gapMs, [this.#stop.signal]);
      await this.#sleep(everyMs - gapMs, [this.#stop.signal, this.#wake.signal]);
    }
  }

  async #sleep(ms: number, until: AbortSignal[]): Promise<void> {
    await pause(ms, undefined, { signal: AbortSignal.any(until) }).catch(() => undefined);
  }
}
