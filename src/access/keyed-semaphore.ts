/** How many holders a key may have at one time, and who may wait to become one. */
export interface SemaphoreLimits {
  /** Holders of one key at a time. */
  max: number;
  /** Waiting ones of one key; further ones are refused at once. */
  maxWaiting: number;
  /** Milliseconds after which a waiting one is refused. */
  maxWaitMs: number;
}

/** Thrown where a key has as many holders as it may have, for too long or for too many others. */
export class SemaphoreFullError extends Error {
  constructor() {
    super('Too many holders.');
    this.name = 'SemaphoreFullError';
  }
}

interface KeyState {
  holders: number;
  /** In the order of arrival; each is called when it becomes a holder. */
  waiting: Set<() => void>;
}

/** Counting semaphores by key; the holders of one key never delay those of another. */
export class KeyedSemaphore {
  readonly #limits: SemaphoreLimits;
  readonly #states = new Map<string, KeyState>();

  constructor(limits: SemaphoreLimits) {
    this.#limits = limits;
  }

  /** The function that frees the place again, to be called once; null where none is free. */
  acquireNow(key: string): (() => void) | null {
    const state = this.#getState(key);
    if (state.holders >= this.#limits.max) return null;
    state.holders++;
    return this.#createRelease(key, state);
  }

  /**
   * Resolves when the key has a free place; call the returned function once to free it again.
   * Rejects with SemaphoreFullError, or with the reason of `signal` if that is aborted first.
   */
  async acquire(key: string, signal?: AbortSignal): Promise<() => void> {
    signal?.throwIfAborted();
    const free = this.acquireNow(key);
    if (free !== null) return free;
    const state = this.#getState(key);
    await this.#wait(state, signal);
    return this.#createRelease(key, state);
  }

  #getState(key: string): KeyState {
    const state = this.#states.get(key) ?? { holders: 0, waiting: new Set() };
    this.#states.set(key, state);
    return state;
  }

  #createRelease(key: string, state: KeyState): () => void {
    let isHeld = true;
    return () => {
      if (isHeld) this.#release(key, state);
      isHeld = false;
    };
  }

  #wait(state: KeyState, signal: AbortSignal | undefined): Promise<void> {
    if (state.waiting.size >= this.#limits.maxWaiting) throw new SemaphoreFullError();
    return new Promise((resolve, reject) => {
      const leave = (): void => {
        clearTimeout(timer);
        signal?.removeEventListener('abort', onAbort);
        state.waiting.delete(start);
      };
      const start = (): void => {
        leave();
        resolve();
      };
      const refuse = (reason: unknown): void => {
        leave();
        reject(reason);
      };
      const onAbort = (): void => refuse(signal?.reason);
      const timer = setTimeout(() => refuse(new SemaphoreFullError()), this.#limits.maxWaitMs);
      signal?.addEventListener('abort', onAbort);
      state.waiting.add(start);
    });
  }

  /** Passes the place on to the one that waits longest. */
  #release(key: string, state: KeyState): void {
    const [next] = state.waiting;
    if (next !== undefined) {
      next();
      return;
    }
    state.holders--;
    if (state.holders === 0) this.#states.delete(key);
  }
}
