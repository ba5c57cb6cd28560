import type pg from 'pg';
import { PreparingClient } from './prepared.ts';

type Callback = (error: Error | null, result: unknown) => void;

/**
 * A client whose connection ends with the first statement that is not answered in time
 * (`query_timeout`): a network that fell silent would else keep it, and whoever waits, for a
 * quarter of an hour.
 */
export class ImpatientClient extends PreparingClient {
  /** Milliseconds; 0 waits for ever. */
  readonly #limit: number;

  constructor(config?: string | pg.ClientConfig) {
    super(config);
    const { connectionParameters } = this as unknown as {
      connectionParameters: { query_timeout?: number | false };
    };
    this.#limit = Number(connectionParameters.query_timeout ?? 0);
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
    return this.#answered((callback) => super.query(...asked, callback)).catch((error: Error) => {
      // Of whoever asked, not of the socket.
      Error.captureStackTrace(error);
      throw error;
    });
  }

  #answered(ask: (callback: Callback) => void): Promise<unknown> {
    return new Promise((resolve, reject) => {
      const timer =
        this.#limit > 0 ? setTimeout(() => this.#giveUp(reject), this.#limit) : undefined;
      ask((error, result) => {
        clearTimeout(timer);
        if (error) reject(error);
        else resolve(result);
      });
    });
  }

  #giveUp(reject: (error: Error) => void): void {
    // Before the caller hears, so that the pool takes it back as ended.
    void this.end();
    reject(new Error('Query read timeout'));
  }
}
