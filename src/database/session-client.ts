import type pg from 'pg';
import { QueryTimeoutClient } from './query-timeout-client.ts';
import {
  addTransactionSettings,
  directSession,
  isBegin,
  type SessionMode,
  startupSettings,
} from './session-settings.ts';

interface SessionClientConfig extends pg.ClientConfig {
  sessionMode?: SessionMode;
  preparesNothing?: boolean;
}

/**
 * A client whose statements run with our session settings (session-settings.ts). Behind a pooler
 * that keeps no session, each transaction makes them, and a statement outside of one gets its own
 * transaction: two more round trips.
 */
export class SessionClient extends QueryTimeoutClient {
  readonly #mode: SessionMode;
  readonly #needsSettings: boolean;

  constructor(config?: string | SessionClientConfig) {
    super(config);
    this.#mode = (typeof config === 'object' && config.sessionMode) || directSession;
    this.#needsSettings = Object.keys(this.#mode.perTransaction).length > 0;
    // The session that prepared a statement is not the one that runs it later.
    const preparesNothing = typeof config === 'object' && config.preparesNothing === true;
    this.preparesStatements = !this.#mode.isPooled && !preparesNothing;
  }

  /** Called by pg for the parameters of the startup message. */
  protected getStartupConf(): Record<string, string> {
    const parent = Object.getPrototypeOf(SessionClient.prototype) as {
      getStartupConf(): Record<string, string>;
    };
    return { ...parent.getStartupConf.call(this), ...startupSettings };
  }

  // biome-ignore lint/suspicious/noExplicitAny: pg declares a dozen ways to call it.
  override query(...args: any[]): any {
    if (!this.#needsSettings) return super.query(...args);
    const [text, ...others] = args;
    const isText = typeof text === 'string';
    if (isText && isBegin(text)) {
      return super.query(addTransactionSettings(text, this.#mode), ...others);
    }
    const hasPromise = typeof args.at(-1) !== 'function' && typeof text?.submit !== 'function';
    if (!hasPromise || this.getTransactionStatus() !== 'I') return super.query(...args);
    return this.#queryInTransaction(args);
  }

  async #queryInTransaction(args: unknown[]): Promise<unknown> {
    await super.query(addTransactionSettings('begin', this.#mode));
    try {
      const result = await super.query(...args);
      await super.query('commit');
      return result;
    } catch (error) {
      // The connection may be lost; what failed first says why.
      await super.query('rollback').catch(() => undefined);
      throw error;
    }
  }
}
