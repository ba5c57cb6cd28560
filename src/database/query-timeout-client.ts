import type pg from 'pg';
import type { QueryCallback } from './prepared-query.ts';
import { PreparedStatementClient } from './prepared-statement-client.ts';

/**
 * A client that closes its connection when a statement has no result within `query_timeout`. On a
 * silent network, TCP itself would keep the connection and its callers waiting for a quarter of an
 * hour.
 */
export class QueryTimeoutClient extends PreparedStatementClient {
  /** 0: no timeout. */
  readonly #timeoutMs: number;

  constructor(config?: string | pg.ClientConfig) {
    super(config);
    const { connectionParameters } = this as unknown as {
      connectionParameters: { query_timeout?: number | false };
    };
    this.#timeoutMs = Number(connectionParameters.query_timeout ?? 0);
    // Our own timer instead: with the promises and timers of pg, a result of 100 kB stays in memory
    // until a full garbage collection (`npm run bench`: the list is a third slower).
    connectionParameters.query_timeout = false;
  }

  // biome-ignore lint/suspicious/noExplicitAny: pg declares a dozen ways to call it.
  override query(...args: any[]): any {
    const hasCallback = typeof args.at(-1) === 'function';
    // A query object (COPY) reports its own result.
    const isSubmittable = typeof args[0]?.submit === 'function';
    if (hasCallback || isSubmittable) return super.query(...args);
    return this.#withTimeout((callback) => super.query(...args, callback)).catch((error: Error) => {
      // With the stack of the caller, not of the socket.
      Error.captureStackTrace(error);
      throw error;
    });
  }

  #withTimeout(start: (callback: QueryCallback) => void): Promise<unknown> {
    return new Promise((resolve, reject) => {
      const timer =
        this.#timeoutMs > 0 ? setTimeout(() => this.#abort(reject), this.#timeoutMs) : undefined;
      start((error, result) => {
        clearTimeout(timer);
        if (error) reject(error);
        else resolve(result);
      });
    });
  }

  #abort(reject: (error: Error) => void): void {
    // First, so that the pool discards the client when the caller releases it.
    void this.end();
    reject(new Error('Query read timeout'));
  }
}
