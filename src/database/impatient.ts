import { PreparingClient } from './prepared.ts';

/**
 * A client whose connection ends with the first statement that is not answered in time
 * (`query_timeout`): a network that fell silent would else keep it, and whoever waits, for a
 * quarter of an hour.
 */
export class ImpatientClient extends PreparingClient {
  // biome-ignore lint/suspicious/noExplicitAny: pg declares a dozen ways to call it.
  override query(...asked: any[]): any {
    const result = super.query(...asked);
    if (!(result instanceof Promise)) return result;
    return result.catch((error: Error) => {
      // Before the caller hears, so that the pool takes it back as ended.
      if (error.message === 'Query read timeout') void this.end();
      throw error;
    });
  }
}
