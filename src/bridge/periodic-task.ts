import { setTimeout as pause } from 'node:timers/promises';

export interface PeriodicTaskOptions {
  intervalMs: number;
  /** Two runs that are asked for are at least this far apart. */
  minGapMs: number;
  task: () => Promise<void>;
  /** Told of what the task throws; the next run comes all the same. */
  onError: (error: unknown) => void;
}

/** Runs a task again and again, and sooner where asked. */
export class PeriodicTask {
  readonly #options: PeriodicTaskOptions;
  readonly #stopController = new AbortController();
  #wakeController = new AbortController();
  #waiters: (() => void)[] = [];
  #loop: Promise<void> | null = null;

  constructor(options: PeriodicTaskOptions) {
    this.#options = options;
  }

  start(): void {
    this.#loop ??= this.#run();
  }

  /** Resolves after a run that began after this call; several calls share one. */
  runSoon(): Promise<void> {
    if (this.#stopController.signal.aborted) return Promise.resolve();
    return new Promise((resolve) => {
      this.#waiters.push(resolve);
      this.#wakeController.abort();
    });
  }

  /** Ends after the run under way. */
  async stop(): Promise<void> {
    this.#stopController.abort();
    await this.#loop;
    for (const resolve of this.#waiters.splice(0)) resolve();
  }

  async #run(): Promise<void> {
    const { intervalMs: everyMs, minGapMs: gapMs, task, onError } = this.#options;
    while (!this.#stopController.signal.aborted) {
      this.#wakeController = new AbortController();
      const waiting = this.#waiters.splice(0);
      await task().catch(onError);
      for (const resolve of waiting) resolve();
      await this.#sleep(gapMs, [this.#stopController.signal]);
      await this.#sleep(everyMs - gapMs, [
        this.#stopController.signal,
        this.#wakeController.signal,
      ]);
    }
  }

  async #sleep(ms: number, until: AbortSignal[]): Promise<void> {
    await pause(ms, undefined, { signal: AbortSignal.any(until) }).catch(() => undefined);
  }
}
