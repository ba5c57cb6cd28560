const retentionMs = 30_000;

/** The nonces of the last 30 seconds. */
export class NonceCache {
  readonly #usedAt = new Map<string, number>();

  /** False if it was used already. */
  tryUse(nonce: string): boolean {
    const now = Date.now();
    this.#deleteUsedBefore(now - retentionMs);
    if (this.#usedAt.has(nonce)) return false;
    this.#usedAt.set(nonce, now);
    return true;
  }

  clear(): void {
    this.#usedAt.clear();
  }

  #deleteUsedBefore(before: number): void {
    // In order of use, so the first that is young enough ends the search.
    for (const [nonce, usedAt] of this.#usedAt) {
      if (usedAt > before) return;
      this.#usedAt.delete(nonce);
    }
  }
}
