interface Timer {
  at: number;
  fire: () => void;
}

/**
 * The clock of the whole network: jobs, expiries, accounting. It runs with real time and can be moved
 * forward; everything that is due on the way happens in its order and at its time.
 */
export class NetworkClock {
  #offsetMs: number;
  /** While the clock is moved forward: the moment that it has reached. */
  #reachedMs: number | undefined;
  readonly #timers: Timer[] = [];
  #alarm: NodeJS.Timeout | undefined;
  #lastMove: Promise<void> = Promise.resolve();

  /** `startMs`: the time that it shows at first. */
  constructor(startMs: number) {
    this.#offsetMs = startMs - Date.now();
  }

  /** Milliseconds since 1970. */
  now(): number {
    return this.#reachedMs ?? Date.now() + this.#offsetMs;
  }

  nowSeconds(): number {
    return Math.floor(this.now() / 1000);
  }

  formatNow(): string {
    return new Date(this.now()).toISOString();
  }

  wait(ms: number): Promise<void> {
    return ms <= 0 ? Promise.resolve() : this.waitUntil(this.now() + ms);
  }

  waitUntil(at: number): Promise<void> {
    return new Promise((resolve) => {
      const index = this.#timers.findLastIndex((timer) => timer.at <= at) + 1;
      this.#timers.splice(index, 0, { at, fire: resolve });
      if (index === 0) this.#setAlarm();
    });
  }

  /** Moves the clock forward; resolves when all that was due has happened. */
  advance(ms: number): Promise<void> {
    this.#lastMove = this.#lastMove.then(() => this.#move(this.now() + ms));
    return this.#lastMove;
  }

  async #move(target: number): Promise<void> {
    this.#reachedMs = this.now();
    for (let next = this.#timers[0]; next && next.at <= target; next = this.#timers[0]) {
      this.#reachedMs = Math.max(this.#reachedMs, next.at);
      this.#timers.shift();
      next.fire();
      await letOthersRun();
    }
    this.#offsetMs = target - Date.now();
    this.#reachedMs = undefined;
    this.#setAlarm();
  }

  #setAlarm(): void {
    clearTimeout(this.#alarm);
    const next = this.#timers[0];
    if (!next || this.#reachedMs !== undefined) return;
    // A timer of Node cannot be longer than 2^31 milliseconds.
    const ms = Math.min(Math.max(next.at - this.now(), 0), 2 ** 31 - 1);
    this.#alarm = setTimeout(() => this.#fireDue(), ms);
  }

  #fireDue(): void {
    if (this.#reachedMs !== undefined) return;
    while (this.#timers[0] && this.#timers[0].at <= this.now()) this.#timers.shift()?.fire();
    this.#setAlarm();
  }
}

/** Lets everything that a timer set off go on until it waits again. */
function letOthersRun(): Promise<void> {
  return new Promise((resolve) => setImmediate(() => setImmediate(resolve)));
}
