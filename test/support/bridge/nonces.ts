const memoryMs = 30_000;

/** The nonces of the last 30 seconds. */
export class Nonces {
  readonly #usedAt = new Map<string, number>();

  /** False if it was used already. */
  use(nonce: string): boolean {
    const now = Date.now();
    this.#letGo(now - memoryMs);
    if (this.#usedAt.has(nonce)) return false;
    this.#usedAt.set(nonce, now);
    return true;
  }

  clear(): void {
    this.#usedAt.clear();
  }

  #letGo(before: number): void {
    // In order of use, so the first that is young enough ends the search.
    for (const [nonce, usedAt] of this.#usedAt) {
      if (usedAt > before) return;
      this.#usedAt.delete(nonce);
    }
  }
}
