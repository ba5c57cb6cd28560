import pg from 'pg';
import type { PrimaryFinder } from './database-hosts.ts';

/**
 * A client that connects to the primary where DATABASE_URL names several hosts, which pg itself does
 * not know. After a failover, the pool's next connections reach the new one.
 */
export class PrimaryClient extends pg.Client {
  readonly #finder: PrimaryFinder | undefined;

  constructor(config?: string | (pg.ClientConfig & { primaryFinder?: PrimaryFinder })) {
    super(config);
    this.#finder = typeof config === 'object' ? config.primaryFinder : undefined;
  }

  // biome-ignore lint/suspicious/noExplicitAny: pg declares two ways to call it.
  override connect(callback?: any): any {
    const finder = this.#finder;
    if (finder === undefined) {
      return callback === undefined ? super.connect() : super.connect(callback);
    }
    const connecting = this.#connectToPrimary(finder);
    if (callback === undefined) return connecting;
    connecting.then(() => callback(null, this), callback);
  }

  async #connectToPrimary(finder: PrimaryFinder): Promise<this> {
    const { host, port } = await finder.find();
    // The stream is opened by connect, so these are read only now.
    this.host = host;
    this.port = port;
    try {
      await super.connect();
      return this;
    } catch (error) {
      finder.forget();
      throw error;
    }
  }
}
