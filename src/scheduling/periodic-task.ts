import { setTimeout as pause } from 'node:timers/promises';

export interface PeriodicTaskOptions {
  /** Milliseconds from the end of a run to the start of the next. */
  intervalMs: number;
  /** The least number of milliseconds between two runs that runSoon() requests. */
  minGapMs: number;
  task: () => Promise<void>;
  /** Called with what the task throws; the next run comes all the same. */
  onError: (error: unknown) => void;
}

/** Runs a task periodically, and earlier on request. Runs never overlap. */
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

  /** Resolves after a run that began after this call; concurrent calls share one run. */
  runSoon(): Promise<void> {
    if (this.#stopController.signal.aborted) return Promise.resolve();
    return new Promise((resolve) => {
      this.#waiters.push(resolve);
      this.#wakeController.abort();
    });
  }

  /** Resolves after the run that is in progress; none begins afterwards. */
  async stop(): Promise<void> {
    this.#stopController.abort();
    await this.#loop;
    for (const resolve of this.#waiters.splice(0)) resolve();
  }

  async #run(): Promise<void> {
    const { intervalMs, minGapMs, task, onError } = this.#options;
    while (!this.#stopController.signal.aborted) {
      this.#wakeController = new AbortController();
      const waiting = this.#waiters.splice(0);
      await task().catch(onError);
      for (const resolve of waiting) resolve();
      await this.#sleep(minGapMs, [this.#stopController.signal]);
      const signals = [this.#stopController.signal, this.#wakeController.signal];
      await this.#sleep(intervalMs - minGapMs, signals);
    }
  }

  async #sleep(ms: number, until: AbortSignal[]): Promise<void> {
    await pause(ms, undefined, { signal: AbortSignal.any(until) }).catch(() => undefined);
  }
}
