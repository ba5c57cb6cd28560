import type pg from 'pg';
import { PreparedStatementClient } from './prepared-statement-client.ts';

type QueryCallback = (error: Error | null, result: unknown) => void;

/**
 * A client whose connection ends with the first statement that is not answered in time
 * (`query_timeout`): a network that fell silent would else keep it, and whoever waits, for a
 * quarter of an hour.
 */
export class QueryTimeoutClient extends PreparedStatementClient {
  /** Milliseconds; 0 waits for ever. */
  readonly #timeoutMs: number;

  constructor(config?: string | pg.ClientConfig) {
    super(config);
    const { connectionParameters } = this as unknown as {
      connectionParameters: { query_timeout?: number | false };
    };
    this.#timeoutMs = Number(connectionParameters.query_timeout ?? 0);
    // We wait ourselves: with the promises and timers of pg a result of 100 kB stays in memory until
    // a whole collection of garbage (`npm run bench`, the list: a third slower).
    connectionParameters.query_timeout = false;
  }

  // biome-ignore lint/suspicious/noExplicitAny: pg declares a dozen ways to call it.
  override query(...asked: any[]): any {
    const hasCallback = typeof asked.at(-1) === 'function';
    // A query object of its own (COPY) is answered through itself.
    const isSubmittable = typeof asked[0]?.submit === 'function';
    if (hasCallback || isSubmittable) return super.query(...asked);
    return this.#withTimeout((callback) => super.query(...asked, callback)).catch(
      (error: Error) => {
        // Of whoever asked, not of the socket.
        Error.captureStackTrace(error);
        throw error;
      },
    );
  }

  #withTimeout(ask: (callback: QueryCallback) => void): Promise<unknown> {
    return new Promise((resolve, reject) => {
      const timer =
        this.#timeoutMs > 0 ? setTimeout(() => this.#abort(reject), this.#timeoutMs) : undefined;
      ask((error, result) => {
        clearTimeout(timer);
        if (error) reject(error);
        else resolve(result);
      });
    });
  }

  #abort(reject: (error: Error) => void): void {
    // Before the caller hears, so that the pool takes it back as ended.
    void this.end();
    reject(new Error('Query read timeout'));
  }
}
