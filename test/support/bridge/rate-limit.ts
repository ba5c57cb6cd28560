const windowMs = 10_000;

/** Limits the requests of each client IP in ten seconds. */
export class RateLimit {
  readonly #maxRequests: number;
  readonly #windows = new Map<string, { since: number; requests: number }>();

  constructor(most: number) {
    this.#maxRequests = most;
  }

  tryRequest(address: string): boolean {
    const now = Date.now();
    let current = this.#windows.get(address);
    if (!current || now - current.since >= windowMs) {
      current = { since: now, requests: 0 };
      this.#windows.set(address, current);
    }
    current.requests++;
    return current.requests <= this.#maxRequests;
  }
}
